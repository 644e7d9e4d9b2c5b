import { z } from 'zod';

/** The runs of one dimension. */
export interface SuccessCount {
  readonly dimension: number;
  readonly runs: number;
  readonly successes: number;
}

export const thresholdSchema = z.object({
  /**
   * `fitted`: the curve fits, both ends of the interval are known. `separated`: all runs fail up to one dimension and
   * succeed from the next on, so that the threshold lies between them, no one knows where. `open`: one end or both
   * are not known. `above`: no run succeeds. `below`: every run does. `flat`: success does not grow with d.
   */
  status: z.enum(['fitted', 'separated', 'open', 'above', 'below', 'flat']),
  /** d*; null where it is not identified. */
  estimate: z.number().nullable(),
  /** The ends of the interval; null where there is none, up to 0 or to infinity. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  /** Of the log-odds against ln d; null where the data do not bound it. */
  slope: z.number().nullable(),
  method: z.string(),
});
export type Threshold = z.infer<typeof thresholdSchema>;

/**
 * How the runs came about: at sizes that were chosen before, or where a search found them to tell most. A search stops its
 * runs near what it takes for the threshold, and few runs are far from the limit in which deviances are chi-square: at the
 * 95 % point its intervals hold the threshold in 83 to 97 % of cases, at the 97.5 % point in 92 to 99 %
 * (docs/minimum-parameters.md).
 */
export type Design = 'fixed' | 'searched';

/** Half the 95 %, and half the 97.5 % point of chi-square with one degree of freedom. */
const drops: Readonly<Record<Design, number>> = { fixed: 1.920729410347062, searched: 2.511943090578085 };
const gridPoints = 600;
/** The fit looks this far beyond the dimensions tried, as a factor: no data say more of what lies beyond. */
const reach = 1e4;
const methods: Readonly<Record<Design, string>> = {
  fixed: 'logistic in ln d, binomial likelihood; interval by profile likelihood',
  searched: 'logistic in ln d, binomial likelihood; interval by profile likelihood, calibrated for a search',
};

/**
 * The threshold training dimension d*: where the probability of success crosses one half (Larsen et al. 2022), by
 * maximum likelihood of P(success at d) = 1 / (1 + exp(−β (ln d − ln d*))), β ≥ 0, with the 95 % interval of those d*
 * whose profile likelihood falls short of the greatest by less than 1.92 in its logarithm. Where the runs cannot tell
 * d*, the status says so.
 * @param design of a search, whose interval is calibrated to hold d* in 95 % of cases; its deviance is 2.51.
 */
export function fitThreshold(counts: readonly SuccessCount[], design: Design = 'fixed'): Threshold {
  const groups = counts
    .filter(({ runs }) => runs > 0)
    .map(({ dimension, runs, successes }) => ({ x: Math.log(dimension), n: runs, k: successes }))
    .sort((a, b) => a.x - b.x);
  const base = { level: 0.95, method: methods[design], slope: null };
  if (groups.length === 0) return { ...base, status: 'open', estimate: null, low: null, high: null };
  const profile = (theta: number): number => bestSlope(groups, theta).logLikelihood;
  const ends = [(groups[0]?.x ?? 0) - Math.log(reach), (groups.at(-1)?.x ?? 0) + Math.log(reach)] as const;
  const grid = Array.from(
    { length: gridPoints + 1 },
    (_, i) => ends[0] + ((ends[1] - ends[0]) * i) / gridPoints,
  ).concat(groups.flatMap(({ x }) => [x - 1e-9, x, x + 1e-9]));
  grid.sort((a, b) => a - b);
  const values = grid.map(profile);
  const top = grid.reduce((best, _, i) => ((values[i] ?? 0) > (values[best] ?? 0) ? i : best), 0);
  const theta = maximise(profile, grid[top - 1] ?? ends[0], grid[top + 1] ?? ends[1]);
  const { slope, logLikelihood, capped } = bestSlope(groups, theta);
  const floor = logLikelihood - drops[design];
  const inside = grid.filter((_, i) => (values[i] ?? 0) >= floor);
  const [first = theta, last = theta] = [inside[0], inside.at(-1)];
  const low = first <= ends[0] ? null : Math.exp(crossing(profile, floor, first, before(grid, first)));
  const high = last >= ends[1] ? null : Math.exp(crossing(profile, floor, last, after(grid, last)));

  if (groups.every(({ k }) => k === 0)) return { ...base, status: 'above', estimate: null, low, high: null };
  if (groups.every(({ k, n }) => k === n))
    return { ...base, status: 'below', estimate: null, low: null, high };
  const gap = separation(groups);
  if (gap !== undefined) {
    const estimate = Math.exp((gap[0] + gap[1]) / 2);
    return { ...base, status: low === null || high === null ? 'open' : 'separated', estimate, low, high };
  }
  if (slope === 0) return { ...base, status: 'flat', estimate: null, low, high };
  return {
    ...base,
    status: low === null || high === null ? 'open' : 'fitted',
    estimate: Math.exp(theta),
    low,
    high,
    slope: capped ? null : slope,
  };
}

