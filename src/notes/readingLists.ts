import type {
  BlockContent,
  DefinitionContent,
  Heading,
  List,
  ListItem,
  Paragraph,
  RootContent,
  Table,
} from 'mdast';
import { LineIndex } from '../base/text';
import { readPriorityCell, readStatusCell } from './entryMarks';
import { linesOf, readInlineLink, type InlinePiece } from './inlineLinks';
import { linksIn, parseMarkdown, plainText, rangeOf, type MarkdownTree } from './markdown';
import { isLinksOnly, isNumberedReference, readEntries, type EntryContent } from './readingEntries';
import type { ReadingListEntry } from './readingListEntry';
import { defaultReadingListSections, sectionMatcher, type SectionMatcher } from './readingSections';

export interface ReadingListOptions {
  /** Headings that reading lists stand under; `*` stands for any words. */
  readonly sections?: readonly string[];
}

/**
 * The entries of a note's reading lists, in file order. What counts: under a heading that names a reading list,
 * list items with a link, links on lines of their own, table rows and headings with a link. Links within prose are
 * mentions, and links under an entry are its attachments.
 */
export function readReadingLists(
  text: string,
  options: ReadingListOptions = {},
): readonly ReadingListEntry[] {
  const isList = sectionMatcher(options.sections ?? defaultReadingListSections);
  if (!mayHoldList(text, isList)) return [];
  const reader = new ReadingListReader(parseMarkdown(text), new LineIndex(text), isList);
  reader.readBlocks(reader.tree.root.children, undefined);
  return reader.entries;
}

/** Most notes hold no reading list and need no parsing: whatever serves as a list's heading is a short line. */
function mayHoldList(text: string, isList: SectionMatcher): boolean {
  return text
    .split(/[\r\n]+/)
    .some((line) => line.length <= 200 && line !== '' && isList(line.replace(/<!--.*?-->/g, '')));
}

/** Headings that end a list they stand in, though they are deeper than the list's own. */
const asides = sectionMatcher(
  (
    'Additional Resources|Resources|Other Resources|Useful Links|Links|Notes|Meeting Notes|Agenda|Discussion|Minutes|' +
    'Action Items|To Do|TODOs|Ideas|Questions|Open Questions|Tools|Code|Datasets|회의록|할 일|메모|아이디어|참고 자료'
  ).split('|'),
);

interface Section {
  /** 1 to 6; 7 for a bold or colon-ended paragraph that serves as a heading. */
  readonly depth: number;
  /** The list's name; undefined where no list is. */
  readonly list: string | undefined;
}

const paragraphDepth = 7;

class ReadingListReader {
  readonly entries: ReadingListEntry[] = [];

  constructor(
    readonly tree: MarkdownTree,
    private readonly lines: LineIndex,
    private readonly isList: SectionMatcher,
  ) {}

  /** Reads blocks in order; `outer` is the list they stand in, where they stand in one. */
  readBlocks(blocks: readonly RootContent[], outer: string | undefined): void {
    let sections: readonly Section[] = [];
    for (const block of blocks) {
      const list = sections.length > 0 ? sections.at(-1)?.list : outer;
      if (block.type === 'heading') sections = this.readHeading(block, sections, outer);
      else if (block.type === 'paragraph') sections = this.readParagraph(block, sections, outer, list);
      else if (block.type === 'list') this.readList(block, list);
      else if (block.type === 'table' && list !== undefined) this.readTable(block, list);
      else if (block.type === 'blockquote') this.readBlocks(block.children, list);
      else if (block.type === 'footnoteDefinition' && list !== undefined)
        this.readItem(block.children, null, list);
    }
  }

  private readHeading(heading: Heading, sections: readonly Section[], outer: string | undefined) {
    const kept = sections.filter((section) => section.depth < heading.depth);
    const parent = kept.length > 0 ? kept.at(-1)?.list : outer;
    const paragraph: Paragraph = { type: 'paragraph', children: heading.children };
    const [entry] = parent === undefined ? [] : readEntries(this.piecesOf(paragraph));
    if (parent !== undefined && entry) {
      this.add(entry, heading, parent, 'A heading with a link');
      // What follows are notes on that paper.
      return [...kept, { depth: heading.depth, list: undefined }];
    }
    return [...kept, { depth: heading.depth, list: this.listOf(plainText(heading), parent) }];
  }

  private readParagraph(
    paragraph: Paragraph,
    sections: readonly Section[],
    outer: string | undefined,
    list: string | undefined,
  ): readonly Section[] {
    const heading = paragraphHeading(paragraph);
    if (heading !== undefined) {
      const kept = sections.filter((section) => section.depth < paragraphDepth);
      const parent = kept.length > 0 ? kept.at(-1)?.list : outer;
      if (heading.bold || this.isList(heading.text)) {
        return [...kept, { depth: paragraphDepth, list: this.listOf(heading.text, parent) }];
      }
      return kept;
    }
    if (list !== undefined) this.readLines(paragraph, list);
    return sections;
  }

  /** A heading's list: its own name, the name of the list it divides, or none. */
  private listOf(text: string, parent: string | undefined): string | undefined {
    if (this.isList(text)) return text;
    if (parent === undefined || asides(text)) return undefined;
    return text === '' ? parent : `${parent} › ${text}`;
  }

