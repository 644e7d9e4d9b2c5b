import { combinations, combineBy, type Combination } from './combine';
import { distanceEstimator, lowerK } from './distanceEstimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { oneOf, whole } from './options';

/**
 * The method of moments (Amsaleg, Chelly, Furon, Girard, Houle, Kawarabayashi, Nett 2018, "Extreme-value-theoretic
 * estimation of local intrinsic dimensionality", section 4.2): the mean m1 of the distances to the k nearest is
 * d / (d + 1) of the largest, w, where density is constant, so that a point's d_i = m1 / (w − m1).
 */
export function mom(k: number, combine: Combination): NeighbourStatistic {
  return {
    neighbours: k,
    jackknifeExcess: { mean: 1.65, median: 2.5, harmonic: 1.55 }[combine],
    value(logs) {
      const last = logs[k - 1] as number;
      let sum = 0;
      for (let j = 0; j < k; j++) sum += Math.exp((logs[j] as number) - last);
      return sum / (k - sum);
    },
    ofSum: { of: 'distances', value: (sum, last) => sum / (k * last - sum) },
    sorts: combine === 'median',
    combine: (dimensions) => combineBy(combine, dimensions),
  };
}

export const momEstimator = distanceEstimator({
  id: 'mom',
  options: { k: whole(100, 2, 1000), combine: oneOf(combinations) },
  fit: lowerK,
  neighbours: ({ k }) => k,
  statistic: ({ k, combine }) => mom(k, combine),
  details: ({ k }) => ({ k }),
  pointDimension: (dimension) => dimension,
});
