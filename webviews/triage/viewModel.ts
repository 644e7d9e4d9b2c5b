import type {
  TriageDecision,
  TriageEntry,
  TriagePage,
  TriageProgress,
  TriageViewState,
} from '../../src/protocol/triagePanel';
import { matches, queryWords, searchText, type SearchText } from './search';

export interface Row {
  readonly entry: TriageEntry;
  readonly decision: TriageDecision | undefined;
  readonly priority: number | undefined;
  /** In a reading list already. */
  readonly listed: { readonly note: string; readonly line: number } | undefined;
}

export interface Counts {
  readonly all: number;
  readonly undecided: number;
  readonly keep: number;
  readonly later: number;
  readonly skip: number;
  /** Kept and in no reading list yet. */
  readonly toAdd: number;
}

export interface TriageView {
  /** What is shown, in order. */
  readonly rows: readonly Row[];
  readonly counts: Counts;
  readonly topics: readonly { readonly name: string; readonly count: number }[];
  /** Columns that no paper of the page has anything for. */
  readonly without: readonly ('upvotes' | 'comments')[];
  readonly selected: Row | undefined;
  /** Of the selected row among those shown; -1 where nothing is. */
  readonly index: number;
}

const texts = new WeakMap<TriageEntry, SearchText>();
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const decisionOrder: readonly (TriageDecision | undefined)[] = ['keep', 'later', undefined, 'skip'];

/** All that the page shows, from what the host sent and what the user chose. */
export function viewTriage(page: TriagePage, progress: TriageProgress, kept: TriageViewState): TriageView {
  const all = page.entries.map((entry): Row => {
    const decided = progress.decisions[entry.key];
    return {
      entry,
      decision: decided?.decision,
      priority: decided?.priority,
      listed: progress.listed[entry.key],
    };
  });
  const query = queryWords(kept.search);
  const rows = all.filter(
    (row) =>
      isShown(row, kept.shown) &&
      (kept.topic === undefined || row.entry.topic?.name === kept.topic) &&
      (query.length === 0 || matches(textOf(row.entry), query)),
  );
  const sorted = sortRows(rows, kept);
  const found = sorted.findIndex(({ entry }) => entry.key === kept.selected);
  const index = found >= 0 ? found : sorted.length > 0 ? 0 : -1;
  const without = (['upvotes', 'comments'] as const).filter((column) =>
    page.entries.every((entry) => entry[column] === undefined),
  );
  return {
    rows: sorted,
    counts: count(all),
    topics: topicsOf(page.entries),
    without,
    selected: sorted[index],
    index,
  };
}

/** The row to go to after one was decided: the next undecided below, else the first above, else the one below. */
export function nextToDecide(view: TriageView): string | undefined {
  const { rows, index } = view;
  const undecided = (row: Row, at: number): boolean => at !== index && row.decision === undefined;
  const below = rows.findIndex((row, at) => at > index && undecided(row, at));
  const next = below >= 0 ? below : rows.findIndex(undecided);
  return rows[next >= 0 ? next : Math.min(index + 1, rows.length - 1)]?.entry.key;
}

/** "Ada Öne, B. Two +5", "7 authors", "Deep Lab". */
export function authorsText(entry: TriageEntry): string {
  const { authors, authorsCount, organisation } = entry;
  const named = authors.slice(0, 2).join(', ');
  const count = authorsCount ?? authors.length;
  if (named !== '') return count > 2 ? `${named} +${count - 2}` : named;
  const counted = count === 0 ? '' : count === 1 ? '1 author' : `${count} authors`;
  return [organisation ?? '', counted].filter((part) => part !== '').join(' · ');
}

export const decisionNames: Readonly<Record<TriageDecision, string>> = {
  keep: 'kept',
  later: 'for later',
  skip: 'skipped',
};

function isShown({ decision }: Row, shown: TriageViewState['shown']): boolean {
  if (shown === 'all') return true;
  return shown === 'undecided' ? decision === undefined : decision === shown;
}

function textOf(entry: TriageEntry): SearchText {
  const known = texts.get(entry) ?? searchText(entry);
  texts.set(entry, known);
  return known;
}

/** The order of the page decides between equals, and what is missing comes last either way. */
function sortRows(rows: readonly Row[], { sort, descending }: TriageViewState): readonly Row[] {
  if (sort === 'page') return descending ? rows.toReversed() : rows;
  const turn = descending ? -1 : 1;
  const value = (row: Row): string | number | undefined => sortValue(row, sort);
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === undefined || right === undefined) {
      return left === right ? 0 : left === undefined ? 1 : -1;
    }
    if (typeof left === 'number' && typeof right === 'number') return turn * (left - right);
    return turn * collator.compare(String(left), String(right));
  });
}

function sortValue({ entry, decision }: Row, sort: TriageViewState['sort']): string | number | undefined {
  switch (sort) {
    case 'title':
      return entry.title.replace(/^[^\p{L}\p{N}]+/u, '');
    case 'topic':
      return entry.topic?.name;
    case 'authors':
      return entry.authorsCount ?? (entry.authors.length || undefined);
    case 'date':
      return entry.date?.iso;
    case 'upvotes':
      return entry.upvotes;
    case 'comments':
      return entry.comments;
    case 'decision':
      return decisionOrder.indexOf(decision);
    case 'page':
      return 0;
  }
}

function count(rows: readonly Row[]): Counts {
  const of = (decision: TriageDecision | undefined): number =>
    rows.filter((row) => row.decision === decision).length;
  return {
    all: rows.length,
    undecided: of(undefined),
    keep: of('keep'),
    later: of('later'),
    skip: of('skip'),
    toAdd: rows.filter((row) => row.decision === 'keep' && !row.listed).length,
  };
}

function topicsOf(entries: readonly TriageEntry[]): TriageView['topics'] {
  const counts = new Map<string, number>();
  for (const { topic } of entries) if (topic) counts.set(topic.name, (counts.get(topic.name) ?? 0) + 1);
  return [...counts]
    .map(([name, n]) => ({ name, count: n }))
    .sort((a, b) => b.count - a.count || collator.compare(a.name, b.name));
}
