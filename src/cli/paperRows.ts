import type { ReadingStatus } from '../notes/readingListEntry';
import { reasonOf } from '../papers/identity';
import { recordFields } from '../papers/mergeRecords';
import type { LibraryPaper, PaperPlace, PaperRecord } from '../papers/paper';

/** Told by `--help` of each command that prints rows. */
export const rowsHelp = `
JSON: an array with an object an entry, in the order of the notes:
  title     the fetched title, else the note's; null where neither is known
  url       the link without redirects around it; null for an entry that names a paper without one
  ids       {arxiv, doi} in normal form; null where the link names none
  priority  from (p2) and its like; null where none is given
  status    "to read", "reading", "read", "skipped" or null
  note      the note's path as given on the command line
  line      from 1
  category  what it stands under in the note, or has in a column of them; null where nothing divides its list
  why       why the entry counts, and why it is that paper where its own link does not say so`;

/** One entry of a reading list, as `papers list --json` prints it. */
export interface PaperRow {
  readonly title: string | null;
  /** Null for an entry that names its paper without a link. */
  readonly url: string | null;
  readonly ids: { readonly arxiv: string | null; readonly doi: string | null };
  readonly priority: number | null;
  readonly status: ReadingStatus | null;
  readonly note: string;
  /** From 1. */
  readonly line: number;
  readonly category: string | null;
  readonly why: string;
}

/** What `papers fetch --json` adds. */
export interface PaperMetadata {
  readonly state: PaperRecord['state'];
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly categories: readonly string[];
  readonly abstract: string | null;
  readonly venue: string | null;
  readonly doi: string | null;
  /** The keys of other versions, where a source says so. */
  readonly preprint: string | null;
  readonly published: string | null;
  readonly checkedAt: string;
  /** Of each field that has a value: who said it, and when. */
  readonly sources: Readonly<Record<string, { readonly source: string; readonly fetchedAt: string }>>;
}

/** Papers, and all their places in the order to print them. */
export interface Library {
  readonly papers: readonly LibraryPaper[];
  readonly places: readonly PaperPlace[];
}

/** A row for each place, in the order of the notes and their lines. */
export function paperRows(library: Library): readonly PaperRow[] {
  return inOrder(library).map(([paper, place]) => row(paper, place));
}

export function paperRowsWithMetadata(
  library: Library,
): readonly (PaperRow & { readonly metadata: PaperMetadata | null })[] {
  return inOrder(library).map(([paper, place]) => ({
    ...row(paper, place),
    metadata: paper.record ? metadata(paper.record) : null,
  }));
}

/** For people: `p2  title  identifier or address  note:line`. */
export function papersTable(library: Library): string {
  const rows = paperRows(library);
  if (rows.length === 0) {
    return 'No reading list found: papers are read from under headings such as "Papers to Read" or "References".\n';
  }
  const lines = rows.map(({ title, url, ids, priority, status, note, line }) => {
    const mark = (priority === null ? '' : `p${priority}`).padEnd(3);
    const id =
      ids.arxiv !== null ? `arXiv:${ids.arxiv}` : ids.doi !== null ? `doi:${ids.doi}` : (url ?? 'no link');
    const state = status === null ? '' : ` (${status})`;
    return `${mark} ${title ?? '(no title)'}${state}\n    ${id}  ${note}:${line}`;
  });
  return `${lines.join('\n')}\n`;
}

function inOrder({ papers, places }: Library): readonly (readonly [LibraryPaper, PaperPlace])[] {
  const paperAt = new Map(papers.flatMap((paper) => paper.places.map((place) => [place, paper] as const)));
  return places.flatMap((place) => {
    const paper = paperAt.get(place);
    return paper ? [[paper, place] as const] : [];
  });
}

function row(paper: LibraryPaper, place: PaperPlace): PaperRow {
  return {
    title: paper.record?.title?.value ?? place.title ?? (paper.titleSource === 'link' ? null : paper.title),
    url: place.link?.url ?? null,
    ids: { arxiv: place.link?.ids.arxiv ?? null, doi: place.link?.ids.doi ?? null },
    priority: place.priority ?? null,
    status: place.status ?? null,
    note: place.note,
    line: place.line + 1,
    category: place.category ?? null,
    why: reasonOf(paper, place),
  };
}

function metadata(record: PaperRecord): PaperMetadata {
  return {
    state: record.state,
    authors: record.authors?.value ?? [],
    year: record.year?.value ?? null,
    categories: record.categories?.value ?? [],
    abstract: record.abstract?.value ?? null,
    venue: record.venue?.value ?? null,
    doi: record.doi?.value ?? null,
    preprint: record.preprint?.value ?? null,
    published: record.published?.value ?? null,
    checkedAt: record.checkedAt,
    sources: Object.fromEntries(
      recordFields.flatMap((name) => {
        const field = record[name];
        return field ? [[name, { source: field.source, fetchedAt: field.fetchedAt }]] : [];
      }),
    ),
  };
}
