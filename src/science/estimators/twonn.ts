import type { NeighbourTable } from '../../compute/neighbourTable';
import { distanceEstimator } from './distanceEstimator';
import type { Doubt } from './estimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { real } from './options';

export interface TwoNNOptions {
  /** Share of the largest ratios left out of the fit, 0 to below 1. */
  readonly discard: number;
}

/**
 * TwoNN (Facco, d'Errico, Rodriguez, Laio 2017, "Estimating the intrinsic dimension of datasets by a minimal
 * neighborhood information", eq. 5): the ratio mu = r_2 / r_1 of a point's two nearest distances follows the Pareto
 * law F(mu) = 1 − mu^−d where density is constant on that scale. Sorted, the smallest n = trunc(N (1 − discard)) are
 * fitted by a line through the origin of x = ln mu and y = −ln(1 − i/N): d = Σ x y / Σ x².
 */
export function twoNN({ discard }: TwoNNOptions): NeighbourStatistic {
  const heights = new Map<number, Float64Array>();
  return {
    neighbours: 2,
    jackknifeExcess: 1.78,
    sorts: true,
    value: (logs) => (logs[1] as number) - (logs[0] as number),
    combine(x) {
      if (x.some((value, i) => value < (x[i - 1] ?? -Infinity))) x.sort();
      const n = fittedRatios(x.length, discard);
      const y = heights.get(x.length) ?? heightsOf(x.length, n);
      // The jackknife asks for few numbers of points, again and again.
      heights.set(x.length, y);
      let xy = 0;
      let xx = 0;
      for (let i = 0; i < n; i++) {
        const xi = x[i] as number;
        xy += xi * (y[i] as number);
        xx += xi * xi;
      }
      return xx > 0 ? xy / xx : NaN;
    },
  };
}

/** −ln(1 − i/N) for i from 1 to n. */
function heightsOf(points: number, n: number): Float64Array {
  return Float64Array.from({ length: Math.max(0, n) }, (_, i) => -Math.log1p(-(i + 1) / points));
}

/** How many of N ratios the line is fitted to; the largest never is, its empirical F being 1. */
export function fittedRatios(points: number, discard: number): number {
  return Math.min(Math.trunc(points * (1 - discard)), points - 1);
}

export const twonnEstimator = distanceEstimator({
  id: 'twonn',
  options: { discard: real(0.1, 0, 0.9) },
  neighbours: () => 2,
  statistic: twoNN,
  details: ({ discard }, { used }) => ({ fitted: fittedRatios(used, discard) }),
  warnings: (_options, _found, { table }) => roundingWarnings(table, 'TwoNN'),
});

/** Coarsely rounded values show as two neighbours at the same distance. */
export function roundingWarnings({ points, k, distances }: NeighbourTable, name: string): Doubt[] {
  let ties = 0;
  for (let i = 0; i < points; i++) if (distances[i * k] === distances[i * k + 1]) ties++;
  return ties > 0.05 * points
    ? [
        {
          fault: 'rounded',
          text: `${ties} points have two equally near neighbours: values are rounded coarsely, which biases ${name}.`,
        },
      ]
    : [];
}
