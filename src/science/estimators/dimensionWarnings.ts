import type { Doubt } from './estimator';
import type { DimensionEstimate } from './estimate';

/** Below so many points an interval says more about luck than about the data. */
const fewPoints = 100;

/**
 * When an estimate from the nearest of N points is likely too low: Eckmann and Ruelle (1992, "Fundamental limitations
 * for estimating dimensions and Lyapunov exponents in dynamical systems") bound what N points can show by 2 log10 N.
 */
export function finiteSampleWarning(dimension: number, points: number): Doubt | undefined {
  const limit = 2 * Math.log10(points);
  if (dimension <= limit) return undefined;
  return {
    fault: 'finite-sample',
    text:
      `${points} points cannot show a dimension much above ${limit.toFixed(1)} (2 log10 N): ` +
      `the estimate is likely too low, and its interval does not cover that bias.`,
  };
}

export function fewPointsWarning(points: number): string | undefined {
  return points < fewPoints ? `Only ${points} points: the interval itself is rough.` : undefined;
}

/**
 * Rows that say in which order they were written are no feature: `0, 1, 2, …` or `1, 2, 3, …`.
 *
 * @param kept which rows of the file these are, from 0, where not all.
 */
export function rowNumberColumns(
  matrix: { rows: number; columns: number; values: ArrayLike<number> },
  names: readonly string[],
  kept?: Int32Array,
): string | undefined {
  if (matrix.rows < 10) return undefined;
  const counting = names.filter((_, j) => {
    const first = (matrix.values[j] ?? NaN) - (kept?.[0] ?? 0);
    if (first !== 0 && first !== 1) return false;
    for (let i = 1; i < matrix.rows; i++)
      if (matrix.values[i * matrix.columns + j] !== first + (kept?.[i] ?? i)) return false;
    return true;
  });
  return counting.length === 0
    ? undefined
    : `Column ${counting.join(', ')} only numbers the rows: leave it out of the file, or give it as \`label\`.`;
}

const overall: ReadonlySet<string> = new Set(['pca', 'participation-ratio', 'fishers']);

/** Whether an estimate looks at all points at once: curvature alone sets it apart from the others. */
export function isOverall({ estimator, details }: DimensionEstimate): boolean {
  return overall.has(estimator) || (estimator === 'lpca' && details['k'] === undefined);
}

const mostSentences = 3;

/** Estimates that contradict each other, as one sentence each; where there are many, the farthest apart. */
export function disagreements(estimates: readonly DimensionEstimate[]): string[] {
  const local = estimates.filter((estimate) => !isOverall(estimate));
  const said: string[] = [];
  const isBiased = local.some(({ faults }) => faults?.includes('finite-sample') === true);
  const why = isBiased
    ? 'points are too few for some of them, or the dimension depends on the scale or on the place'
    : 'the dimension depends on the scale or on the place';
  local.forEach((a, i) => {
    for (const b of local.slice(i + 1)) {
      const apart = a.interval[1] < b.interval[0] || b.interval[1] < a.interval[0];
      const ratio = Math.max(a.dimension / b.dimension, b.dimension / a.dimension);
      if (apart && ratio > 1.2) {
        said.push(
          `${a.key} (${a.dimension.toPrecision(3)}) and ${b.key} (${b.dimension.toPrecision(3)}) disagree beyond ` +
            `their intervals: ${why}; see the scale plot.`,
        );
      }
    }
  });
  if (said.length <= mostSentences) return said;
  const sorted = [...local].sort((a, b) => a.dimension - b.dimension);
  const [least, greatest] = [sorted.at(0), sorted.at(-1)].map(
    (e) => `${e?.dimension.toPrecision(3)} (${e?.key})`,
  );
  return [
    `The estimates range from ${least} to ${greatest}, ${said.length} pairs of them beyond their intervals: ${why}; ` +
      `see the scale plot.`,
  ];
}
