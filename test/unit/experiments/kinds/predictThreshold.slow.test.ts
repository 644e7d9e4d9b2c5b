import { describe, expect, it } from 'vitest';
import { readNamedData } from '../../../../src/adapters/namedData';
import type { Keeping } from '../../../../src/experiments/kept';
import { minimumParameters } from '../../../../src/experiments/kinds/minimumParameters';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import { predictionNames } from '../../../../src/experiments/predictedThreshold';
import { studyResultSchema } from '../../../../src/experiments/studyResult';
import { subspaceResultSchema, type SubspaceResult } from '../../../../src/experiments/subspaceResult';
import { resultFigure } from '../../../../src/results/figures';
import { namedValues } from '../../../../src/results/namedValues';
import { dataSet, trainingContext } from './trainingContext';

/** A linear model's mean squared error: a quadratic well to the last digit, of 17 parameters. */
const well = {
  ...{ data: 'task:linear-teacher(features=16,rank=8,n=100)', model: 'linear', target: 'train loss <= 0.3' },
  ...{ task: 'regression', epochs: 60, batch: 64, fullRate: 0.05, rate: 0.1, full: 2, runs: 30 },
};
const context = (other: object = {}) =>
  trainingContext(dataSet([], undefined), {
    readData: async (name, options) => (await readNamedData(name, (path) => path, options, {})).data,
    ...other,
  });

async function run(options: object = {}, other: object = {}): Promise<SubspaceResult> {
  const spec = subspaceTraining.schema.parse({ ...well, predict: true, ...options });
  return subspaceResultSchema.parse((await subspaceTraining.run(spec, context(other))).result);
}

describe('what the curvature predicts of a threshold', () => {
  it('is what is measured where the loss is a quadratic well, and stands in figure, words and values', async () => {
    const result = await run();
    const { predictions = [], warnings = [] } = result.predicted ?? {};
    expect(predictions.map(({ name }) => name)).toEqual([...predictionNames]);
    const [sharp, scaled, published] = predictions;
    const { low, high } = result.threshold;
    expect(sharp?.interval?.[0]).toBeLessThan(high ?? 0);
    expect(sharp?.interval?.[1]).toBeGreaterThan(low ?? Infinity);
    // Of a true well the scaled one is the same, and nothing is said against it.
    expect(scaled?.value).toBeCloseTo(sharp?.value ?? NaN, 1);
    expect(warnings.join(' ')).not.toContain('true rise');
    expect(published?.value).toBeGreaterThan(0);
    const figure = resultFigure('phase', result);
    expect(figure?.words).toMatch(/Predicted, sharp D − δ\(C\): \d/);
    const svg = figure?.draw({ width: 700, height: 380, theme: 'themed', title: '' }) ?? '';
    for (const name of ['sharp', 'published']) expect(svg).toContain(`fig-bound-${name}`);
    expect(svg).not.toContain('NaN');
    expect(namedValues(result).map(({ field }) => field)).toEqual(['threshold', 'full', ...predictionNames]);
    expect(await run()).toEqual(result);
  });

  it('is asked for afterwards without a run being done again', async () => {
    const shelf: string[] = [];
    const keeping = (): Promise<Keeping> =>
      Promise.resolve({
        earlier: shelf.map((text) => ({ value: JSON.parse(text) as unknown, from: 'before' })),
        keep: (value) => void shelf.push(JSON.stringify(value)),
      });
    const without = await run({ predict: undefined }, { keeping });
    expect(without.predicted).toBeUndefined();
    const done = shelf.length;
    const { predicted, ...rest } = await run({}, { keeping });
    expect(shelf).toHaveLength(done);
    expect(predicted?.predictions).toHaveLength(4);
    expect(rest).toEqual(without);
  });

  it.each([
    [{ method: 'burn-in' }, 'one random subspace through the initialisation'],
    [{ target: 'train loss <= 1e-12', epochs: 4, runs: 4 }, 'does not end below'],
    [{ model: 'cnn(conv2x2-1)', shape: '4x4x1', epochs: 2, runs: 4 }, 'other layers'],
  ])('is nothing for %j, and says why', async (options, why) => {
    const { predicted } = await run(options);
    expect(predicted?.predictions).toEqual([]);
    expect(predicted?.warnings[0]).toContain(why);
  });

  it('stands beside the minimum, with whether it agrees', async () => {
    const { data, target, epochs, fullRate, rate } = well;
    const spec = minimumParameters.schema.parse({
      ...{ data, target, epochs, fullRate, rate, family: 'linear', runs: 30 },
    });
    const result = studyResultSchema.parse((await minimumParameters.run(spec, context())).result);
    expect(result.values.map(({ field }) => field)).toEqual(expect.arrayContaining([...predictionNames]));
    expect(result.answer.at(-1)).toMatch(
      /^Predicted of the directions.*meets? the interval of what was counted/,
    );
    expect(result.figures[0]?.rules.map(({ key }) => key)).toContain('sharp');
    expect(result.tables[0]?.rows.map(([name]) => name)).toContain('d* predicted, published width formula');
    const none = minimumParameters.schema.parse({ ...spec, predict: false });
    const without = studyResultSchema.parse((await minimumParameters.run(none, context())).result);
    expect(without.values.map(({ field }) => field)).not.toContain('sharp');
  });
});
