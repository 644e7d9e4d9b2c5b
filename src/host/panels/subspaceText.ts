import type { SubspaceResult } from '../../experiments/subspaceResult';
import { comparedNames } from '../../results/subspaceCompare';
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

/** Success at every dimension of two runs, the one shown first. */
export function comparedTable(mine: SubspaceResult, other: SubspaceResult): (string | number)[][] {
  const rows = [mine, other].flatMap(({ dimensions }, i) =>
    dimensions.map(({ dimension, runs, successes, interval }) => [
      ...[comparedNames[i] ?? '', dimension, runs, successes],
      ...interval,
    ]),
  );
  return [['run', 'dimension', 'runs', 'successes', 'low', 'high'], ...rows];
}
