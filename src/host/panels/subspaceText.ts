import type { SubspaceResult } from '../../experiments/subspaceResult';
import { runsOf } from '../../results/subspaceCurves';

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

/** The course of every run of a dimension, an epoch a line. @param key as `curveKey` names it. */
export function curvesTable(result: SubspaceResult, key: string): (string | number)[][] {
  return [
    ['dimension', 'run', 'epoch', 'training_loss', result.target.measure],
    ...runsOf(result, key).flatMap(({ dimension, index, curve }) =>
      curve.map(({ epoch, loss, score }) => [dimension ?? 'full', index, epoch, loss ?? '', score ?? '']),
    ),
  ];
}
