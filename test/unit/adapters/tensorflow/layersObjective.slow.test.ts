/** Models of TensorFlow.js beside our own kernels: the same parameters, losses, gradients and curves. */
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../../src/adapters/tensorflow/buildModel';
import { bundledTensorFlow as tf } from '../../../../src/adapters/tensorflow/bundled';
import { LayersObjective } from '../../../../src/adapters/tensorflow/layersObjective';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { Pacer } from '../../../../src/compute/work';
import type { LayersSource } from '../../../../src/science/models/layersNetwork';
import { NetworkObjective, type TrainingData } from '../../../../src/science/models/networkObjective';
import type { TrainableObjective } from '../../../../src/science/models/objective';
import { trainReplica, type TrainingPlan } from '../../../../src/science/subspace/trainReplica';
import { dense, networkOf, sequential, sourceOf, stored } from '../../../fixtures/tensorflow/layersModels';

const [inputs, hidden, classes, rows] = [8, 6, 3, 90];
const ours = { name: 'mlp', widths: [inputs, hidden, classes], activation: 'tanh' } as const;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

let opened: LayersObjective | undefined;
afterEach(() => {
  opened?.dispose();
  opened = undefined;
});

/** Three clouds. */
function clouds(): TrainingData {
  const rng = new Rng(1);
  const all = Array.from({ length: rows }, (_, i) => i);
  return {
    rows,
    columns: inputs,
    features: Float32Array.from(
      { length: rows * inputs },
      (_, k) => rng.normal() + (k % inputs === Math.floor(k / inputs) % 3 ? 4 : 0),
    ),
    answers: Int32Array.from(all, (i) => i % 3),
    train: Int32Array.from(all.filter((i) => i % 5 > 0)),
    test: Int32Array.from(all.filter((i) => i % 5 === 0)),
  };
}

function newArena(): Arena {
  const kernels = createTrainingKernels();
  return new Arena(kernels, kernels.free);
}

/** Our network's own start, in the layout that both have: weights by input, then biases. */
function start(): Float32Array {
  const target = new Float32Array(inputs * hidden + hidden + hidden * classes + classes);
  new NetworkObjective(ours, clouds(), newArena()).initialise(target, new Rng(7));
  return target;
}

function asModel(theta: Float32Array, last = 'softmax'): LayersSource {
  const [a, b, c] = [inputs * hidden, inputs * hidden + hidden, inputs * hidden + hidden + hidden * classes];
  return sourceOf(
    sequential([inputs], [dense('one', hidden, 'tanh'), dense('two', classes, last)]),
    stored({
      'one/kernel': { shape: [inputs, hidden], values: theta.slice(0, a) },
      'one/bias': { shape: [hidden], values: theta.slice(a, b) },
      'two/kernel': { shape: [hidden, classes], values: theta.slice(b, c) },
      'two/bias': { shape: [classes], values: theta.slice(c) },
    }),
  );
}

async function open(
  source: LayersSource,
  arena: Arena,
  data = clouds(),
  answers: 'classes' | 'values' = 'classes',
): Promise<LayersObjective> {
  const { model, shape } = await buildModel(tf, source, answers);
  model.dispose();
  opened = await LayersObjective.open(tf, networkOf(source, shape, answers), data, arena);
  return opened;
}

const plan: TrainingPlan = {
  seed: 3,
  method: 'random',
  projection: 'dense',
  burnIn: 4,
  optimiser: 'adam',
  momentum: 0.9,
  schedule: { name: 'cosine' },
  batch: 16,
  epochs: 4,
  rate: 0.05,
  fullRate: 0.01,
  target: { split: 'test', measure: 'accuracy', value: 0.9, relative: false },
};

async function curveOf(
  objective: TrainableObjective,
  arena: Arena,
  dimension: number | undefined,
  more = {},
) {
  const { outcome } = await trainReplica(
    objective,
    arena,
    { ...plan, ...more },
    { dimension, index: 0, target: { ...plan.target, relative: false } },
    new Pacer({}),
  );
  return outcome.curve.map(({ loss }) => loss ?? NaN);
}

