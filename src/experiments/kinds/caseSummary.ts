import type { LevelPrediction } from '../../science/bounds/predictFromOperator';
import { normalReach } from '../../science/bounds/normalLaw';
import { meanInterval, meanIntervalMethod } from '../../science/analysis/meanInterval';
import type { Threshold } from '../../science/subspace/threshold';
import type { PredictionName } from '../predictedThreshold';
import type { StudyValue } from '../studyResult';

/** A number that came of one case, with an interval where there is one. */
export interface Estimate {
  readonly value: number;
  readonly interval: [number, number] | undefined;
}

/** One prediction of one case as a number; `plain` and `scaled` are the same matrix at ε and at ε scaled. */
export function predicted(
  name: PredictionName,
  { plain, scaled }: { readonly plain: LevelPrediction; readonly scaled: LevelPrediction },
  size: number,
  confidence: number,
): Estimate {
  const z = normalReach(confidence);
  const around = ({ value, error }: { value: number; error: number }): Estimate => {
    // An error of rounding, as where the quadratic has reached the level at the start, is none.
    const reach = error < 1e-9 * Math.max(1, size) ? 0 : z * error;
    return { value, interval: [Math.max(0, value - reach), Math.min(size, value + reach)] };
  };
  switch (name) {
    case 'sharp':
      return around(plain.sharp);
    case 'scaled':
      return around(scaled.sharp);
    case 'published':
      return around(plain.published);
    case 'gordon':
      return { value: plain.gordon, interval: [...plain.gordonInterval] };
  }
}

/** How an estimate of one case has come by its interval. */
export const ownMethods: Readonly<Record<PredictionName | 'threshold', string>> = {
  threshold: 'profile likelihood',
  sharp: 'Monte Carlo error of projections and of the spectrum’s probes',
  scaled: 'Monte Carlo error of projections and of the spectrum’s probes',
  published: 'error of the spectrum’s probes; the formula has none of its own',
  gordon: 'Monte Carlo error of the width',
};

/** A threshold as a number, where the runs tell one. */
export function measuredEstimate({ estimate, low, high }: Threshold): Estimate | undefined {
  if (estimate === null) return undefined;
  return { value: estimate, interval: low === null || high === null ? undefined : [low, high] };
}

/** A threshold in words where the runs tell no number. */
export function thresholdWords(
  { status, low, high }: Threshold,
  counts: readonly { readonly dimension: number }[],
): string | undefined {
  const [least, most] = [counts[0]?.dimension ?? 1, counts.at(-1)?.dimension ?? 1];
  if (status === 'above') return `above ${most}`;
  if (status === 'below') return `below ${least}`;
  if (status === 'flat') return 'success does not grow with d';
  return low === null && high === null ? 'not told by these runs' : undefined;
}

/**
 * What several cases have in common as one value: their mean with Student's interval, or the only one with its own.
 *
 * @param size D: what no dimension is beyond.
 */
export function meanOf(
  estimates: readonly Estimate[],
  ownMethod: string,
  size: number,
): Pick<StudyValue, 'value' | 'interval' | 'intervalMethod' | 'level'> {
  const level = 0.95;
  const [only] = estimates;
  if (only === undefined) return { value: null, interval: null, intervalMethod: ownMethod, level };
  if (estimates.length === 1)
    return { value: only.value, interval: only.interval ?? null, intervalMethod: ownMethod, level };
  const mean = meanInterval(estimates.map(({ value }) => value));
  return {
    value: mean?.mean ?? null,
    interval:
      mean?.interval === undefined ? null : [Math.max(0, mean.interval[0]), Math.min(size, mean.interval[1])],
    intervalMethod: meanIntervalMethod,
    level,
  };
}

/** Three significant digits, as text. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
