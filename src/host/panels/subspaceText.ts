import type { SubspaceResult } from '../../experiments/subspaceResult';

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
