import type { NeighbourTable } from '../../compute/neighbourTable';
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
    ...(k >= leastForHalves && {
      halves: {
        ofNeighbours: (fewer) => mom(fewer, combine),
        noise: (dimensions) => dependence * chance(dimensions, k, combine),
      },
    }),
    value(logs) {
      const last = logs[k - 1] as number;
      let sum = 0;
      for (let j = 0; j < k; j++) sum += Math.exp((logs[j] as number) - last);
      return sum / (k - sum);
    },
    ofSum: { of: 'distances', value: (sum, last) => ofSum(k, sum, last) },
    sorts: combine === 'median',
    combine: (dimensions) => combineBy(combine, dimensions),
  };
}

/** With fewer neighbours the chance within neighbourhoods is most of the variance, and grows faster than 1 / k. */
const leastForHalves = 50;

/** @param sum of the k nearest distances. @param last the greatest of them. */
function ofSum(k: number, sum: number, last: number): number {
  return sum / (k * last - sum);
}

/**
 * By how much the mean of values of points that are each other's neighbours varies more than if they were independent:
 * 1.38 on the sphere of seven dimensions, 1.33 on the cube of
 * twenty (200 samples of 1,000 points, k = 100), where hardly anything else varies.
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

/** The estimate of the same points with fewer neighbours each. */
function withFewer({ points, k: row, distances }: NeighbourTable, k: number, combine: Combination): number {
  const values = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += distances[i * row + j] as number;
    values[i] = ofSum(k, sum, distances[i * row + k - 1] as number);
  }
  return combineBy(combine, values.filter(Number.isFinite));
}

export const momEstimator = distanceEstimator({
  id: 'mom',
  options: { k: whole(100, 2, 1000), combine: oneOf(combinations) },
  fit: lowerK,
  neighbours: ({ k }) => k,
  statistic: ({ k, combine }) => mom(k, combine),
  details: ({ k }) => ({ k }),
  warnings: ({ k, combine }, { interval }, { table }) => {
    const fewer = Math.round(k / 2);
    const found = fewer < 2 ? NaN : withFewer(table, fewer, combine);
    if (Number.isNaN(found) || (interval[0] <= found && found <= interval[1])) return [];
    return [
      `With ${fewer} neighbours in place of ${k} it finds ${found.toPrecision(3)}: the estimate moves with the size of ` +
        `the neighbourhoods, and its interval does not cover that bias.`,
    ];
  },
  pointDimension: (dimension) => dimension,
});
