import type { BlockContent, DefinitionContent, Heading, RootContent } from 'mdast';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';
import type { OffsetRange } from '../base/text';
import { type EntryCollector, rangeOfBlocks } from './foundEntry';
import { readPriority, withoutMarks } from './entryMarks';
import { readHeadingTitle, type HeadingEntries } from './headingEntries';
import { linesOf, type InlinePiece } from './inlineLinks';
import type { ListName } from './listNames';
import { plainText, type MarkdownTree } from './markdown';
import { isLinksOnly, readEntries, type EntryContent } from './readingEntries';
import type { ReadingListEntry } from './readingListEntry';

/** Cheaply: two headings that hold a link, or have one below them, at least. */
export function mayHoldPaperNotes(text: string): boolean {
  linkedLine.lastIndex = 0;
  return linkedLine.test(text) && linkedLine.test(text);
}
const linkedLine =
  /^[ \t>]{0,8}#{1,6}[ \t](?:[^\n\r]{0,1000}?(?:\]\(|\]\[|https?:\/\/|arxiv:)|[^\n\r]{0,300}(?:\r?\n[ \t]{0,40}(?![ \t])){1,3}(?:[*_]{0,2}(?:[\w가-힣][\w가-힣 ]{0,11})?:?[*_]{0,2}:?[ \t]{0,8})?(?:\[|<?https?:))/gim;

/** A heading that begins the notes on a paper. */
interface PaperHeading {
  readonly heading: Heading;
  readonly index: number;
  readonly entry: EntryContent;
  /** What it stands under. */
  readonly topic: Heading | undefined;
}

/**
 * The sections of a note of short paper notes: a heading that is a link, or has one on the line below, then what the
 * writer has to say of it. Headings deep and shallow are mixed in such notes: a section ends at the next heading of
 * another paper, however deep, and at any other that is not deeper. Nothing is found in a note whose headings are
 * mostly something else, or whose linked ones lead to anything but papers.
 */
export function readPaperSections(
  blocks: readonly RootContent[],
  headings: HeadingEntries,
  into: EntryCollector,
  isPaper: (href: string) => boolean,
): void {
  const sections: PaperHeading[] = [];
  let topic: Heading | undefined;
  let others = 0;
  for (const [index, heading] of blocks.entries()) {
    if (heading.type !== 'heading') continue;
    const entry = paperOfHeading(blocks, index, headings, isPaper);
    const within = sections.at(-1);
    if (entry) {
      // A heading over linked ones names what they are about; one with text of its own is a section of another kind.
      if (topic && within?.topic !== topic) others -= 1;
      sections.push({ heading, index, entry, topic });
    } else if (!within || within.topic !== topic || heading.depth <= within.heading.depth) {
      topic = heading;
      others += 1;
    }
  }
  const papers = sections.filter(({ entry }) => entry.href !== undefined && isPaper(entry.href)).length;
  if (sections.length < 2 || sections.length < others || papers * 3 < sections.length) return;
  const known = new Set(into.found.map(({ node }) => node));
  const divided = new Set<Heading>();
  for (const { heading, index, entry, topic: over } of sections) {
    if (known.has(heading)) continue;
    const noted = sectionNotes(blocks, index, headings, isPaper);
    const links = noted.attachments.filter(({ href }) => href !== entry.href);
    const draft = { ...entry, ...noted, attachments: [...entry.attachments, ...links] };
    const why = 'A heading with a link, in a note of paper notes,';
    // The line below the heading may count in a list already: it is this paper's.
    const below = blocks[index + 1];
    const line = below?.type === 'paragraph' ? into.take(below, entry.href) : undefined;
    if (line) into.undivide(heading);
    const list = line ? withoutDivision(line.list, plainText(heading)) : topicList(over);
    into.add(draft, list, why, { form: 'heading', node: heading });
    if (over && list.divisions.length > 0 && !divided.has(over)) into.divisions.push({ node: over, list });
    if (over) divided.add(over);
  }
}

const paperNotes = 'Paper notes';

/** The list that a heading stands in, which the heading was taken to divide while its paper was not known. */
function withoutDivision(list: ListName, text: string): ListName {
  const end = ` › ${text}`;
  if (list.divisions.at(-1)?.text !== text || !list.name.endsWith(end)) return list;
  return { ...list, name: list.name.slice(0, -end.length), divisions: list.divisions.slice(0, -1) };
}

