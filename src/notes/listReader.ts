import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, RootContent } from 'mdast';
import {
  type EntryCollector,
  type EntryDraft,
  type FoundDivision,
  type FoundEntry,
  rangeOfBlocks,
} from './foundEntry';
import type { HeadingEntries } from './headingEntries';
import { piecesOf, rowsOf, type InlinePiece, type PieceRow } from './inlineLinks';
import { paragraphHeading, type ListName, type ListNamer } from './listNames';
import { linksIn, plainText, rangeOf, type MarkdownTree } from './markdown';
import { linksUnder, sectionNotes } from './paperNotes';
import { isLinksOnly, isNumberedReference, readEntries, readReferenceLine } from './readingEntries';
import { isReadingTable, readTable } from './tableEntries';

interface Section {
  /** 1 to 6; 7 for a bold or colon-ended paragraph that serves as a heading. */
  readonly depth: number;
  /** Undefined where no list is. */
  readonly list: ListName | undefined;
}

const paragraphDepth = 7;
/** No one lists thousands of papers without a blank line: longer ones are something else. */
const longestParagraph = 100_000;
type ItemBlock = BlockContent | DefinitionContent;

/**
 * Finds the entries of a note's reading lists: under a heading that names one, list items that link or cite a paper,
 * links and references on lines of their own, table rows, and headings with a link.
 */
export class ListReader {
  private readonly tree: MarkdownTree;

  constructor(
    private readonly headings: HeadingEntries,
    private readonly namer: ListNamer,
    private readonly into: EntryCollector,
    private readonly isPaper: (href: string) => boolean,
  ) {
    this.tree = headings.tree;
  }

  /** Reads blocks in order; `outer` is the list they stand in, where they stand in one. */
  readBlocks(blocks: readonly RootContent[], outer?: ListName): void {
    let sections: readonly Section[] = [];
    let above = '';
    for (const [index, block] of blocks.entries()) {
      if (block.type === 'heading') above = plainText(block);
      const list = sections.length > 0 ? sections.at(-1)?.list : outer;
      if (block.type === 'heading') sections = this.readHeading(blocks, index, sections, outer);
      else if (block.type === 'paragraph') sections = this.readParagraph(block, sections, outer, list);
      else if (block.type === 'list') this.readList(block, list);
      else if (block.type === 'table') {
        // One that is a list by itself has the name of the heading above it.
        const named =
          list ?? (isReadingTable(block) ? this.namer.named(above || 'Table of papers') : undefined);
        if (named !== undefined) readTable(block, named, this.tree, this.into);
      } else if (block.type === 'blockquote') this.readBlocks(block.children, list);
      else if (block.type === 'footnoteDefinition' && list !== undefined) {
        this.readItem(block.children, undefined, list);
      }
    }
  }

  private readHeading(
    blocks: readonly RootContent[],
    index: number,
    sections: readonly Section[],
    outer: ListName | undefined,
  ): readonly Section[] {
    const heading = blocks[index];
    if (heading?.type !== 'heading') return sections;
    const kept = sections.filter((section) => section.depth < heading.depth);
    const parent = kept.length > 0 ? kept.at(-1)?.list : outer;
    const entry = parent === undefined ? undefined : this.headings.entryOf(heading);
    if (parent !== undefined && entry?.href !== undefined) {
      const notes = sectionNotes(blocks, index, this.headings, this.isPaper);
      const draft = { ...entry, ...notes, attachments: [...entry.attachments, ...notes.attachments] };
      this.into.add(draft, parent, 'A heading with a link', { form: 'heading', node: heading });
      // What follows are notes on that paper.
      return [...kept, { depth: heading.depth, list: undefined }];
    }
    const text = plainText(heading);
    const before = sections.find((section) => section.depth === heading.depth)?.list;
    const list = this.namer.heading(text, parent) ?? this.namer.sibling(text, before);
    this.divide(list, heading);
    return [...kept, { depth: heading.depth, list }];
  }

  private readParagraph(
    paragraph: Paragraph,
    sections: readonly Section[],
    outer: ListName | undefined,
    list: ListName | undefined,
  ): readonly Section[] {
    const heading = paragraphHeading(paragraph);
    if (heading !== undefined) {
      const kept = sections.filter((section) => section.depth < paragraphDepth);
      const parent = kept.length > 0 ? kept.at(-1)?.list : outer;
      if (heading.standsOut || this.namer.isList(heading.text)) {
        const named = this.namer.heading(heading.text, parent);
        this.divide(named, paragraph);
        return [...kept, { depth: paragraphDepth, list: named }];
      }
      return kept;
    }
    if (list !== undefined) this.readLines(paragraph, list);
    return sections;
  }