  private readLines(paragraph: Paragraph, list: string): void {
    for (const line of linesOf(paragraph, this.tree)) {
      const numbered = isNumberedReference(line);
      if (!numbered && !isLinksOnly(line)) continue;
      const why = numbered ? 'A numbered reference' : 'A link on a line of its own';
      for (const entry of readEntries(line)) {
        // A page of the notes themselves, or a picture of them, on a line of its own is part of the text.
        if (/^(?:[a-z]+:|www\.)/i.test(entry.href) || /\.pdf$/i.test(entry.href)) {
          this.add(entry, paragraph, list, why);
        }
      }
    }
  }

  private readList(list: List, name: string | undefined): void {
    for (const item of list.children) {
      if (name !== undefined) this.readItem(item.children, item.checked, name);
      else this.readOutline(item);
    }
  }

  /** An item outside any list: itself the name of one ("- Papers to read:" with items below), or nothing. */
  private readOutline(item: ListItem): void {
    const [first, ...others] = item.children;
    const text = first?.type === 'paragraph' && linksIn(first).length === 0 ? plainText(first) : '';
    const name = this.isList(text) ? text.replace(/\s*[:：]$/u, '') : undefined;
    for (const child of name === undefined ? item.children : others) {
      if (child.type === 'list') this.readList(child, name);
    }
  }

  private readItem(
    blocks: readonly (BlockContent | DefinitionContent)[],
    checked: boolean | null | undefined,
    list: string,
  ): void {
    const [first, ...others] = blocks;
    if (first?.type !== 'paragraph') return this.readBlocks(blocks, list);
    const own = readEntries(this.piecesOf(first), checked);
    if (own.length > 0) return this.addItem(own, first, others, list);
    const [second, ...rest] = others;
    // The title on the item's line, the link in a paragraph below it.
    if (second?.type === 'paragraph' && isLinksOnly(this.piecesOf(second))) {
      const pieces: InlinePiece[] = [...this.piecesOf(first), ...this.piecesOf(second)];
      return this.addItem(readEntries(pieces, checked), first, rest, list);
    }
    const text = plainText(first).replace(/\s*[:：]$/u, '');
    const group = text.length <= 60 && !this.isList(text) ? `${list} › ${text}` : list;
    for (const child of others) if (child.type === 'list') this.readList(child, group);
  }

  private addItem(
    own: readonly EntryContent[],
    at: Paragraph,
    below: readonly (BlockContent | DefinitionContent)[],
    list: string,
  ): void {
    const nested = below.flatMap((block) => this.attachmentsIn(block));
    for (const [index, entry] of own.entries()) {
      const attachments = index === 0 ? [...entry.attachments, ...nested] : entry.attachments;
      const place = own.length === 1 ? { ...entry, offset: undefined } : entry;
      this.add({ ...place, attachments }, at, list, 'A list item with a link');
    }
  }

  private attachmentsIn(block: BlockContent | DefinitionContent): ReadingListEntry['attachments'] {
    return linksIn(block).flatMap((node) => {
      const link = readInlineLink(node, this.tree)?.link;
      return link ? [{ label: link.label, href: link.href }] : [];
    });
  }

  private readTable(table: Table, list: string): void {
    const [header, ...rows] = table.children;
    const names = header?.children.map((cell) => plainText(cell).toLowerCase()) ?? [];
    const column = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name));
    const priorityColumn = column(/^(?:p|prio|priority|우선\s?순위|중요도)$/);
    const statusColumn = column(/^(?:status|state|read\??|상태|진행)$/);
    const titleColumn = column(/^(?:title|paper|name|제목|논문|논문명)$/);
    for (const row of rows) {
      const cells = row.children.map((cell) => this.piecesOf({ type: 'paragraph', children: cell.children }));
      const [entry] = readEntries(cells.flat());
      if (!entry) continue;
      const text = (index: number): string => plainText(row.children[index] ?? { type: 'text' });
      const ownTitle = cells.flat().some((piece) => piece.kind === 'link' && piece.link.title !== undefined);
      const content: EntryContent = {
        ...entry,
        title: ownTitle ? entry.title : titleColumn >= 0 ? text(titleColumn) || undefined : undefined,
        priority: entry.priority ?? readPriorityCell(text(priorityColumn)),
        status: entry.status ?? readStatusCell(text(statusColumn)),
        offset: undefined,
      };
      this.add(content, row, list, 'A table row with a link');
    }
  }

  private piecesOf(paragraph: Paragraph): readonly InlinePiece[] {
    const space: InlinePiece = { kind: 'text', text: ' ', emphasised: false };
    return linesOf(paragraph, this.tree).flatMap((line, index) => (index === 0 ? line : [space, ...line]));
  }

  private add(entry: EntryContent, block: RootContent, list: string, why: string): void {
    const { offset, ...content } = entry;
    const at = offset ?? rangeOf(block)?.start ?? 0;
    this.entries.push({
      section: list,
      ...content,
      range: this.lines.line(this.lines.position(at).line),
      reason: `${why} under “${list}”.`,
    });
  }
}

/** "**Papers to read**" or "Papers to read:" on a line of its own. */
function paragraphHeading(
  paragraph: Paragraph,
): { readonly text: string; readonly bold: boolean } | undefined {
  if (linksIn(paragraph).length > 0) return undefined;
  const text = plainText(paragraph);
  const only = paragraph.children.length === 1 ? paragraph.children[0] : undefined;
  const bold = only?.type === 'strong';
  const named = text.length <= 60 && /[:：]$/u.test(text);
  return bold || named ? { text: text.replace(/\s*[:：]$/u, ''), bold } : undefined;
}
