import type { FigureOptions } from './figure';
import { describePhase, phasePlot, type PhaseRow, type PhaseThreshold } from './phasePlot';
import { describeScores, scoresPlot, type ScoredRun } from './scoresPlot';

/** What the figures show of a result of subspace training; the result itself is one. */
export interface SubspaceNumbers {
  readonly data: { readonly path: string };
  readonly target: {
    readonly text: string;
    readonly measure: 'accuracy' | 'loss';
    readonly value: number | null;
  };
  readonly dimensions: readonly PhaseRow[];
  readonly full: { readonly median: number | null } | null;
  readonly threshold: Omit<PhaseThreshold, 'text'>;
  readonly runs: readonly {
    readonly dimension: number | null;
    readonly index: number;
    readonly best: number | null;
  }[];
}

export type SubspaceFigure = 'phase' | 'scores';

/**
 * Success, or the score of every run, against the dimension trained.
 * @param text the threshold in words.
 */
export function subspaceFigure(
  which: SubspaceFigure,
  numbers: SubspaceNumbers,
  text: string,
  options: Omit<FigureOptions, 'title'>,
): string {
  const { target, full, data } = numbers;
  if (which === 'phase') {
    const title = `Runs that reach ${target.text}, by dimension, ${data.path}`;
    return phasePlot(numbers.dimensions, { ...numbers.threshold, text }, { ...options, title });
  }
  const title = `Best ${target.measure} by dimension, ${data.path}`;
  const lines = { measure: target.measure, target: target.value, full: full?.median ?? null };
  return scoresPlot(scoredRuns(numbers), { ...options, ...lines, title });
}

/** The figure in words: what the table beside it also holds. */
export function describeSubspaceFigure(
  which: SubspaceFigure,
  numbers: SubspaceNumbers,
  text: string,
): string {
  return which === 'phase'
    ? describePhase(numbers.dimensions, { ...numbers.threshold, text })
    : describeScores(scoredRuns(numbers), numbers.target.measure);
}

/** The runs in subspaces that have a score. */
function scoredRuns({ runs }: SubspaceNumbers): ScoredRun[] {
  return runs.flatMap(({ dimension, index, best }) =>
    dimension === null || best === null ? [] : [{ dimension, index, score: best }],
  );
}