describe('a model of TensorFlow.js', () => {
  it('has the loss, gradient and scores that our kernels have', async () => {
    const theta = start();
    const [arena, other] = [newArena(), newArena()];
    const native = new NetworkObjective(ours, clouds(), arena);
    const model = await open(asModel(theta), other);
    expect(model.parameters).toBe(native.parameters);
    const [at, grad] = [arena.store(theta), arena.floats(theta.length)];
    const [atOther, gradOther] = [other.store(theta), other.floats(theta.length)];
    const loss = native.gradient(at, native.train, grad);
    expect(await model.gradient(atOther, model.train, gradOther)).toBeCloseTo(loss, 5);
    const expected = [...arena.viewFloats(grad, theta.length)];
    const found = [...other.viewFloats(gradOther, theta.length)];
    expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? NaN))))).toBeLessThan(2e-6);
    const rowsOf = { at: other.store(Int32Array.of(4, 1, 7)), count: 3 };
    const sameRows = { at: arena.store(Int32Array.of(4, 1, 7)), count: 3 };
    const expectedLayers = native.layers(at, sameRows);
    const foundLayers = await model.layers(atOther, rowsOf);
    expect(foundLayers.map(({ name, columns }) => [name, columns])).toEqual([
      ['one', hidden],
      ['two', classes],
    ]);
    foundLayers.forEach(({ values }, l) =>
      values.forEach((value, i) => expect(value).toBeCloseTo(expectedLayers[l]?.values[i] ?? NaN, 5)),
    );
    const [score, otherScore] = [native.evaluate(at, native.test), await model.evaluate(atOther, model.test)];
    expect(otherScore.loss).toBeCloseTo(score.loss, 5);
    expect(otherScore.accuracy).toBe(score.accuracy);
  });

  const variants = [
    [undefined, {}],
    [5, {}],
    [5, { projection: 'sparse', optimiser: 'momentum' }],
    [5, { projection: 'fastfood', optimiser: 'sgd' }],
    [5, { method: 'burn-in' }],
    [5, { method: 'lottery-subspace', optimiser: 'larsen-adam' }],
    [20, { method: 'lottery-ticket' }],
    [5, { then: 'full', thenEpochs: 2 }],
  ] as const;
  it.each(variants)('trained at d = %s with %j has our curve', async (dimension, more) => {
    const theta = start();
    const [arena, other] = [newArena(), newArena()];
    const native = new NetworkObjective(ours, clouds(), arena);
    native.initialise = (target) => target.set(theta);
    const model = await open(asModel(theta), other);
    const expected = await curveOf(native, arena, dimension, more);
    const found = await curveOf(model, other, dimension, more);
    expect(found).toHaveLength(expected.length);
    found.forEach((loss, i) => expect(Math.abs(loss / (expected[i] ?? NaN) - 1)).toBeLessThan(1e-4));
  });

  it('without weights begins at a point of the seed’s, and holds as many tensors after a run as before', async () => {
    const arena = newArena();
    const source = sourceOf(
      sequential(
        [inputs],
        [
          dense('one', 8, 'relu', { kernel_initializer: { class_name: 'HeNormal', config: { seed: 5 } } }),
          { class_name: 'BatchNormalization', config: { name: 'norm' } },
          { class_name: 'Dropout', config: { name: 'drop', rate: 0.3, seed: 5 } },
          dense('two', classes, 'softmax'),
        ],
      ),
    );
    const model = await open(source, arena);
    const first = await curveOf(model, arena, 6);
    const held = memory().numTensors;
    expect(await curveOf(model, arena, 6)).toEqual(first);
    expect(await curveOf(model, arena, 6, { seed: 4 })).not.toEqual(first);
    expect(memory().numTensors).toBe(held);
  });
});
