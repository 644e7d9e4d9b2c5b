import { distanceEstimator, lowerK } from './distanceEstimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { oneOf, whole, yesOrNo } from './options';

export const mleCombinations = ['harmonic', 'mean', 'median'] as const;

export interface MLEOptions {
  /** Neighbours a point, from 2; from 3 where unbiased. */
  readonly k: number;
  /** How the points' estimates become one: their harmonic mean, arithmetic mean or median. */
  readonly combine: (typeof mleCombinations)[number];
  /** Divide k − 2 rather than k − 1, so that a point's estimate is unbiased. */
  readonly unbiased: boolean;
}

/**
 * The maximum-likelihood estimator of Levina and Bickel (2004), eq. 8: about a point,
 * d_i = (k − 1) / Σ_{j<k} ln(r_k / r_j). The harmonic mean over the points is the likelihood's own answer (MacKay and
 * Ghahramani 2005); the arithmetic one is the paper's. A point's value here is 1 / d_i.
 */
export function mle({ k, combine, unbiased }: MLEOptions): NeighbourStatistic {
  const factor = unbiased ? k - 2 : k - 1;
  return {
    neighbours: k,
    jackknifeExcess: { harmonic: 1.9 * k ** -0.065, mean: 1.7, median: 2.4 }[combine],
    value(logs) {
      let sum = 0;
      const last = logs[k - 1] as number;
      for (let j = 0; j < k - 1; j++) sum += last - (logs[j] as number);
      return sum / factor;
    },
    ofSum: { of: 'logs', value: (sum, last) => (k * last - sum) / factor },
    sorts: combine === 'median',
    combine: combinations[combine],
  };
}

const combinations: Record<MLEOptions['combine'], (inverses: Float64Array) => number> = {
  harmonic: (inverses) => finiteOrNaN(1 / mean(inverses)),
  mean: (inverses) => finiteOrNaN(mean(inverses.map((x) => 1 / x).filter(Number.isFinite))),
  median(inverses) {
    const dimensions = inverses.map((x) => 1 / x).sort();
    const middle = dimensions.length >> 1;
    const upper = dimensions[middle] ?? NaN;
    return finiteOrNaN(dimensions.length % 2 ? upper : ((dimensions[middle - 1] ?? NaN) + upper) / 2);
  },
};

function mean(x: Float64Array): number {
  let sum = 0;
  for (const value of x) sum += value;
  return sum / x.length;
}

function finiteOrNaN(x: number): number {
  return Number.isFinite(x) ? x : NaN;
}

export const mleEstimator = distanceEstimator({
  id: 'mle',
  options: { k: whole(20, 2, 100), combine: oneOf(mleCombinations), unbiased: yesOrNo(false) },
  conflict: ({ k, unbiased }) =>
    unbiased && k === 2
      ? 'mle cannot be unbiased with k=2: its divisor k − 2 is zero; take k=3 or more.'
      : undefined,
  fit: lowerK,
  neighbours: ({ k }) => k,
  statistic(options, refuse) {
    if (options.unbiased && options.k < 3) throw refuse('the unbiased form needs 3 neighbours');
    return mle(options);
  },
  details: ({ k }) => ({ k }),
  pointDimension: (inverse) => 1 / inverse,
});
