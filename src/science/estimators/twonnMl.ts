import { distanceEstimator } from './distanceEstimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { roundingWarnings } from './twonn';

/**
 * TwoNN by maximum likelihood (Denti, Doimo, Laio, Mira 2022, "The generalized ratios intrinsic dimension estimator",
 * eq. 3): mu = r_2 / r_1 follows the Pareto law d mu^−(d+1), so that Σ ln mu is a Gamma variable, and
 * d = (N − 1) / Σ ln mu is unbiased where the ratios are independent. DADApy's `compute_id_2NN(algorithm="ml")`.
 */
export function twoNNLikelihood(): NeighbourStatistic {
  return {
    neighbours: 2,
    jackknifeExcess: 1.78,
    value: (logs) => (logs[1] as number) - (logs[0] as number),
    combine(logs) {
      let sum = 0;
      for (const log of logs) sum += log;
      return sum > 0 ? (logs.length - 1) / sum : NaN;
    },
  };
}

export const twonnMlEstimator = distanceEstimator({
  id: 'twonn-ml',
  options: {},
  neighbours: () => 2,
  statistic: twoNNLikelihood,
  details: (_options, { dimension, used }) => ({ likelihoodError: dimension / Math.sqrt(used) }),
  warnings: (_options, _found, { table }) => roundingWarnings(table, 'TwoNN'),
});
