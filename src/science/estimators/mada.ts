import { combinations, combineBy, type Combination } from './combine';
import { distanceEstimator, lowerK } from './distanceEstimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { oneOf, whole } from './options';

/**
 * Manifold-adaptive dimension (Farahmand, Szepesvári, Audibert 2007, "Manifold-adaptive dimension estimation", eq. 1):
 * the volume of a ball grows as its radius to the d, and the ball of the k-th neighbour holds twice the points of that
 * of the ⌊k/2⌋-th: d_i = ln 2 / ln(r_k / r_⌊k/2⌋).
 */
export function mada(k: number, combine: Combination): NeighbourStatistic {
  const inner = Math.floor(k / 2);
  return {
    neighbours: k,
    jackknifeExcess: { mean: 1.9, median: 2.6, harmonic: 1.7 }[combine],
    value: (logs) => Math.LN2 / ((logs[k - 1] as number) - (logs[inner - 1] as number)),
    sorts: combine === 'median',
    combine: (dimensions) => combineBy(combine, dimensions),
  };
}

export const madaEstimator = distanceEstimator({
  id: 'mada',
  options: { k: whole(20, 2, 1000), combine: oneOf(combinations) },
  fit: lowerK,
  neighbours: ({ k }) => k,
  statistic: ({ k, combine }) => mada(k, combine),
  details: ({ k }) => ({ k }),
  pointDimension: (dimension) => dimension,
  excludedBecause: 'their outer and inner neighbours are equally far',
});
