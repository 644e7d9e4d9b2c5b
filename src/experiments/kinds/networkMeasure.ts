import type { ValueRange } from '../../science/analysis/meanInterval';
import type { FiniteScore } from '../../science/subspace/finiteScore';

/** By what networks are compared: the accuracy of a classification, the loss of a regression. */
export interface NetworkMeasure {
  readonly isAccuracy: boolean;
  /** `accuracy`, `loss`. */
  readonly name: string;
  /** `%` of an accuracy. */
  readonly unit: string | undefined;
  /** For an axis: `accuracy (%)`. */
  readonly axis: string;
  /** What a score can be, and the difference of two. */
  readonly range: ValueRange;
  readonly changes: ValueRange;
  /** Accuracies in per cent; undefined where training diverged. */
  of(score: FiniteScore): number | undefined;
  /** How much better the first is than the second: greater is better, whatever the measure. */
  gain(first: number, second: number): number;
}

export function networkMeasure(isRegression: boolean): NetworkMeasure {
  return isRegression
    ? {
        isAccuracy: false,
        name: 'loss',
        unit: undefined,
        axis: 'mean squared error',
        range: [0, Infinity],
        changes: [-Infinity, Infinity],
        of: ({ loss }) => loss ?? undefined,
        gain: (first, second) => second - first,
      }
    : {
        isAccuracy: true,
        name: 'accuracy',
        unit: '%',
        axis: 'accuracy (%)',
        range: [0, 100],
        changes: [-100, 100],
        of: ({ accuracy }) => (accuracy === null ? undefined : 100 * accuracy),
        gain: (first, second) => first - second,
      };
}
