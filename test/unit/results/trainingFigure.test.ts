import { describe, expect, it } from 'vitest';
import { programTraining, runsKey } from '../../../src/experiments/command/programTraining';
import type { ProgramOutcome } from '../../../src/experiments/command/outcome';
import { cellsOf } from '../../../src/experiments/command/sweep';
import {
  epochCurves,
  epochRun,
  replicaSet,
  tellingReplicas,
  trainingSet,
} from '../../../src/experiments/trainingCurves';
import { figureCsv } from '../../../src/host/panels/resultsExport';
import { comparedSeries, comparedStudyFigure, comparedStudyRows } from '../../../src/results/studyCompare';
import { trainingFigure } from '../../../src/results/trainingFigure';
import type { ReplicaOutcome } from '../../../src/science/subspace/outcome';
import { studyFigureOf, studyOf, studyRun } from './sampleStudy';

const replica = (dimension: number | null, index = 0): ReplicaOutcome => ({
  ...{ dimension, index, best: 0.5, reachedAt: null, succeeded: dimension === null, diverged: false },
  train: { loss: 1, accuracy: 0.5 },
  test: { loss: 1, accuracy: 0.5 },
  curve: [
    { epoch: 1, loss: 2, score: 0.1 },
    { epoch: 2, loss: null, score: 0.123456 },
  ],
});

describe('the training behind a point', () => {
  it('keeps the ends of long curves, four digits, and the first of many runs', () => {
    const long = epochRun('seed 1', { loss: Array.from({ length: 1000 }, (_, i) => 1 / (i + 3)) });
    const set = trainingSet('a', 'A', [
      long,
      ...Array.from({ length: 10 }, () => long),
      epochRun('none', {}),
    ]);
    expect([set.count, set.runs.length]).toEqual([11, 8]);
    const [run] = set.runs;
    expect([run?.at[0], run?.at.at(-1), run?.loss?.[0]]).toEqual([1, 1000, 0.3333]);
    expect(run?.at.length).toBeLessThanOrEqual(42);
    expect(run?.loss).toHaveLength(run?.at.length ?? -1);
    expect(epochCurves([trainingSet('b', 'B', [])])).toEqual({});
  });

  it('is that of the runs nearest to a threshold, beside full space, in order', () => {
    const runs = [null, null, null, ...[2, 90, 4, 100, 110, 120, 1000, 8]].map((d, i) => replica(d, i));
    const near = tellingReplicas(runs, 100).map(({ dimension }) => dimension);
    expect(near).toEqual([null, null, 8, 90, 100, 110, 120, 1000]);
    expect(tellingReplicas([replica(4), replica(8)], null).map(({ dimension }) => dimension)).toEqual([4, 8]);
  });

  it('is drawn and saved as it was followed, without what is no number', () => {
    const study = studyOf(
      epochCurves([replicaSet('d', 'd = 4', [replica(4), replica(null, 1)])], 'accuracy'),
    );
    const loss = trainingFigure(study, 'd', 0);
    expect(loss?.series.map(({ name, points }) => [name, points])).toEqual([
      ['d = 4, run 1, fails', [{ x: 1, y: 2 }]],
      ['full space, run 2', [{ x: 1, y: 2 }]],
    ]);
    expect(trainingFigure(study, 'gone', 1)?.y.title).toBe('accuracy');
    expect(trainingFigure(studyOf(), 'd', 0)).toBeUndefined();
    expect(figureCsv({ ...studyRun(), result: study }, 'curve-scores', 'd')).toContain(',0.1235,');
  });

  it('is what programs report of the metric, by their own epochs', () => {
    const [cell] = cellsOf({});
    if (cell === undefined) throw new Error('without a sweep there is one combination');
    const outcome = (index: number, reports: readonly number[]): ProgramOutcome => ({
      ...{ cell: 0, dimension: 4, index, seed: 1, parameters: {}, score: 1, succeeded: index === 0 },
      ...{ diverged: false, broken: undefined, metrics: new Map(), seconds: 1, warnings: [] },
      curve: reports.map((y, i) => ({
        report: i + 1,
        metrics: new Map([
          ['epoch', 10 * i],
          ['loss', y],
        ]),
      })),
    });
    const outcomes = [outcome(0, [3, 2]), outcome(1, [3, NaN, 1]), outcome(2, [5])];
    const { training } = programTraining(outcomes, [cell], 'loss');
    expect(training).toMatchObject({ clock: 'epoch', score: 'loss' });
    expect(training?.sets.map(({ key, name }) => [key, name])).toEqual([[runsKey(cell, 4), 'd=4']]);
    expect(training?.sets[0]?.runs).toEqual([
      { name: 'run 1', at: [0, 10], score: [3, 2] },
      { name: 'run 2, fails', at: [0, 10, 20], score: [3, null, 1] },
    ]);
    expect(programTraining([outcome(0, [3])], [cell], 'loss')).toEqual({});
  });
});

describe('two studies beside each other', () => {
  const [first, second] = [studyOf(), studyOf({ figures: [studyFigureOf({ rules: [] })] })];

  it('draw any series that both measured, on the axes of the first', () => {
    expect(comparedSeries(first, second)).toEqual(['error-by-rate/b4', 'error-by-rate/b8']);
    expect(comparedSeries(first, studyOf({ figures: [] }))).toEqual([]);
    // A single point tells little of two runs: it is not what one sees first.
    const pointFirst = studyFigureOf();
    const turned = studyOf({ figures: [{ ...pointFirst, series: pointFirst.series.toReversed() }] });
    expect(comparedSeries(turned, first)).toEqual(['error-by-rate/b4', 'error-by-rate/b8']);
    const figure = comparedStudyFigure(first, second, 'error-by-rate/b8');
    expect(figure?.series.map(({ key, name, points }) => [key, name, points[0]?.x])).toEqual([
      ['mine', 'this run', 1000],
      ['other', 'the other', 1000],
    ]);
    const csv = figureCsv({ ...studyRun(), result: first }, 'compared', 'error-by-rate/b8', second);
    expect(csv.split('\n').filter((line) => line.startsWith('the other'))).toHaveLength(1);
  });

  it('tell the settings that differ, and every value of either', () => {
    const fewer = { ...second, values: second.values.slice(0, 1) };
    const rows = comparedStudyRows(
      {
        result: first,
        settings: [
          { name: 'seed', value: '1' },
          { name: 'data', value: 'a' },
        ],
      },
      { result: fewer, settings: [{ name: 'data', value: 'a' }] },
    );
    expect(rows[0]).toEqual(['seed', '1', '–']);
    expect(rows.at(-1)).toEqual(['raw size', '7\u202f360\u202f512 bits', '–']);
    expect(rows).toHaveLength(1 + first.values.length);
  });
});
