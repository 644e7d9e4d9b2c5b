import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { RunContext } from '../../../../src/experiments/kind';
import { parametersVsDimension } from '../../../../src/experiments/kinds/parametersVsDimension';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import { dataSet, expectTraining, trainingContext } from './trainingContext';

/** Four clouds in six dimensions, two of them apart only along a bend. */
function clouds(n = 160) {
  const rng = new Rng(2);
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 6 }, (_column, c) => rng.normal() + (c === i % 4 ? 4 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['a', 'b', 'c', 'd'][i % 4] ?? ''),
  );
}

const training = {
  ...{ data: 'clouds.csv', label: 'label', epochs: 6, batch: 32, fullRate: 0.05, rate: 0.1 },
  ...{ target: 'train accuracy >= 0.85', runs: 16, full: 2, seed: 3 },
};

async function run(options: object = {}, context: Partial<RunContext> = {}): Promise<StudyResult> {
  const spec = parametersVsDimension.schema.parse({
    ...training,
    ...{ widths: [6, 3], depths: [2, 1], points: 'all', estimators: ['twonn'] },
    ...options,
  });
  const { result } = await parametersVsDimension.run(spec, trainingContext(clouds(), context));
  return studyResultSchema.parse(result);
}

const seriesOf = (result: StudyResult, figure: string, key: string) =>
  result.figures.find(({ id }) => id === figure)?.series.find((each) => each.key === key)?.points ?? [];
const valueOf = (result: StudyResult, field: string) => result.values.find((value) => value.field === field);

describe('parameters against dimension', () => {
  it('measures every network, smallest first, as the kinds for one network do', async () => {
    const result = await run();
    expectTraining(result);
    const [table] = result.tables;
    expect(table?.rows.map(([label, parameters]) => [label, parameters])).toEqual([
      ['6-3-4', 37],
      ['6-3-3-4', 49],
      ['6-6-4', 70],
      ['6-6-6-4', 112],
    ]);
    const spec = subspaceTraining.schema.parse({ ...training, model: 'mlp(6-6-4)' });
    const alone = (await subspaceTraining.run(spec, trainingContext(clouds()))).result;
    if (alone.kind !== 'subspace-training') throw new Error('another kind');
    const { estimate, low, high } = alone.threshold;
    expect(estimate).not.toBeNull();
    expect(valueOf(result, 'threshold-6x1')).toMatchObject({ value: estimate, interval: [low, high] });
    expect(table?.rows[2]?.slice(2, 5)).toEqual([2, alone.full?.successes, alone.full?.median]);
    expect(seriesOf(result, 'parameters', '1-hidden-layer').at(-1)).toMatchObject({ x: 70, y: estimate });
    expect(seriesOf(result, 'share', '1-hidden-layer').at(-1)?.y).toBeCloseTo((estimate ?? NaN) / 70, 12);
    expect(seriesOf(result, 'layers', 'greatest')).toHaveLength(4);
    expect(result.figures[0]?.rules[0]).toMatchObject({
      key: 'data-twonn',
      at: valueOf(result, 'data-dimension')?.value,
    });
    expect(seriesOf(result, 'parameters', 'mnist-fc')).toHaveLength(20);
    expect(result.answer[0]).toContain('the threshold dimension d* goes from');
    expect(await run()).toEqual(result);
  });

  it('tells networks that fail with all parameters from those whose subspaces fail', async () => {
    const result = await run({
      models: ['mlp(6-1-4, tanh)', 'mlp(6-8-4, tanh)'],
      target: 'train accuracy >= 0.8',
    });
    const [narrow, wide] = [
      valueOf(result, 'threshold-mlp-6-1-4-tanh'),
      valueOf(result, 'threshold-mlp-6-8-4-tanh'),
    ];
    expect(narrow).toMatchObject({ value: null, interval: null, text: 'fails in full space' });
    expect(wide?.value).toBeGreaterThan(1);
    expect(result.tables[0]?.rows[0]?.slice(2, 4)).toEqual([2, 0]);
    expect(result.answer.at(-1)).toMatch(
      /^6-1-4 does not reach train accuracy ≥ 0.8 with all parameters either/,
    );
    expect(seriesOf(result, 'parameters', 'networks')).toHaveLength(1);
    // Its runs were not spent on a search that could not succeed.
    expect(narrow?.sentences[0]).toContain('0 runs in subspaces');
    expect(result.answer.join(' ')).toContain('A power law needs');
  });

  it('keeps the networks that are done when it is cancelled, and nothing of the one in hand', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const progress = (fraction: number, message: string): void => {
      seen.push(fraction);
      if (/^network 2 of 4.*looking for the threshold/.test(message)) stop.abort();
    };
    const result = await run({}, { signal: stop.signal, progress });
    expect(result.tables[0]?.rows).toHaveLength(1);
    expect(result.warnings[0]).toBe('Cancelled after 1 of 4 networks: these are what was done.');
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const early = new AbortController();
    const first = (_: number, message: string): void => {
      if (message.startsWith('network 1')) early.abort();
    };
    await expect(run({}, { signal: early.signal, progress: first })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('names its values before it has run, and no more than it has', async () => {
    const spec = parametersVsDimension.schema.parse({
      ...training,
      widths: [3],
      depths: [0, 1],
      estimators: 'pca',
    });
    const names = parametersVsDimension.fields(spec);
    expect(names).toEqual([
      'exponent',
      'data-dimension',
      'threshold-linear',
      'threshold-3x1',
      'answer',
      'table',
    ]);
    const result = await run({ widths: [3], depths: [0, 1], estimators: 'pca' });
    for (const { field } of result.values) expect(names).toContain(field);
  });

  it('says what does not fit', async () => {
    await expect(run({ models: ['mlp(6-3-4)', 'mlp(7-3-4)'] })).rejects.toMatchObject({
      code: 'experiment.invalid',
    });
    await expect(run({ task: 'regression' })).rejects.toMatchObject({
      message: expect.stringContaining('no accuracy') as string,
    });
    const many = { ...training, widths: Array.from({ length: 31 }, (_, i) => i + 1) };
    expect(parametersVsDimension.schema.safeParse(many).success).toBe(false);
  });
});
