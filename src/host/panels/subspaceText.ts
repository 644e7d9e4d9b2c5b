import type { SubspaceResult } from '../../experiments/subspaceResult';
import { subspaceFigure } from '../../plots/subspaceFigure';
import type { PlotId } from '../../protocol/resultsPanel';
import { thresholdText } from '../../results/subspaceText';

/** Every run, one a line, numbers in full: a cell that is empty has no number. */
export function runsTable({ runs }: SubspaceResult): (string | number)[][] {
  return [
    [
      'dimension',
      'run',
      'succeeded',
      'reached_at_epoch',
      'best',
      'diverged',
      'train_loss',
      'train_accuracy',
      'test_loss',
      'test_accuracy',
    ],
    ...runs.map((run) => [
      run.dimension ?? 'full',
      run.index,
      Number(run.succeeded),
      run.reachedAt ?? '',
      run.best ?? '',
      Number(run.diverged),
      run.train.loss ?? '',
      run.train.accuracy ?? '',
      run.test.loss ?? '',
      run.test.accuracy ?? '',
    ]),
  ];
}

/** A figure with its own colours. */
export function subspaceSvg(result: SubspaceResult, plot: PlotId): string {
  return subspaceFigure(plot === 'scores' ? 'scores' : 'phase', result, thresholdText(result.threshold), {
    width: 760,
    height: 400,
    theme: 'standalone',
  });
}
