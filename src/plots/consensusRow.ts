import type { ForestRow } from './forestPlot';

/** What a figure needs of a consensus. */
export interface ConsensusView {
  readonly dimension: number;
  readonly interval: readonly [number, number];
  readonly level: number;
  readonly reading: 'value' | 'at-least';
  readonly from: readonly string[];
}

/** Estimates as the rows of a forest plot, their consensus the last; those that it leaves out are marked so. */
export function withConsensus(
  rows: readonly ForestRow[],
  consensus: ConsensusView | undefined,
): readonly ForestRow[] {
  if (consensus === undefined) return rows;
  const { dimension, interval, level, reading, from } = consensus;
  return [
    ...rows.map((row) => ({ ...row, leftOut: !from.includes(row.key) })),
    {
      key: 'consensus',
      estimator: 'consensus',
      name: 'Consensus',
      variant: `pooled from ${from.length} of ${rows.length}`,
      ...{ dimension, interval, level },
      isConsensus: true,
      atLeast: reading === 'at-least',
    },
  ];
}
