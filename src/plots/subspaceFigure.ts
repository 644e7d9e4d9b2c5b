import {
  describePhase,
  phasePlot,
  predictionsHeight,
  type PhaseGroup,
  type PhasePrediction,
  type PhaseThreshold,
} from './phasePlot';
import type { ResultFigure } from './resultFigure';
import { describeScores, scoresPlot, type ScoredRun } from './scoresPlot';

/** What the figures show of a result of subspace training. */
export interface SubspaceNumbers {
  readonly target: {
    readonly text: string;
    readonly measure: 'accuracy' | 'loss';
    readonly value: number | null;
  };
  /** Of success, ascending in dimension. */
  readonly groups: readonly PhaseGroup[];
  readonly full: { readonly median: number | null } | null;
  readonly threshold: Omit<PhaseThreshold, 'text'>;
  /** Of the threshold; empty where nothing is predicted. */
  readonly predictions: readonly PhasePrediction[];
  readonly runs: readonly {
    readonly dimension: number | null;
    readonly index: number;
    readonly best: number | null;
  }[];
}

export type SubspaceFigure = 'phase' | 'scores';

/**
 * Success, or the score of every run, against the dimension trained.
 *
 * @param text the threshold in words.
 */
export function subspaceFigure(which: SubspaceFigure, numbers: SubspaceNumbers, text: string): ResultFigure {
  const { target, full, predictions } = numbers;
  if (which === 'phase') {
    const threshold = { ...numbers.threshold, text };
    return {
      title: `Runs that reach ${target.text}, by dimension`,
      words: describePhase(
        numbers.groups.flatMap(({ counts }) => counts),
        threshold,
        predictions,
      ),
      height: (width) => landscape(width) + predictionsHeight(predictions, width),
      draw: (options) => phasePlot(numbers.groups, threshold, predictions, options),
    };
  }
  const lines = { measure: target.measure, target: target.value, full: full?.median ?? null };
  return {
    title: `Best ${target.measure} by dimension`,
    words: describeScores(scoredRuns(numbers), target.measure),
    height: landscape,
    draw: (options) => scoresPlot(scoredRuns(numbers), { ...options, ...lines }),
  };
}

function landscape(width: number): number {
  return Math.round(Math.min(400, Math.max(240, width * 0.5)));
}

/** The runs in subspaces that have a score. */
function scoredRuns({ runs }: SubspaceNumbers): ScoredRun[] {
  return runs.flatMap(({ dimension, index, best }) =>
    dimension === null || best === null ? [] : [{ dimension, index, score: best }],
  );
}
