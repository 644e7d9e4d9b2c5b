/** That a line of the text may be a certain entry, and how much speaks for it. */
export interface Match {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
}

/**
 * Of possible matches the ones that go best together: rows and columns both rise, and the weights have the greatest
 * sum. Where sums are equal, the earliest rows. In O(n log n), by a Fenwick tree of the best sum below a column.
 */
export function heaviestChain<M extends Match>(matches: readonly M[]): readonly M[] {
  // Within a row the columns fall, so that a row follows no match of its own.
  const ordered = [...matches].sort((a, b) => a.row - b.row || b.column - a.column);
  const columns = ordered.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const best = new Int32Array(columns + 1).fill(-1);
  const sums = new Float64Array(ordered.length);
  const before = new Int32Array(ordered.length);
  const sumOf = (index: number): number => (index < 0 ? 0 : (sums[index] ?? 0));
  let last = -1;
  for (const [index, { column, weight }] of ordered.entries()) {
    let previous = -1;
    for (let at = column; at > 0; at -= at & -at) {
      const candidate = best[at] ?? -1;
      if (sumOf(candidate) > sumOf(previous)) previous = candidate;
    }
    before[index] = previous;
    sums[index] = sumOf(previous) + weight;
    for (let at = column + 1; at <= columns; at += at & -at) {
      if (sumOf(index) > sumOf(best[at] ?? -1)) best[at] = index;
    }
    if (sumOf(index) > sumOf(last)) last = index;
  }
  const chain: M[] = [];
  for (let index = last; index >= 0; index = before[index] ?? -1) {
    const match = ordered[index];
    if (match) chain.push(match);
  }
  return chain.reverse();
}
