/** rank-bound: the bounds of linear algebra hold, the answer follows the data, and what is cancelled is kept. */
import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import { Rng } from '../../../../src/base/rng';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import type { RunContext } from '../../../../src/experiments/kind';
import { rankBound } from '../../../../src/experiments/kinds/rankBound';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import { dataSet, expectTraining, trainingContext } from './trainingContext';

const none = dataSet([], undefined);
const small = {
  ...{ rows: 80, features: 8, classes: 3, hidden: 4, epochs: 80, batch: 32, runs: 16, lanczos: 20 },
  ...{ samples: 40, ranks: [1, 2, 5], intrinsic: [1, 2], curvatures: [0, 24], seed: 3 },
};

async function run(spec: object, context: RunContext = trainingContext(none)): Promise<StudyResult> {
  const { result } = await rankBound.run(rankBound.schema.parse(spec), context);
  return studyResultSchema.parse(result);
}

function column(result: StudyResult, name: string, model: string): (number | string | null)[] {
  const [table] = result.tables;
  const at = table?.columns.findIndex((each) => each.name === name) ?? -1;
  return (table?.rows ?? []).filter((row) => row[1] === model).map((row) => row[at] ?? null);
}

describe('rank-bound', () => {
  it('finds ranks at their bounds and thresholds below them, for data of given rank', async () => {
    const spec = { ...small, vary: 'rank' };
    const result = await run(spec);
    expectTraining(result);
    const fields = [...result.values.map(({ field }) => field), 'answer', 'table'];
    expect(fields).toEqual(expect.arrayContaining([...rankBound.fields(rankBound.schema.parse(spec))]));
    expect(column(result, 'rank of the data with bias', 'linear')).toEqual([2, 3, 6]);
    // rank(X, 1) · (classes − 1), and no less.
    expect(column(result, 'bound by rank', 'linear')).toEqual([4, 6, 12]);
    expect(column(result, 'Gauss–Newton rank', 'linear')).toEqual([4, 6, 12]);
    // rank(X, 1) · 4 of the first layer, 5 · 2 of the last.
    expect(column(result, 'bound by rank', 'mlp')).toEqual([18, 22, 34]);
    expect(column(result, 'its bound', 'mlp')).toEqual([8, 12, 24]);
    for (const [name, bound] of [
      ['Gauss–Newton rank', 'bound by rank'],
      ['first layer’s rank', 'its bound'],
    ] as const) {
      const bounds = column(result, bound, 'mlp');
      column(result, name, 'mlp').forEach((rank, i) =>
        expect(Number(rank)).toBeLessThanOrEqual(Number(bounds[i])),
      );
    }
    const bounds = column(result, 'bound by rank', 'linear');
    column(result, 'd* from', 'linear').forEach((low, i) =>
      expect(Number(low)).toBeLessThanOrEqual(Number(bounds[i])),
    );
    expect(result.figures.map(({ id }) => id)).toEqual([
      'threshold-rank-linear',
      'threshold-rank-mlp',
      'gauss-newton-rank',
    ]);
  });

  it('tells that crumpling makes low dimension hard', async () => {
    const result = await run({ ...small, vary: 'crumpling', models: ['mlp'], fixedDimension: 1, rows: 120 });
    expect(result.answer.join()).toContain('Low dimension is not easy by itself');
    expect(column(result, 'rank of the data with bias', 'mlp')).toEqual([2, 5]);
  });

  it('cuts data of one’s own down to their principal components', async () => {
    const rng = new Rng(5);
    const rows = Array.from({ length: 90 }, () =>
      Array.from({ length: 6 }, (_, i) => rng.normal() / (i + 1)),
    );
    const labels = rows.map(([x = 0, y = 0]) => (x + 0.5 * y > 0 ? 'up' : 'down'));
    const spec = { ...small, data: 'x.csv', label: 'y', ranks: [1, 4], models: ['linear'] };
    const result = await run(spec, trainingContext(dataSet(rows, labels)));
    expect(column(result, 'rank of the data with bias', 'linear')).toEqual([2, 5]);
    expect(column(result, 'Gauss–Newton rank', 'linear')).toEqual([2, 5]);
    await expect(run({ ...spec, ranks: [7] }, trainingContext(dataSet(rows, labels)))).rejects.toThrow(
      'no rank 7',
    );
  });

  it('keeps what is done when cancelled, and refuses what cannot be', async () => {
    const controller = new AbortController();
    const progress = (fraction: number): void => {
      if (fraction > 0.5) controller.abort(new AbortedError());
    };
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const context = trainingContext(none, { signal: controller.signal, progress, breathe });
    const result = await run({ ...small, vary: 'dimension' }, context);
    expect(result.warnings.join()).toMatch(/Cancelled after [123] of 4 trainings/);

    const messages = (given: Readonly<Record<string, unknown>>): string => {
      const checked = checkOptions(rankBound, given);
      return checked.ok ? '' : checked.error.map(({ message }) => message).join();
    };
    expect(messages({ ranks: [30] })).toContain('raise features');
    expect(messages({ intrinsic: [9] })).toContain('raise features');
    expect(messages({ data: 'x.csv', vary: ['crumpling'] })).toContain('generated data alone');
    expect(messages({ vary: 'rank', intrinsic: [9] })).toBe('');
  });
});
