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

/** The mean with Student's 95 % interval, mean ± t(n − 1) s / √n. Undefined of nothing. */
export function meanInterval(values: readonly number[]): MeanInterval | undefined {
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, interval: undefined, count };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = studentQuantile(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, interval: [mean - reach, mean + reach], count };
}
