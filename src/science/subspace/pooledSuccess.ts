import { wilsonInterval } from './binomial';
import type { SuccessCount } from './threshold';

/** Runs at dimensions close to each other, counted together. */
export interface PooledSuccess<Count extends SuccessCount = SuccessCount> {
  /** Ascending in dimension. */
  readonly counts: readonly Count[];
  /** The geometric middle of the least and the greatest dimension: where a logarithmic axis shows them. */
  readonly at: number;
  readonly runs: number;
  readonly successes: number;
  /** Wilson's 95 % interval of the share of successes. */
  readonly interval: readonly [number, number];
}

/** Dimensions within this factor of the least are one point of a figure. */
const together = 1.08;

/** What `pooledSuccess` did, for the words of a figure. */
export const pooledWords = 'dimensions within 8 % of each other together';

/**
 * An adaptive search does its runs at dimensions close to each other: as points of a figure each by itself would hide its
 * neighbours, and tell little.
 *
 * @param counts ascending in dimension.
 */
export function pooledSuccess<Count extends SuccessCount>(
  counts: readonly Count[],
): readonly PooledSuccess<Count>[] {
  const groups: Count[][] = [];
  for (const each of counts) {
    const group = groups.at(-1);
    if (group && each.dimension <= together * (group[0]?.dimension ?? 0)) group.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => {
    const runs = group.reduce((sum, each) => sum + each.runs, 0);
    const successes = group.reduce((sum, each) => sum + each.successes, 0);
    const [first, last] = [group[0]?.dimension ?? 1, group.at(-1)?.dimension ?? 1];
    return {
      counts: group,
      at: Math.sqrt(first * last),
      ...{ runs, successes, interval: wilsonInterval(successes, runs) },
    };
  });
}
