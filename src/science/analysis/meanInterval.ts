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
  const reach = studentPoint(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, interval: [Math.max(least, mean - reach), Math.min(most, mean + reach)], count };
}

/** The 97.5 % point of Student's t, exact for every whole number of degrees of freedom from 1. */
export function studentPoint(degreesOfFreedom: number): number {
  let low = 0;
  let high = Math.PI / 2;
  // In θ = arctan(t / √ν) the law lies on a bounded range, however heavy its tails.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (withinAngle(middle, degreesOfFreedom) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degreesOfFreedom) * Math.tan((low + high) / 2);
}

/** P(|T| ≤ √ν tan θ) (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
function withinAngle(theta: number, degreesOfFreedom: number): number {
  const cosine = Math.cos(theta);
  const isOdd = degreesOfFreedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= degreesOfFreedom - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cosine * cosine;
  }
  const series = Math.sin(theta) * sum;
  return isOdd ? (2 / Math.PI) * (theta + series) : series;
}
