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
    halves: {
      ofNeighbours: (fewer) => mom(fewer, combine),
      noise: (dimensions) => dependence * chance(dimensions, k, combine),
    },
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

/**
 * By how much the mean of values of points that are each other's neighbours varies more than if they were independent:
 * measured on spheres, 1.33 to 1.38 in 7 and 20 dimensions.
 */
const dependence = 1.36;

/**
 * The variance of the combination were all neighbourhoods apart. The k − 1 nearest are uniform in a ball: shares u of
 * its radius have the mean d / (d + 1) and the variance d / ((d + 1)² (d + 2)), and d_i grows with their mean as
 * (d + 1)². A median has π / 2 times the variance of a mean.
 */
function chance(dimensions: Float64Array, k: number, combine: Combination): number {
  let sum = 0;
  for (const d of dimensions) sum += ((d + 1) ** 2 * d) / (d + 2) / k;
  return (sum / dimensions.length ** 2) * (combine === 'median' ? Math.PI / 2 : 1);
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
