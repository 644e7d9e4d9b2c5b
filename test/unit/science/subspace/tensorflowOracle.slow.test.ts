/** The networks' losses, gradients and steps beside those of TensorFlow.js, its cpu backend. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  add,
  grads,
  losses,
  matMul,
  mean,
  oneHot,
  ready,
  relu,
  reshape,
  setBackend,
  squaredDifference,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  train,
  variable,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import type { Activation } from '../../../../src/compute/training/kernels';
import { layOut } from '../../../../src/science/models/networkLayout';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { createOptimiser } from '../../../../src/science/subspace/optimiser';

const widths = [20, 16, 12, 5];
const batch = 100;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

interface Problem {
  readonly arena: Arena;
  readonly objective: NetworkObjective;
  readonly theta: number;
  readonly gradient: number;
  readonly features: Float32Array;
  readonly answers: Int32Array | Float32Array;
}

function problem(activation: Activation, classifies: boolean): Problem {
  const rng = new Rng(4);
  const features = Float32Array.from({ length: batch * 20 }, () => rng.normal());
  const answers = classifies
    ? Int32Array.from({ length: batch }, () => rng.integer(5))
    : Float32Array.from({ length: batch * 5 }, () => rng.normal());
  const rows = Int32Array.from({ length: batch }, (_, i) => i);
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const data = { rows: batch, columns: 20, features, answers, train: rows, test: rows };
  const objective = new NetworkObjective({ name: '', widths, activation }, data, arena);
  const theta = arena.floats(objective.parameters);
  const gradient = arena.floats(objective.parameters);
  objective.initialise(arena.viewFloats(theta, objective.parameters), rng);
  return { arena, objective, theta, gradient, features, answers };
}

/** The parameters as TensorFlow has them: weights and biases by turns. */
function tensors({ arena, objective, theta }: Problem, activation: Activation): Tensor[] {
  const values = arena.viewFloats(theta, objective.parameters).slice();
  return layOut({ name: '', widths, activation }).layers.flatMap(({ inputs, outputs, weights, bias }) => [
    tensor2d(values.slice(weights, bias), [inputs, outputs]),
    tensor1d(values.slice(bias, bias + outputs)),
  ]);
}

function lossOf(p: Problem, activation: Activation, parameters: readonly Tensor[]): Scalar {
  let values: Tensor2D = tensor2d(p.features, [batch, 20]);
  for (let l = 0; l < parameters.length; l += 2) {
    const linear = add<Tensor2D>(matMul(values, parameters[l] as Tensor2D), parameters[l + 1] as Tensor1D);
    const isLast = l + 2 === parameters.length;
    values = isLast ? linear : activation === 'tanh' ? tanh(linear) : relu(linear);
  }
  return p.answers instanceof Int32Array
    ? reshape(losses.softmaxCrossEntropy(oneHot(tensor1d(p.answers, 'int32'), 5), values), [])
    : mean(squaredDifference(values, tensor2d(p.answers, [batch, 5])));
}

function flat(parts: readonly Tensor[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part.dataSync()]));
}

function expectNear(found: Float32Array, expected: Float32Array, tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  const size = Math.max(...expected.map(Math.abs));
  expect(size).toBeGreaterThan(1e-3);
  const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? NaN))), 0);
  expect(worst / size).toBeLessThan(tolerance);
}

describe.each([
  ['relu', true],
  ['tanh', true],
  ['relu', false],
  ['tanh', false],
] as const)('a network with %s, classification %s', (activation, classifies) => {
  it('has the loss and the gradient that TensorFlow.js has', () => {
    const p = problem(activation, classifies);
    const loss = p.objective.gradient(p.theta, p.objective.train, p.gradient);
    const found = p.arena.viewFloats(p.gradient, p.objective.parameters).slice();
    tidy(() => {
      const parameters = tensors(p, activation);
      const value = lossOf(p, activation, parameters).dataSync()[0] ?? NaN;
      expect(Math.abs(loss - value) / value).toBeLessThan(1e-6);
      const gradients = grads((...args: Tensor[]) => lossOf(p, activation, args))(parameters);
      expectNear(found, flat(gradients), 3e-6);
    });
  });
});

describe.each(['sgd', 'momentum', 'adam'] as const)('twenty steps of %s', (name) => {
  it('lead where those of TensorFlow.js lead', () => {
    const p = problem('tanh', true);
    const optimiser = createOptimiser(name, p.arena, p.theta, p.gradient, p.objective.parameters, 0.9);
    const own = tensors(p, 'tanh').map((part) => variable(part));
    const theirs =
      name === 'adam'
        ? train.adam(0.01, 0.9, 0.999, 1e-8)
        : name === 'sgd'
          ? train.sgd(0.1)
          : train.momentum(0.1, 0.9);
    for (let step = 0; step < 20; step++) {
      p.objective.gradient(p.theta, p.objective.train, p.gradient);
      optimiser.step(name === 'adam' ? 0.01 : 0.1);
      theirs.minimize(() => lossOf(p, 'tanh', own), false, own);
    }
    expectNear(p.arena.viewFloats(p.theta, p.objective.parameters).slice(), flat(own), 1e-4);
  });
});

describe('the optimiser of Larsen et al.', () => {
  it('moves at 0.316 of Adam’s rate once its moments have settled', () => {
    const travelled = (['adam', 'larsen-adam'] as const).map((name) => {
      const kernels = createTrainingKernels();
      const arena = new Arena(kernels, kernels.free);
      const [values, gradient] = [arena.floats(4), arena.store(Float32Array.of(1, -2, 3, 0.5))];
      const optimiser = createOptimiser(name, arena, values, gradient, 4, 0);
      const at = (): number => arena.viewFloats(values, 4)[0] ?? NaN;
      for (let i = 0; i < 20_000; i++) optimiser.step(0.001);
      const before = at();
      for (let i = 0; i < 100; i++) optimiser.step(0.001);
      return before - at();
    });
    expect((travelled[1] ?? 0) / (travelled[0] ?? 1)).toBeCloseTo(Math.sqrt(0.001) * 10, 2);
  });
});
