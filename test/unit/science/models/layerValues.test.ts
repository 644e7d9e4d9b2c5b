import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { activate } from '../../../../src/compute/training/activations';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import type { Activation } from '../../../../src/compute/training/kernels';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { layOut } from '../../../../src/science/models/networkLayout';
import { replicasOnCallingThread } from '../../../../src/science/subspace/replicaBackend';
import type { TrainingPlan } from '../../../../src/science/subspace/trainReplica';

const rows = 300;
const rng = new Rng(4);
const features = Float32Array.from({ length: rows * 5 }, () => rng.normal());
const answers = Int32Array.from({ length: rows }, () => rng.integer(3));
const every = Int32Array.from({ length: rows }, (_, i) => i);
const data = { rows, columns: 5, features, answers, train: every.slice(0, 200), test: every.slice(200) };

describe('the values of a network’s layers', () => {
  it.each<Activation>(['relu', 'tanh', 'gelu'])('are those of the definition, with %s', (activation) => {
    const network = { name: '', widths: [5, 7, 4, 3], activation };
    const kernels = createTrainingKernels();
    const arena = new Arena(kernels, kernels.free);
    const objective = new NetworkObjective(network, data, arena);
    const theta = arena.floats(objective.parameters + 16);
    objective.initialise(arena.viewFloats(theta, objective.parameters), new Rng(1));
    const parameters = arena.viewFloats(theta, objective.parameters).slice();
    // More than pass through together, in an order of their own, one of them twice.
    const asked = Int32Array.from({ length: 290 }, (_, i) => (i * 7) % 289);
    const found = objective.layers(theta, { at: arena.store(asked), count: asked.length });
    expect(found.map(({ name, columns }) => [name, columns])).toEqual([
      ['hidden1', 7],
      ['hidden2', 4],
      ['output', 3],
    ]);
    let below = Array.from(asked, (row) => Array.from(features.subarray(row * 5, row * 5 + 5)));
    layOut(network).layers.forEach(({ outputs, weights, bias, activation: f }, l) => {
      below = below.map((input) =>
        Array.from({ length: outputs }, (_, j) =>
          activate(
            f,
            input.reduce(
              (sum, x, i) => sum + x * (parameters[weights + i * outputs + j] ?? NaN),
              parameters[bias + j] ?? NaN,
            ),
          ),
        ),
      );
      const got = found[l]?.values ?? [];
      expect(got).toHaveLength(asked.length * outputs);
      below.flat().forEach((value, i) => expect(got[i]).toBeCloseTo(value, 4));
    });
  });

  it('come with the outcome of the network that was trained, where they are asked for', async () => {
    const target = { split: 'test', measure: 'accuracy', value: 0.5, relative: false } as const;
    const plan: TrainingPlan = {
      seed: 1,
      method: 'random',
      burnIn: 0,
      projection: 'dense',
      optimiser: 'adam',
      momentum: 0.9,
      rate: 0.05,
      fullRate: 0.01,
      schedule: { name: 'constant' },
      batch: 50,
      epochs: 30,
      target,
    };
    const network = { name: '', widths: [5, 12, 3], activation: 'relu' as const };
    const told: [number | null, number | undefined][] = [];
    let correct = 0;
    await replicasOnCallingThread().train(
      { network, data, plan },
      [
        { dimension: undefined, index: 0, target, layersOf: data.test },
        { dimension: undefined, index: 1, target },
      ],
      (outcome, layers) => {
        told.push([outcome.test.accuracy, layers?.length]);
        const logits = layers?.at(-1)?.values;
        data.test.forEach((row, b) => {
          const of = Array.from(logits?.subarray(3 * b, 3 * b + 3) ?? []);
          if (of.length === 3 && of.indexOf(Math.max(...of)) === answers[row]) correct++;
        });
      },
      {},
    );
    expect(told.map(([, layers]) => layers)).toEqual([2, undefined]);
    expect(told[0]?.[0]).toBeCloseTo(correct / data.test.length, 12);
  });
});
