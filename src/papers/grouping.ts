import { readingStatuses } from '../notes/readingListEntry';
import { compareValues, facetValues, yearOf, type FacetValue, type PaperRow } from './facets';
import type { LibraryPaper, PaperPlace } from './paper';
import { foldText } from './search/searchWords';

/** By what a list is divided; `note` is by note and heading. */
export const groupings = ['note', 'priority', 'status', 'category', 'tag', 'kind', 'year', 'none'] as const;
export type Grouping = (typeof groupings)[number];

/** How the papers of a group are ordered; `note` is as in the notes. */
export const sortings = ['priority', 'note', 'title', 'year', 'author', 'status'] as const;
export type Sorting = (typeof sortings)[number];

export interface PaperGroup {
  readonly grouping: Grouping;
  /** Distinct among the groups of one list, and the same whenever the list is made again. */
  readonly id: string;
  /** Of the facet; groups by note are named by the note and section of their rows. */
  readonly value: FacetValue;
  /** Empty only where the group is there to drop papers on: {@link withDropTargets}. */
  readonly rows: readonly PaperRow[];
}

/**
 * The papers of a folder as rows, in the order of the notes: by note every paper once under each heading that has it,
 * else every paper once.
 */
export function rowsOf(
  papers: readonly LibraryPaper[],
  grouping: Grouping,
  root: string,
): readonly PaperRow[] {
  if (grouping !== 'note') {
    return papers.flatMap((paper) => {
      const { priority, status, category } = paper;
      return paper.places.slice(0, 1).map((place) => ({ root, paper, place, priority, status, category }));
    });
  }
  const rows = papers.flatMap((paper) =>
    firstInEachSection(paper).map((place) => ({
      root,
      paper,
      place,
      priority: place.priority ?? paper.priority,
      status: place.status ?? paper.status,
      category: place.category ?? paper.category,
    })),
  );
  return rows.sort(({ place: a }, { place: b }) => {
    if (a.note !== b.note) return a.note < b.note ? -1 : 1;
    return a.line - b.line || a.range.start - b.range.start;
  });
}

function firstInEachSection({ places }: LibraryPaper): readonly PaperPlace[] {
  if (places.length === 1) return places;
  const seen = new Set<string>();
  return places.filter(({ note, section }) => {
    const key = JSON.stringify([note, section]);
    return seen.size !== seen.add(key).size;
  });
}

/** The groups in order, each with its rows in order. */
export function groupRows(
  rows: readonly PaperRow[],
  grouping: Grouping,
  sorting: Sorting,
): readonly PaperGroup[] {
  const groups = new Map<FacetValue, PaperRow[]>();
  for (const row of rows) {
    for (const value of groupValues(row, grouping)) {
      const group = groups.get(value);
      if (group) group.push(row);
      else groups.set(value, [row]);
    }
  }
  const ordered = [...groups];
  if (grouping !== 'note' && grouping !== 'none') {
    ordered.sort(([a], [b]) => compareValues(grouping, a, b));
  }
  return ordered.map(([value, members]) => ({
    grouping,
    id: JSON.stringify([grouping, value]),
    value,
    rows: sortRows(members, sorting),
  }));
}

/** What a paper can be dragged onto though none has it yet: every status, the priorities that lists begin with. */
const dropTargets: Partial<Record<Grouping, readonly FacetValue[]>> = {
  status: readingStatuses,
  priority: ['1', '2', '3'],
};

/** The groups with those that are empty but can be dropped on, each in its place. */
export function withDropTargets(groups: readonly PaperGroup[], grouping: Grouping): readonly PaperGroup[] {
  if (grouping === 'note' || grouping === 'none') return groups;
  const present = new Set(groups.map(({ value }) => value));
  const missing = (dropTargets[grouping] ?? []).filter((value) => !present.has(value));
  if (missing.length === 0) return groups;
  // An id of its own: a row that was shown as one without children stays so.
  const empty = missing.map((value) => ({
    grouping,
    id: JSON.stringify([grouping, value, 'empty']),
    value,
    rows: [],
  }));
  return [...groups, ...empty].sort((a, b) => compareValues(grouping, a.value, b.value));
}

function groupValues(row: PaperRow, grouping: Grouping): readonly FacetValue[] {
  if (grouping === 'none') return [''];
  if (grouping === 'note') return [JSON.stringify([row.root, row.place.note, row.place.section])];
  return facetValues(row, grouping);
}

const statusRank: Readonly<Record<string, number>> = { reading: 0, 'to read': 1, read: 3, skipped: 4 };

/** Rows that are equal by `sorting` keep their order. */
export function sortRows(rows: readonly PaperRow[], sorting: Sorting): readonly PaperRow[] {
  switch (sorting) {
    case 'note':
      return rows;
    case 'title':
      return sortBy(rows, ({ paper }) => foldText(paper.title).replace(/^[^\p{L}\p{N}]+/u, ''));
    case 'author':
      return sortBy(rows, firstAuthor);
    case 'priority':
      return sortBy(rows, (row) => row.priority ?? Infinity);
    case 'year':
      return sortBy(rows, (row) => -(yearOf(row) ?? -Infinity));
    case 'status':
      return sortBy(rows, (row) => statusRank[row.status ?? ''] ?? 2);
  }
}

/** With each key made once: lists are long. */
function sortBy<Key extends string | number>(
  rows: readonly PaperRow[],
  keyOf: (row: PaperRow) => Key,
): readonly PaperRow[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

/** The first author's family name, which is the last word of "Given Family"; those without one come last. */
function firstAuthor({ paper, place }: PaperRow): string {
  const name = paper.record?.authors?.value[0] ?? place.authors?.[0] ?? '';
  return foldText(name.split(/\s+/).at(-1) ?? '') || '\uffff';
}