function topicList(topic: Heading | undefined): ListName {
  const text = topic === undefined ? '' : plainText(topic);
  if (text === '') return { name: paperNotes, root: paperNotes, divisions: [] };
  // The note's own title divides nothing.
  return { name: text, root: paperNotes, divisions: topic?.depth === 1 ? [] : [{ text, category: text }] };
}

/** The paper that a heading names by its link, or by its words and a link on the line below. */
function paperOfHeading(
  blocks: readonly RootContent[],
  index: number,
  headings: HeadingEntries,
  isPaper: (href: string) => boolean,
): EntryContent | undefined {
  const [heading, below] = [blocks[index], blocks[index + 1]];
  if (heading?.type !== 'heading') return undefined;
  const pieces = headings.piecesOf(heading);
  if (isLinkedHeading(pieces, () => headings.entryOf(heading))) return headings.entryOf(heading);
  const title = plainText(heading);
  if (below?.type !== 'paragraph' || title === '' || pieces.some((piece) => piece.kind === 'link')) {
    return undefined;
  }
  const [line = []] = linesOf(below, headings.tree);
  // A word or two name a paper where the line below says that it is one.
  const said = namesLink(line) || (isLinksOnly(line) && title.split(' ').length >= 3);
  const [entry] = said ? readEntries(line) : [];
  if (entry?.href === undefined || !isPaper(entry.href)) return undefined;
  return { ...entry, ...readHeadingTitle(title), priority: readPriority(title) ?? entry.priority };
}

/** "Paper: https://…", "Link: [arXiv](…)", "[arXiv](…) | [code](…) | NeurIPS 2017". */
function namesLink(line: readonly InlinePiece[]): boolean {
  const [first, second] = line;
  if (first?.kind === 'link')
    return /^\W*(?:arxiv|paper|pdf|abs|abstract|논문|원문)\W*$/iu.test(first.link.label);
  return (
    first?.kind === 'text' &&
    /^\W*(?:link|paper|url|arxiv|pdf|source|논문|링크)\W*$/iu.test(first.text) &&
    second?.kind === 'link'
  );
}

/** A heading of which a link is all, or the most: "[Title](…)", "3. [Title](…) (ICLR 2020)", "Title [pdf](…)". */
function isLinkedHeading(pieces: readonly InlinePiece[], entryOf: () => EntryContent | undefined): boolean {
  if (isLinksOnly(pieces)) return true;
  const titles = pieces.flatMap((piece) => (piece.kind === 'link' ? [piece.link.title] : []));
  // "Adam, arXiv:1412.6980" names the paper as a link would.
  if (titles.length === 0) return entryOf()?.href !== undefined;
  const linked = titles.find((title) => title !== undefined);
  if (linked === undefined) return namesLink(pieces) || entryOf()?.title !== undefined;
  const words = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  return withoutMarks(words).length <= linked.length;
}

/** What stands under the heading at `index`: where, and the further links in it. */
export function sectionNotes(
  blocks: readonly RootContent[],
  index: number,
  headings: HeadingEntries,
  isPaper: (href: string) => boolean,
): Pick<ReadingListEntry, 'attachments'> & { readonly body?: OffsetRange } {
  const heading = blocks[index];
  const depth = heading?.type === 'heading' ? heading.depth : 6;
  let end = index + 1;
  for (; end < blocks.length; end++) {
    const block = blocks[end];
    if (block?.type !== 'heading') continue;
    if (block.depth <= depth || paperOfHeading(blocks, end, headings, isPaper)) break;
  }
  const own = blocks.slice(index + 1, end);
  const body = rangeOfBlocks(own);
  return { attachments: own.flatMap((block) => linksUnder(block, headings.tree)), ...(body && { body }) };
}

/** The links within a block, in order, those with the wrong brackets (`[label][https://…]`) too. */
export function linksUnder(
  block: RootContent | BlockContent | DefinitionContent,
  tree: MarkdownTree,
): ReadingListEntry['attachments'] {
  const links: { label: string; href: string }[] = [];
  visit(block, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return CONTINUE;
    for (const line of linesOf({ type: 'paragraph', children: node.children }, tree)) {
      for (const piece of line) {
        if (piece.kind === 'link') links.push({ label: piece.link.label, href: piece.link.href });
      }
    }
    return SKIP;
  });
  return links;
}