  private readLines(paragraph: Paragraph, list: ListName): void {
    const range = rangeOf(paragraph);
    if (range && range.end - range.start > longestParagraph) return;
    const place = { form: 'line', node: paragraph } as const;
    let found = false;
    for (const { row, pieces: line } of referencesIn(rowsOf(paragraph, this.tree))) {
      const at = this.into.rowBelow(paragraph, row);
      const [reference] = readReferenceLine(line);
      if (isNumberedReference(line) || isLinksOnly(line)) {
        const why = isNumberedReference(line) ? 'A numbered reference' : 'A link on a line of its own';
        for (const entry of readEntries(line)) {
          if (!leadsOut(entry)) continue;
          this.into.add({ ...entry, offset: entry.offset ?? at }, list, why, place);
          found = true;
        }
      } else if (reference) {
        this.into.add({ ...reference, offset: reference.offset ?? at }, list, 'A reference', place);
        found = true;
      }
    }
    // One that is broken over several lines.
    const [whole] = found ? [] : readReferenceLine(piecesOf(paragraph, this.tree));
    if (whole) this.into.add({ ...whole, offset: undefined }, list, 'A reference', place);
  }

  private readList(list: List, name: ListName | undefined): void {
    for (const item of list.children) {
      if (name !== undefined) this.readItem(item.children, item, name);
      else this.readOutline(item);
    }
  }

  /** An item outside any list: itself the name of one ("- Papers to read:" with items below), or nothing. */
  private readOutline(item: ListItem): void {
    const [first, ...others] = item.children;
    const text = first?.type === 'paragraph' && linksIn(first).length === 0 ? plainText(first) : '';
    const name = this.namer.isList(text) ? this.namer.named(text.replace(/\s*[:：]$/u, '')) : undefined;
    for (const child of name === undefined ? item.children : others) {
      if (child.type === 'list') this.readList(child, name);
    }
  }

  /** @param item undefined for a footnote. */
  private readItem(blocks: readonly ItemBlock[], item: ListItem | undefined, list: ListName): void {
    const [first, ...others] = blocks;
    if (first?.type !== 'paragraph') return this.readBlocks(blocks, list);
    const place = { form: 'item', node: first, item } as const;
    const checked = item?.checked ?? null;
    const own = readEntries(piecesOf(first, this.tree), checked);
    const hasItems = others.some((block) => block.type === 'list');
    // A bullet of words with linked ones under it divides the list, whatever its words look like.
    const divides =
      own[0]?.href === undefined && hasItems && others.some((block) => linksIn(block).length > 0);
    if (own.length > 0 && !divides) return this.addItem(own, others, list, place);
    const [second, ...rest] = others;
    // The title on the item's line, the link in a paragraph below it.
    if (second?.type === 'paragraph' && isLinksOnly(piecesOf(second, this.tree))) {
      const pieces: InlinePiece[] = [...piecesOf(first, this.tree), ...piecesOf(second, this.tree)];
      return this.addItem(readEntries(pieces, checked), rest, list, place);
    }
    const group = this.namer.bullet(plainText(first).replace(/\s*[:：]$/u, ''), list);
    if (item && group !== list) this.divide(group, item);
    for (const child of others) if (child.type === 'list') this.readList(child, group);
  }

  private divide(list: ListName | undefined, node: FoundDivision['node']): void {
    if (list && list.divisions.length > 0) this.into.divisions.push({ node, list });
  }

  private addItem(
    own: readonly EntryDraft[],
    below: readonly ItemBlock[],
    list: ListName,
    place: Pick<FoundEntry, 'form' | 'node' | 'item'>,
  ): void {
    const nested = below.flatMap((block) => linksUnder(block, this.tree));
    const says = below.some(
      (block) => block.type !== 'paragraph' || !isLinksOnly(piecesOf(block, this.tree)),
    );
    const body = says ? rangeOfBlocks(below) : undefined;
    for (const [index, entry] of own.entries()) {
      const attachments = index === 0 ? [...entry.attachments, ...nested] : entry.attachments;
      const offset = own.length === 1 ? undefined : entry.offset;
      const why =
        entry.href === undefined
          ? 'A list item that cites a paper without a link'
          : 'A list item with a link';
      this.into.add({ ...entry, attachments, offset, ...(body && { body }) }, list, why, place);
    }
  }
}

/** A page of the notes themselves, or a picture of them, on a line of its own is part of the text. */
function leadsOut({ href }: EntryDraft): boolean {
  return href === undefined || /^(?:[a-z]+:|www\.)/i.test(href) || /\.pdf$/i.test(href);
}

/** Lines without a number of their own go on with the numbered reference above them. */
function referencesIn(rows: readonly PieceRow[]): readonly PieceRow[] {
  if (!rows[0] || !isNumberedReference(rows[0].pieces)) return rows;
  const space: InlinePiece = { kind: 'text', text: ' ', emphasised: false };
  const found: PieceRow[] = [];
  for (const next of rows) {
    const last = found.at(-1);
    if (!last || isNumberedReference(next.pieces)) found.push(next);
    else found[found.length - 1] = { row: last.row, pieces: [...last.pieces, space, ...next.pieces] };
  }
  return found;
}
