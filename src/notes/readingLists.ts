import { EntryCollector, type FoundDivision, type FoundEntry } from './foundEntry';
import { HeadingEntries } from './headingEntries';
import { ListNamer } from './listNames';
import { ListReader } from './listReader';
import { listRegions, parseRegion } from './listRegions';
import { parseMarkdown, type MarkdownTree } from './markdown';
import { mayHoldPaperNotes, readPaperSections } from './paperNotes';
import type { ReadingListEntry } from './readingListEntry';
import { mayHoldReadingTable } from './tableEntries';
import { defaultReadingListSections, listHeadings } from './readingSections';

export interface ReadingListOptions {
  /** Headings that reading lists stand under; `*` stands for any words. Keep the array: what it means is kept by it. */
  readonly sections?: readonly string[];
  /** Tells addresses of papers from others; without it, arXiv's, DOIs and PDFs are papers. */
  readonly isPaper?: (href: string) => boolean;
}

/** The entries of a note and the syntax they stand in. */
export interface FoundEntries {
  readonly found: readonly FoundEntry[];
  readonly divisions: readonly FoundDivision[];
  readonly tree: MarkdownTree;
}

/**
 * The entries of a note's reading lists, in file order. What counts: under a heading that names a reading list,
 * list items that link or cite a paper, links and references on lines of their own, table rows and headings with a
 * link; a table with a column of papers and one of their states or priorities, wherever it stands; and in a note of short paper notes every heading that is a link. Links within prose are mentions, and links
 * under an entry are its attachments.
 */
export function readReadingLists(
  text: string,
  options: ReadingListOptions = {},
): readonly ReadingListEntry[] {
  return findQuickly(text, options).map(({ entry }) => entry);
}

/** The entries without the rest of the note's syntax: only what the lists stand in is parsed, where that can be told. */
function findQuickly(text: string, options: ReadingListOptions): readonly FoundEntry[] {
  const headings = listHeadings(options.sections ?? defaultReadingListSections);
  if (mayHoldPaperNotes(text)) return findEntries(text, options)?.found ?? [];
  const tables = mayHoldReadingTable(text);
  if (!tables && !headings.mayStandIn(text)) return [];
  const regions = tables ? undefined : listRegions(text, headings);
  if (!regions) return findEntries(text, options)?.found ?? [];
  const into = new EntryCollector(text);
  const namer = new ListNamer(headings.matches);
  for (const region of regions) {
    const tree = parseRegion(text, region);
    const { isPaper = looksLikePaper } = options;
    new ListReader(new HeadingEntries(tree), namer, into, isPaper).readBlocks(tree.root.children);
  }
  return into.settle();
}

function looksLikePaper(href: string): boolean {
  return /arxiv\.org\/|^arxiv:|doi\.org\/|^doi:|\.pdf(?:$|[?#])/i.test(href);
}

/** The same with where each stands in the note's syntax; undefined, without parsing, for a note that cannot hold any. */
export function findEntries(text: string, options: ReadingListOptions = {}): FoundEntries | undefined {
  const headings = listHeadings(options.sections ?? defaultReadingListSections);
  const lists = headings.mayStandIn(text) || mayHoldReadingTable(text);
  const notes = mayHoldPaperNotes(text);
  if (!lists && !notes) return undefined;
  const tree = parseMarkdown(text);
  const into = new EntryCollector(text);
  const { isPaper = looksLikePaper } = options;
  const entries = new HeadingEntries(tree);
  if (lists) {
    new ListReader(entries, new ListNamer(headings.matches), into, isPaper).readBlocks(tree.root.children);
  }
  if (notes) readPaperSections(tree.root.children, entries, into, isPaper);
  return { found: into.settle(), divisions: into.divisions, tree };
}
