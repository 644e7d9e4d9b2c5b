import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { RunContext } from '../../../../src/experiments/kind';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import type { SubspaceResult } from '../../../../src/experiments/subspaceResult';
import type { DataSet } from '../../../../src/science/datasets/dataSet';
import { dataSet, trainingContext } from './trainingContext';

/** Three clouds in eight dimensions. */
function clouds(n = 150): DataSet {
  const rng = new Rng(1);
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 8 }, (_column, c) => rng.normal() + (c === i % 3 ? 6 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['ant', 'bee', 'cat'][i % 3] ?? ''),
  );
}

async function run(
  options: Record<string, unknown>,
  data = clouds(),
  context: Partial<RunContext> = {},
): Promise<SubspaceResult> {
  const spec = subspaceTraining.schema.parse({
    data: 'clouds.csv',
    model: 'mlp(8-6-3)',
    dimensions: [1, 4, 16],
    seeds: 3,
    epochs: 10,
    full: 2,
    fullRate: 0.03,
    batch: 32,
    ...options,
  });
  const { result } = await subspaceTraining.run(spec, trainingContext(data, context));
  if (result.kind !== 'subspace-training') throw new Error('another kind');
  return result;
}

describe('subspace training', () => {
  it('counts runs by dimension, full space apart, and names what it spent', async () => {
    const result = await run({});
    expect(result.dimensions.map(({ dimension, runs }) => [dimension, runs])).toEqual([
      [1, 3],
      [4, 3],
      [16, 3],
    ]);
    expect(result.full).toMatchObject({ runs: 2, successes: 2 });
    expect(result.dimensions[0]?.successes).toBe(0);
    expect(result.dimensions[2]?.successes).toBe(3);
    expect(result.threshold.estimate).toBeGreaterThan(1);
    expect(result.threshold.estimate).toBeLessThan(16);
    expect(result.data).toMatchObject({ n: 150, train: 120, test: 30, classes: 3 });
    expect(result.budget).toMatchObject({ steps: 40, optimiser: 'adam', rate: 0.05, projection: 'dense' });
    expect(result.runs).toHaveLength(11);
    for (const { best, reachedAt, succeeded, curve } of result.runs) {
      expect(succeeded).toBe((best ?? 0) >= 0.9);
      expect(reachedAt !== null).toBe(succeeded);
      expect(curve).toHaveLength(10);
    }
  });

  it('gives the same runs for the same seed, and others for another', async () => {
    const [first, again, other] = [await run({}), await run({}), await run({ seed: 1 })];
    expect(again).toEqual(first);
    expect(other.runs).not.toEqual(first.runs);
  });

  it('draws a run from its seed, dimension and number alone', async () => {
    const all = await run({});
    const few = await run({ dimensions: [4], seeds: 2, full: 0 });
    const same = all.runs.filter(({ dimension, index }) => dimension === 4 && index < 2);
    expect(few.runs).toEqual(same);
  });

  it('takes a target relative to full training', async () => {
    const result = await run({ target: 'train loss <= 1.5 x full' });
    const full = result.runs.filter(({ dimension }) => dimension === null).map(({ best }) => best ?? NaN);
    expect(result.target.value).toBeCloseTo((1.5 * ((full[0] ?? 0) + (full[1] ?? 0))) / 2, 6);
    expect(result.full?.successes).toBeGreaterThan(0);
  });

  it('keeps what was done when it is cancelled, and says so', async () => {
    const stop = new AbortController();
    const result = await run({}, clouds(), {
      signal: stop.signal,
      progress: (_, message) => {
        if (message.includes('4 of 11')) stop.abort();
      },
    });
    expect(result.runs.length).toBeGreaterThanOrEqual(4);
    expect(result.runs.length).toBeLessThan(11);
    expect(result.planned).toBe(11);
    expect(result.warnings[0]).toBe(
      `Cancelled after ${result.runs.length} of 11 runs: these are what was done.`,
    );
  });

  it('looks for the threshold by itself where no dimensions are given', async () => {
    const result = await run({ dimensions: 'auto', runs: 30 });
    expect(result.runs.length).toBeLessThanOrEqual(32);
    expect(result.planned).toBe(result.runs.length);
    expect(result.dimensions.at(-1)?.dimension).toBe(75);
    const { low, high } = result.threshold;
    expect((high ?? Infinity) / (low ?? 0)).toBeLessThan(4);
    expect(await run({ dimensions: 'auto', runs: 30 })).toEqual(result);
  });

  it('trains a convolutional network on the images that the rows are', async () => {
    const model = 'cnn(conv4x2-3)';
    const result = await run({ model, shape: '2x4', dimensions: [1, 40], seeds: 2 });
    expect(result.model).toEqual({ name: 'cnn(2x4x1: conv4x2-3, relu)', parameters: 20 + 39 });
    expect(result.dimensions.map(({ successes }) => successes)).toEqual([0, 2]);
    const image = { height: 2, width: 4, channels: 1, planar: true };
    const told = await run({ model, dimensions: [1, 40], seeds: 2 }, { ...clouds(), image });
    expect(told).toEqual(result);
  });

  it('holds the network to what a group leaves, and counts what that leaves free', async () => {
    const result = await run({ symmetry: 'shift(4)', dimensions: [4], seeds: 1, full: 1 });
    // Of 48 + 6 + 18 + 3 parameters the swaps leave half of all but the last three free.
    expect(result.model).toEqual({
      name: 'mlp(8-6-3, relu), equivariant under shift(4) (75 parameters, of which the group leaves 39 free)',
      parameters: 39,
    });
  });

  it('trains in two phases, and says how they share the epochs', async () => {
    const result = await run({ dimensions: [1], seeds: 2, full: 0, then: 'full', thenEpochs: 7 });
    expect(result.budget.method).toBe('random for 3 epochs, then full space for 7');
    expect(result.dimensions[0]?.successes).toBe(2);
  });

  it('says that training fails where it fails in full space too', async () => {
    const result = await run({ target: 'test loss <= 1e-9' });
    expect(result.full?.successes).toBe(0);
    expect(result.threshold.status).toBe('above');
    expect(result.warnings.join(' ')).toContain('what fails is training, not the subspace');
  });

  it.each([
    [{ model: 'mlp(9-6-3)' }, 'The model takes 9 inputs, and the data have 8 features.'],
    [{ model: 'tinycnn' }, 'The model takes images, and nothing tells what 8 features are.'],
    [{ model: 'lenet', shape: '2x4' }, 'For conv6x5 an image of 2 × 4 pixels is too small'],
    [
      { symmetry: 'shift(2)' },
      'The symmetry shift(2) has 4 elements, and a hidden layer of 6 units is no multiple of it.',
    ],
    [
      { symmetry: 'c4' },
      'The symmetry c4 moves the pixels of images, and nothing tells what image 8 features are.',
    ],
    [{ symmetry: 'shift(4)', dimensions: [40] }, 'd = 40 is more than the model’s 39 free parameters.'],
    [{ then: 'full', thenEpochs: 10 }, 'Of 10 epochs a second phase of 10 leaves 0 to the first.'],
    [{ maxMemory: 1e-6 }, 'The data and the network take'],
    [{ model: 'mlp(8-6-4)' }, 'The model has 4 outputs, and the data need 3.'],
    [{ dimensions: [100] }, 'd = 100 is more than the model’s 75 parameters.'],
    [{ task: 'regression', model: 'linear' }, 'A regression has no accuracy.'],
    [
      { task: 'regression', model: 'linear', target: 'loss <= 1' },
      'The label of row 1 is “ant”, which is no number that a regression could predict.',
    ],
    [{ full: 0, target: 'accuracy >= 90 % of full' }, 'The target is relative to full training'],
  ])('refuses %j in a sentence', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });

  it('refuses data without labels', async () => {
    await expect(run({}, { ...clouds(), labels: undefined })).rejects.toThrow('have no labels');
  });
});