/**
 * The threshold of a model of so many parameters, which no subspace outgrows. Where the curve crosses one half beyond them, as where
 * fewer than half the runs succeed in all of parameter space, d* is above what there is.
 */
export function withinSize(threshold: Threshold, size: number): Threshold {
  const { estimate, low, high } = threshold;
  if (estimate === null || estimate <= size)
    return high !== null && high > size ? { ...threshold, high: size } : threshold;
  const above = { ...threshold, status: 'above', estimate: null, high: null, slope: null } as const;
  return low !== null && low > size ? { ...above, low: size } : above;
}

interface Group {
  readonly x: number;
  readonly n: number;
  readonly k: number;
}

/** Steeper than this, a curve goes from none to all within a thousandth of d. */
const steepest = 1e4;

/** The slope of greatest likelihood for a given threshold: the likelihood's logarithm is concave in it. */
function bestSlope(
  groups: readonly Group[],
  theta: number,
): { slope: number; logLikelihood: number; capped: boolean } {
  const score = (slope: number): number =>
    groups.reduce((sum, { x, n, k }) => sum + (k - n * logistic(slope * (x - theta))) * (x - theta), 0);
  const at = (slope: number, capped: boolean): { slope: number; logLikelihood: number; capped: boolean } => ({
    slope,
    capped,
    logLikelihood: groups.reduce(
      (sum, { x, n, k }) =>
        sum - k * softplus(-slope * (x - theta)) - (n - k) * softplus(slope * (x - theta)),
      0,
    ),
  });
  if (score(0) <= 0) return at(0, false);
  if (score(steepest) > 0) return at(steepest, true);
  return at(rootOf(groups, theta, score), false);
}

/** Where the score is 0, by Newton's steps kept within what is known to hold it: the score falls. */
function rootOf(groups: readonly Group[], theta: number, score: (slope: number) => number): number {
  let [low, high] = [0, steepest];
  let slope = 1;
  for (let i = 0; i < 100; i++) {
    const value = score(slope);
    if (value > 0) low = slope;
    else high = slope;
    const information = groups.reduce((sum, { x, n }) => {
      const p = logistic(slope * (x - theta));
      return sum + n * p * (1 - p) * (x - theta) ** 2;
    }, 0);
    const step = slope + value / information;
    // Far up the curve is flat, and Newton's step leads anywhere: then the ratio of the ends is halved.
    const next = step > low && step < high ? step : low > 0 ? Math.sqrt(low * high) : high / 16;
    if (Math.abs(next - slope) <= 1e-12 * slope || high - low <= 1e-12 * high) return next;
    slope = next;
  }
  return slope;
}

function logistic(t: number): number {
  return 1 / (1 + Math.exp(-t));
}

/** ln(1 + e^t). */
function softplus(t: number): number {
  return t > 30 ? t : Math.log1p(Math.exp(t));
}

/** Where all fail below and all succeed above. */
function separation(groups: readonly Group[]): [number, number] | undefined {
  const firstSuccess = groups.findIndex(({ k }) => k > 0);
  const isClean = groups.every(({ k, n }, i) => (i < firstSuccess ? k === 0 : k === n));
  const low = groups[firstSuccess - 1];
  const high = groups[firstSuccess];
  return isClean && low && high ? [low.x, high.x] : undefined;
}

/** The maximum of a function with one top between the ends, by golden section. */
function maximise(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  for (let i = 0; i < 80; i++) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (f(a) >= f(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}

/** Where f crosses `level` between a point above and a point below it. */
function crossing(f: (x: number) => number, level: number, above: number, below: number): number {
  let [inside, outside] = [above, below];
  for (let i = 0; i < 60; i++) {
    const middle = (inside + outside) / 2;
    if (f(middle) >= level) inside = middle;
    else outside = middle;
  }
  return inside;
}

function before(grid: readonly number[], x: number): number {
  return grid.findLast((other) => other < x) ?? x;
}

function after(grid: readonly number[], x: number): number {
  return grid.find((other) => other > x) ?? x;
}
