import { normalReach } from './normalLaw';

/** A point of the curve of success against dimension. */
export interface SuccessPoint {
  readonly d: number;
  /** The share of chains of subspaces whose member of dimension d reaches the level. */
  readonly success: number;
  /** Of the probability, by Wilson's score (Wilson 1927). */
  readonly interval: [number, number];
}

/** Where success crosses one half. */
export interface MeasuredThreshold {
  readonly threshold: number;
  readonly interval: [number, number];
}

/**
 * The threshold training dimension d* from chains of nested subspaces: where the share that has reached the level by
 * dimension d, linear between whole d, crosses one half. Its interval are those d at which a true probability of one half
 * is not against the binomial likelihood of the count there: the deviance 2n KL(share ‖ ½) is within the chi-square point
 * of one degree of freedom.
 *
 * @param sorted the least dimension that reaches the level of each chain, ascending.
 * @param level of the interval, such as 0.95.
 */
export function measuredThreshold(sorted: Int32Array, level: number): MeasuredThreshold {
  const slack = outlyingShare(sorted.length, level);
  return {
    threshold: crossing(sorted, 0.5),
    interval: [crossing(sorted, 0.5 - slack), crossing(sorted, 0.5 + slack)],
  };
}

/**
 * The curve at every dimension from the last at which no chain succeeds to the first at which all do, thinned to about
 * `most` points; the dimensions below and above have the same values.
 */
export function successCurve(sorted: Int32Array, level: number, most = 200): SuccessPoint[] {
  const n = sorted.length;
  const first = Math.max(0, (sorted[0] ?? 0) - 1);
  const last = sorted[n - 1] ?? 0;
  const step = Math.max(1, Math.ceil((last - first) / most));
  const points: SuccessPoint[] = [];
  for (let d = first; ; d = Math.min(last, d + step)) {
    const count = countUpTo(sorted, d);
    points.push({ d, success: count / n, interval: wilson(count, n, level) });
    if (d >= last) return points;
  }
}

/** Wilson's score interval of a binomial probability. */
function wilson(count: number, n: number, level: number): [number, number] {
  const z = normalReach(level);
  const share = count / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // Rounding would leave a share of 0 or 1 just outside.
  return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}

/** How far from one half a share of n may lie before the likelihood tells against one half; ½ at most. */
function outlyingShare(n: number, level: number): number {
  const limit = normalReach(level) ** 2;
  let low = 0;
  let high = 0.5;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (deviance(0.5 + middle, n) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** 2n KL(share ‖ ½). */
function deviance(share: number, n: number): number {
  const term = (p: number): number => (p > 0 ? p * Math.log(2 * p) : 0);
  return 2 * n * (term(share) + term(1 - share));
}

/** Where the curve, linear between whole dimensions, reaches a share; 0 where it begins beyond it. */
function crossing(sorted: Int32Array, share: number): number {
  const n = sorted.length;
  if (countUpTo(sorted, 0) / n >= share) return 0;
  const d = sorted[Math.min(n - 1, Math.max(0, Math.ceil(share * n - 1e-9) - 1))] ?? 0;
  const before = countUpTo(sorted, d - 1) / n;
  const after = countUpTo(sorted, d) / n;
  return d - 1 + (share - before) / (after - before);
}

function countUpTo(sorted: Int32Array, d: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= d) low = middle + 1;
    else high = middle;
  }
  return low;
}
