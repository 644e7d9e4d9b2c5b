import { studentQuantile } from '../estimators/quantiles';

/** A mean over independent repetitions. */
export interface MeanInterval {
  readonly mean: number;
  /** Two-sided, 95 %; undefined of a single repetition. */
  readonly interval: [number, number] | undefined;
  /** How many repetitions. */
  readonly count: number;
}

/** How {@link meanInterval} makes its intervals, for people. */
export const meanIntervalMethod = 'Student’s t over the seeds';

/** What a quantity can be at all, its ends included. */
export type ValueRange = readonly [least: number, most: number];

/**
 * The mean with Student's 95 % interval, mean ± t(n − 1) s / √n. Undefined of nothing.
 *
 * @param range the interval is cut where the quantity ends: no accuracy is below 0 or above 1, however few they are.
 */
export function meanInterval(
  values: readonly number[],
  [least, most]: ValueRange = [-Infinity, Infinity],
): MeanInterval | undefined {
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, interval: undefined, count };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = studentQuantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, interval: [Math.max(least, mean - reach), Math.min(most, mean + reach)], count };
}
