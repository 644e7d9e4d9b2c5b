import type {
  CategoriseDecision,
  CategoriseRow,
  CategoriseSnapshot,
  CategoriseViewState,
} from '../../src/protocol/categorisePanel';

export type DecisionState = CategoriseViewState['decisions'][string]['state'];

/** A row as it is shown: with what the user decided so far. */
export interface RowView {
  readonly row: CategoriseRow;
  readonly state: DecisionState;
  /** Chosen, else suggested; undefined where neither is. */
  readonly category: string | undefined;
  /** The user chose another than the suggested one. */
  readonly changed: boolean;
  /** "high · 92 %", "the model’s" or "cannot tell". */
  readonly sure: string;
  readonly options: readonly Option[];
}

export interface Option {
  readonly category: string;
  readonly label: string;
  readonly likely: boolean;
}

export interface ReviewView {
  readonly rows: readonly RowView[];
  readonly shown: readonly RowView[];
  readonly accepted: number;
  readonly rejected: number;
  readonly open: number;
  /** Of high confidence and not decided. */
  readonly sureOpen: number;
  readonly summary: string;
  readonly decisions: readonly CategoriseDecision[];
}

/** Everything the page shows, from what the host sent and what the user decided. */
export function viewReview(snapshot: CategoriseSnapshot, kept: CategoriseViewState): ReviewView {
  const rows = snapshot.rows.map((row) => viewRow(row, kept, snapshot.categories));
  const count = (state: DecisionState): number => rows.filter((each) => each.state === state).length;
  return {
    rows,
    shown: rows.filter((each) => isShown(each, kept.filter)),
    accepted: count('accepted'),
    rejected: count('rejected'),
    open: count('open'),
    sureOpen: rows.filter(({ state, row }) => state === 'open' && isSure(row)).length,
    summary: summaryOf(snapshot),
    decisions: rows.flatMap((each) => decisionOf(each)),
  };
}

export function isSure(row: CategoriseRow): boolean {
  return row.category !== undefined && row.confidence === 'high' && !row.byModel;
}

function viewRow(row: CategoriseRow, kept: CategoriseViewState, categories: readonly string[]): RowView {
  const decision = kept.decisions[row.id];
  const category = decision?.category ?? row.category;
  // What was accepted may have lost its category since: an acceptance of nothing is none.
  const state =
    decision?.state === 'accepted' && category === undefined ? 'open' : (decision?.state ?? 'open');
  return {
    row,
    state,
    category,
    changed: decision?.category !== undefined && decision.category !== row.category,
    sure: sureText(row),
    options: optionsOf(row, category, categories),
  };
}

function sureText({ byModel, confidence, probability }: CategoriseRow): string {
  if (byModel) return 'by the model';
  return confidence === 'none' ? 'cannot tell' : `${confidence} · ${certainty(probability)}`;
}

function optionsOf(
  row: CategoriseRow,
  chosen: string | undefined,
  categories: readonly string[],
): readonly Option[] {
  const likely = new Map<string, string>();
  if (row.category !== undefined) {
    likely.set(row.category, row.category);
  }
  for (const { category, probability } of row.alternatives) {
    if (!likely.has(category)) likely.set(category, `${category} (${certainty(probability)})`);
  }
  const others = [...new Set([...categories, ...(chosen === undefined ? [] : [chosen])])]
    .filter((category) => !likely.has(category))
    .sort((a, b) => a.localeCompare(b));
  return [
    ...[...likely].map(([category, label]) => ({ category, label, likely: true })),
    ...others.map((category) => ({ category, label: category, likely: false })),
  ];
}

function isShown({ state, row }: RowView, filter: CategoriseViewState['filter']): boolean {
  if (filter === 'open') return state === 'open';
  return filter === 'all' || !isSure(row);
}

function decisionOf({ row, state, category }: RowView): readonly CategoriseDecision[] {
  if (state === 'accepted' && category !== undefined) return [{ id: row.id, category }];
  // Where nothing was suggested, there is nothing to remember as rejected.
  if (state === 'rejected')
    return [{ id: row.id, ...(row.category === undefined ? {} : { rejected: row.category }) }];
  return [];
}

function summaryOf({ rows, learntFrom }: CategoriseSnapshot): string {
  const told = rows.filter(({ category }) => category !== undefined).length;
  const parts = [`${told} of ${rows.length} ${rows.length === 1 ? 'paper' : 'papers'} have a suggestion`];
  if (learntFrom > 0) {
    parts.push(`learnt from ${learntFrom} ${learntFrom === 1 ? 'paper' : 'papers'} that you sorted`);
  }
  return parts.join(' · ');
}

function certainty(probability: number): string {
  // 99.7 % is not certainty.
  return `${Math.min(99, Math.round(100 * probability))} %`;
}