describe('the options of subspace training', () => {
  const check = (options: Record<string, unknown>): string => {
    const parsed = subspaceTraining.schema.safeParse({ data: 'a.csv', model: 'linear', ...options });
    return parsed.success ? 'ok' : (parsed.error.issues[0]?.message ?? '');
  };

  it.each(['mlp(64-32-10)', 'mlp(64-32-10, tanh)', 'mlp( 2 - 1 )', 'linear'])('take the model %s', (model) =>
    expect(check({ model })).toBe('ok'),
  );

  it.each(['mlp(64)', 'mlp(64-0-10)', 'mlp(64-10, swish)', 'cnn', 'mlp(a-b)'])(
    'refuse the model %s',
    (model) => expect(check({ model })).not.toBe('ok'),
  );

  it.each([
    'accuracy >= 0.9',
    'train accuracy ≥ 95 %',
    'test loss <= 0.05',
    'accuracy >= 90 % of full',
    'loss <= 1.5 x full',
  ])('take the target %s', (target) => expect(check({ target })).toBe('ok'));

  it.each(['accuracy <= 0.9', 'loss >= 1', 'accuracy >= 2', 'score >= 1', 'accuracy 0.9'])(
    'refuse the target %s',
    (target) => expect(check({ target })).not.toBe('ok'),
  );

  it.each(['constant', 'cosine', 'step(every=10, factor=0.5)'])('take the schedule %s', (schedule) =>
    expect(check({ schedule })).toBe('ok'),
  );
});
