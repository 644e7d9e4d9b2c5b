import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import type { TrainingKernels } from '../../../../src/compute/training/kernels';
import { createReferenceKernels } from '../../../../src/compute/training/referenceKernels';
import { fitModel, parseModel, type NetworkSpec } from '../../../../src/science/models/modelSpec';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { differences, meanLoss } from './float64Network';

const kernels: readonly [string, () => TrainingKernels][] = [
  ['plain TypeScript', createReferenceKernels],
  ['the fastest there are', createTrainingKernels],
];
const models = ['linear', 'mlp(5-7-3)', 'mlp(5-6-4-3, tanh)', 'mlp(5-9-3, gelu)'];

function network(text: string): NetworkSpec {
  const spec = parseModel(text);
  if (!spec.ok) throw new Error(spec.error);
  const fitted = fitModel(spec.value, 5, 3);
  if (!fitted.ok) throw new Error(fitted.error);
  return fitted.value;
}

function draw(rows: number, rng: Rng): { features: Float32Array; labels: Int32Array; targets: Float32Array } {
  return {
    features: Float32Array.from({ length: 5 * rows }, () => rng.normal()),
    labels: Int32Array.from({ length: rows }, () => rng.integer(3)),
    targets: Float32Array.from({ length: 3 * rows }, () => rng.normal()),
  };
}

/** Loss and gradient over the given rows, at parameters around 0.5. */
function evaluate(
  spec: NetworkSpec,
  make: () => TrainingKernels,
  features: Float32Array,
  answers: Int32Array | Float32Array,
  rows: Int32Array,
): { theta: Float32Array; loss: number; gradient: Float32Array } {
  const made = make();
  const arena = new Arena(made, made.free);
  const data = { rows: features.length / 5, columns: 5, features, answers, train: rows, test: rows };
  const objective = new NetworkObjective(spec, data, arena);
  const theta = arena.floats(objective.parameters);
  const gradient = arena.floats(objective.parameters);
  const rng = new Rng(3);
  arena.viewFloats(theta, objective.parameters).forEach((_, k, all) => (all[k] = 0.5 * rng.normal()));
  const loss = objective.gradient(theta, objective.train, gradient);
  return {
    theta: arena.viewFloats(theta, objective.parameters).slice(),
    loss,
    gradient: arena.viewFloats(gradient, objective.parameters).slice(),
  };
}

describe.each(kernels)('gradients by %s', (_, make) => {
  it.each(models)('are those of finite differences in float64: %s, classification', (text) => {
    const rng = new Rng(1);
    const { features, labels } = draw(11, rng);
    const rows = Int32Array.of(4, 0, 10, 2, 7, 9, 3, 1, 6, 8);
    const spec = network(text);
    const { theta, loss, gradient } = evaluate(spec, make, features, labels, rows);
    const examples = [...rows].map((row) => [...features.subarray(5 * row, 5 * row + 5)]);
    const answers = [...rows].map((row) => labels[row] ?? 0);
    const exact = (x: Float64Array): number => meanLoss(spec, x, examples, answers);
    expect(loss).toBeCloseTo(exact(Float64Array.from(theta)), 5);
    expectNear(gradient, differences(exact, Float64Array.from(theta)));
  });

  it.each(models)('are those of finite differences in float64: %s, regression', (text) => {
    const rng = new Rng(2);
    const { features, targets } = draw(300, rng);
    const rows = Int32Array.from({ length: 300 }, (_row, i) => (i * 7) % 300);
    const spec = network(text);
    const { theta, loss, gradient } = evaluate(spec, make, features, targets, rows);
    const examples = [...rows].map((row) => [...features.subarray(5 * row, 5 * row + 5)]);
    const answers = [...rows].map((row) => [...targets.subarray(3 * row, 3 * row + 3)]);
    const exact = (x: Float64Array): number => meanLoss(spec, x, examples, answers);
    expect(loss).toBeCloseTo(exact(Float64Array.from(theta)), 4);
    expectNear(gradient, differences(exact, Float64Array.from(theta)));
  });
});

function expectNear(gradient: Float32Array, exact: Float64Array): void {
  const size = Math.max(...exact.map(Math.abs));
  expect(size).toBeGreaterThan(0.01);
  gradient.forEach((value, k) => expect(Math.abs(value - (exact[k] ?? NaN))).toBeLessThan(2e-5 * size));
}
