import type { Rng } from '../../base/rng';
import { quantile } from '../estimators/quantiles';

/** Rank correlation with what resampling says of it. */
export interface RankCorrelation {
  /** τ-b, from −1 to 1; NaN where either side has one value only. */
  readonly tau: number;
  /** Two-sided, 95 %, percentiles of the bootstrap; undefined where too few pairs or too many ties allow none. */
  readonly interval: [number, number] | undefined;
  readonly pairs: number;
}

const resamples = 2000;
/** Of fewer pairs resampling knows too little: four in one order would have the interval 1 to 1, and are chance one time in twelve. */
export const leastPairs = 8;

/** Kendall's τ-b (Kendall 1945): concordant less discordant pairs, by the geometric mean of those not tied in x and in y. */
export function kendallTau(x: readonly number[], y: readonly number[]): number {
  let score = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = Math.sign((x[i] as number) - (x[j] as number));
      const b = Math.sign((y[i] as number) - (y[j] as number));
      score += a * b;
      untiedX += a * a;
      untiedY += b * b;
    }
  }
  return score / Math.sqrt(untiedX * untiedY);
}

/** τ-b with the percentile interval of {@link resamples} bootstrap samples of the pairs (Efron and Tibshirani 1993, 13.3). */
export function rankCorrelation(x: readonly number[], y: readonly number[], rng: Rng): RankCorrelation {
  const pairs = x.length;
  const tau = kendallTau(x, y);
  if (pairs < leastPairs || Number.isNaN(tau)) return { tau, interval: undefined, pairs };
  const drawn: number[] = [];
  for (let sample = 0; sample < resamples; sample++) {
    const picked = Array.from({ length: pairs }, () => rng.integer(pairs));
    const value = kendallTau(
      picked.map((i) => x[i] as number),
      picked.map((i) => y[i] as number),
    );
    if (!Number.isNaN(value)) drawn.push(value);
  }
  // Samples of one pair alone have no τ; where those are many, neither has the interval a meaning.
  if (drawn.length < 0.95 * resamples) return { tau, interval: undefined, pairs };
  const sorted = Float64Array.from(drawn).sort();
  return { tau, interval: [quantile(sorted, 0.025), quantile(sorted, 0.975)], pairs };
}
