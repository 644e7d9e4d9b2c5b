import { describe, expect, it } from 'vitest';
import { readNamedData } from '../../../../src/adapters/namedData';
import { Rng } from '../../../../src/base/rng';
import type { RunContext } from '../../../../src/experiments/kind';
import { minimumParameters } from '../../../../src/experiments/kinds/minimumParameters';
import { predictionNames } from '../../../../src/experiments/predictedThreshold';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import type { DataSet } from '../../../../src/science/datasets/dataSet';
import { dataSet, expectTraining, trainingContext } from './trainingContext';

/** Three clouds in six dimensions. */
function clouds(n = 120): DataSet {
  const rng = new Rng(1);
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 6 }, (_column, c) => rng.normal() + (c === i % 3 ? 6 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['ant', 'bee', 'cat'][i % 3] ?? ''),
  );
}

async function run(
  options: Record<string, unknown>,
  context: Partial<RunContext> = {},
): Promise<StudyResult> {
  const spec = minimumParameters.schema.parse({
    data: 'clouds.csv',
    family: 'mlp(in-{1..8}-out)',
    epochs: 8,
    batch: 32,
    fullRate: 0.03,
    full: 2,
    runs: 40,
    ...options,
  });
  const { result } = await minimumParameters.run(
    spec,
    trainingContext(clouds(), {
      readData: async (name, readOptions) =>
        name.startsWith('task:')
          ? (await readNamedData(name, (path) => path, readOptions, {})).data
          : clouds(),
      ...context,
    }),
  );
  // What the panel and the notes are given passes the form that they read.
  return studyResultSchema.parse(result);
}

const value = (result: StudyResult, field: string) => result.values.find((each) => each.field === field);

describe('the minimum parameters of a task', () => {
  it('are told in words, numbers, figures and tables', async () => {
    const result = await run({});
    expectTraining(result);
    expect(result.answer[0]).toMatch(
      /trainable directions; the smallest width that reaches test accuracy ≥ 0\.9 (?:is|lies)/,
    );
    expect(result.values.map(({ field }) => field)).toEqual([
      'directions',
      'width',
      'parameters',
      'twonn',
      'mle',
      ...predictionNames,
    ]);
    expect(result.figures.map(({ id }) => id)).toEqual(['directions', 'widths', 'scores']);
    expect(result.tables.map(({ id }) => id)).toEqual(['evidence', 'width-runs', 'direction-runs']);
    const runs = ['width-runs', 'direction-runs'].map((id) => {
      const table = result.tables.find((each) => each.id === id);
      const at = table?.columns.findIndex(({ name }) => name === 'runs') ?? -1;
      return (table?.rows ?? []).reduce((sum, row) => sum + Number(row[at]), 0);
    });
    expect((runs[0] ?? 0) + (runs[1] ?? 0)).toBeLessThanOrEqual(40);
    expect(result.facts.find(({ name }) => name === 'runs')?.value).toBe(
      `${(runs[0] ?? 0) + (runs[1] ?? 0)} of at most 40`,
    );
    expect(await run({})).toEqual(result);
  });

  it('are 7 directions of a linear model where rank 6 was planted', async () => {
    const result = await run({
      data: 'task:linear-teacher(features=12,rank=6,n=200)',
      family: 'linear',
      target: 'train loss <= 1e-3',
      ...{ epochs: 120, rate: 0.1, fullRate: 0.02, runs: 50 },
    });
    const directions = value(result, 'directions');
    // With 6 a solution lies in no subspace; with 7 in all, not always near enough for so many epochs.
    expect(directions?.interval?.[1]).toBeGreaterThan(6);
    expect(directions?.interval?.[0]).toBeLessThan(7.5);
    expect(result.answer[0]).toMatch(/trainable directions reach train loss ≤ 0\.001\.$/);
    expect(result.facts.find(({ name }) => name === 'by construction')?.value).toContain('where d ≥ 7');
    expect(result.values.map(({ field }) => field)).not.toContain('width');
  });

  it('are no fewer than the width that was planted', async () => {
    const result = await run({
      data: 'task:relu-teacher(features=3,width=3,n=300)',
      target: 'loss <= 0.05',
      ...{ epochs: 30, runs: 40, fullRate: 0.05 },
    });
    const table = result.tables.find(({ id }) => id === 'width-runs');
    const below = table?.rows.filter(([width]) => Number(width) < 3) ?? [];
    expect(below.length).toBeGreaterThan(0);
    for (const row of below) expect(row[3]).toBe(0);
    expect(value(result, 'width')?.interval?.[0] ?? 3).toBeGreaterThanOrEqual(3);
  });
});

describe('what is not known is not told', () => {
  it('says that training fails where it fails in all parameters, and spends nothing on directions', async () => {
    const result = await run({ target: 'test loss <= 1e-9', runs: 20 });
    expect(result.answer.join(' ')).toContain('what fails is training or the family, not a subspace');
    expect(result.answer[0]).toMatch(
      /is above 8 \(83 parameters\), the greatest that was tried, if there is one/,
    );
    expect(value(result, 'directions')).toMatchObject({ value: null, text: 'not counted' });
    expect(value(result, 'width')).toMatchObject({ value: null });
  });

  it('keeps what was done when it is cancelled, and says so', async () => {
    const stop = new AbortController();
    const result = await run(
      {},
      {
        signal: stop.signal,
        progress: (_, message) => {
          if (message.includes(': 6 of at most 40')) stop.abort();
        },
      },
    );
    expect(result.warnings[0]).toMatch(/^Cancelled after (?:6|7) of at most 40 runs/);
    expect(result.answer.join(' ')).toContain('The budget ended before directions were counted');
  });

  it('ends with its minutes, and says what more of them would do', async () => {
    let now = 0;
    const clock = { now: () => (now += 1000) };
    const result = await run({ minutes: 0.2 }, { clock });
    expect(result.warnings.join(' ')).toMatch(
      /The 0\.2 minutes ended after \d+ of at most 40 runs: raise minutes/,
    );
  });

  it('has one side of a threshold where a small budget shows one side', async () => {
    const result = await run({ runs: 8, width: 8, target: 'accuracy >= 0.5' });
    const directions = value(result, 'directions');
    if (directions?.value === null)
      expect(directions.text).toMatch(/^(?:fewer|more) than|^at (?:least|most)|^not told$/);
    expect(result.warnings.length).toBeGreaterThan(0);
  });

  it.each([
    [{ family: 'mlp(9-{2..4}-3)' }, 'The model takes 9 inputs, and the data have 6 features.'],
    [{ width: 99 }, 'No network of the family has the width 99.'],
    [{ data: 'task:relu-teacher' }, 'A regression has no accuracy.'],
  ])('refuses %j in a sentence', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });
});
