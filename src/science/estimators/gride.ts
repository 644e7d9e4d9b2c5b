import { distanceEstimator } from './distanceEstimator';
import type { EstimatorInput } from './estimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { oneOf, whole } from './options';
import { quantile } from './quantiles';

const smallest = 1e-6;
const largest = 1e9;

/**
 * Gride (Denti, Doimo, Laio, Mira 2022, "The generalized ratios intrinsic dimension estimator"): with
 * mu = r_n2 / r_n1, the dimension that solves
 * (N − 1) / d = Σ [(1 − n2 + n1) / (1 − mu^−d) + n2 − 1] ln mu. Larger ranks look at larger scales; (1, 2) is TwoNN
 * by maximum likelihood.
 */
export function gride(n1: number, n2: number): NeighbourStatistic {
  const between = n2 - n1 - 1;
  /** The equation's right side minus its left, times d, and its derivative: it grows with d from below zero. */
  const score = (logs: Float64Array, d: number): { value: number; slope: number } => {
    let value = 1 - logs.length;
    let slope = 0;
    // With neighbouring ranks the equation is linear, and its terms cost nothing.
    if (between === 0) {
      for (const log of logs) {
        value += (n2 - 1) * (d * log);
        slope += (n2 - 1) * log;
      }
      return { value, slope };
    }
    for (const log of logs) {
      const t = d * log;
      value += (n2 - 1) * t - between * overOneMinusExp(t);
      slope += (n2 - 1) * log - between * log * overOneMinusExpSlope(t);
    }
    return { value, slope };
  };
  return {
    neighbours: n2,
    jackknifeExcess: n2 === 2 ? 1.78 : n2 <= 16 ? 1.9 : 1.65,
    value: (logs) => (logs[n2 - 1] as number) - (logs[n1 - 1] as number),
    combine(logs, near = 4) {
      let low = smallest;
      let high = largest;
      if (score(logs, high).value <= 0 || score(logs, low).value >= 0) return NaN;
      let d = near;
      for (let step = 0; step < 200; step++) {
        const { value, slope } = score(logs, d);
        if (value > 0) high = d;
        else low = d;
        const newton = d - value / slope;
        const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
        // A step of Newton's that short leaves an error of its square.
        if (Math.abs(next - d) <= (next === newton ? 1e-9 : 1e-14) * d) return next;
        d = next;
      }
      return d;
    },
  };
}

/** t / (1 − e^−t), which is 1 at 0. */
function overOneMinusExp(t: number): number {
  return t < 1e-8 ? 1 + t / 2 : t / -Math.expm1(-t);
}

/** The derivative of t / (1 − e^−t), which is 1/2 at 0. */
function overOneMinusExpSlope(t: number): number {
  if (t < 1e-4) return 0.5 + t / 6;
  const e = -Math.expm1(-t);
  return (e - t * Math.exp(-t)) / (e * e);
}

export const grideEstimator = distanceEstimator({
  id: 'gride',
  options: { n1: whole(1, 1, 500), n2: whole(2, 2, 1000), outliers: oneOf(['keep', 'drop']) },
  conflict: ({ n1, n2 }) =>
    n2 > n1
      ? undefined
      : `gride needs n2 above n1; n1=${n1} and n2=${n2} are not. The usual choice is n2 = 2 n1.`,
  fit: (options, most) =>
    options.n2 <= most ? options : { ...options, n1: Math.min(options.n1, most - 1), n2: most },
  neighbours: ({ n2 }) => n2,
  statistic({ n1, n2, outliers }) {
    const statistic = gride(n1, n2);
    return outliers === 'keep'
      ? statistic
      : { ...statistic, combine: (logs, near) => statistic.combine(withoutOutliers(logs), near) };
  },
  details: ({ n1, n2, outliers }, { dimension }, { logs, table }) => ({
    likelihoodError: fisherError(grideLogs(logs, table, n1, n2, outliers), n1, n2, dimension),
    scale: meanDistance(table, n2),
  }),
});

/** The mean distance to the k-th neighbour, in the data's units. */
export function meanDistance({ points, k: row, distances }: EstimatorInput['table'], k: number): number {
  let sum = 0;
  for (let i = 0; i < points; i++) sum += distances[i * row + k - 1] as number;
  return sum / points;
}

/**
 * The ratios that DADApy keeps: those below 20 times the distance of their 95th percentile from their median, above
 * the median.
 */
function withoutOutliers(logs: Float64Array): Float64Array {
  const ratios = logs.map(Math.exp).sort();
  const middle = quantile(ratios, 0.5);
  const most = 20 * (quantile(ratios, 0.95) - middle) + middle;
  return logs.filter((log) => Math.exp(log) < most);
}

function grideLogs(
  logs: Float64Array,
  { points, k }: EstimatorInput['table'],
  n1: number,
  n2: number,
  outliers: 'keep' | 'drop',
): Float64Array {
  const ratios = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    ratios[i] = (logs[i * k + n2 - 1] as number) - (logs[i * k + n1 - 1] as number);
  }
  const usable = ratios.filter(Number.isFinite);
  return outliers === 'keep' ? usable : withoutOutliers(usable);
}

/** The standard error from the observed Fisher information: what it would be if the ratios were independent. */
function fisherError(logs: Float64Array, n1: number, n2: number, d: number): number {
  let information = logs.length / (d * d);
  for (const log of logs) {
    const half = Math.sinh((d * log) / 2);
    if (half > 0) information += ((n2 - n1 - 1) * log * log) / (4 * half * half);
    else information += (n2 - n1 - 1) / (d * d);
  }
  return 1 / Math.sqrt(information);
}
