/** Products with a network's matrices of second order against finite differences, and against what is known of them. */
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { networkCurvature } from '../../../../src/science/bounds/networkCurvature';
import { softmaxGaussNewton } from './softmaxGaussNewton';
import { DoubleNetwork } from '../../../../src/science/models/doubleNetwork';
import { fitModel, parseModel, type NetworkSpec } from '../../../../src/science/models/modelSpec';
import type { TrainingData } from '../../../../src/science/models/networkObjective';
import { differences, meanLoss } from '../subspace/float64Network';
import { normals } from './wells';

const [rows, columns] = [11, 4];

function networkOf(model: string, outputs: number): NetworkSpec {
  const spec = parseModel(model);
  const network = spec.ok ? fitModel(spec.value, columns, outputs) : spec;
  if (!network.ok) throw new Error(network.error);
  return network.value;
}

function dataFor(outputs: number, classifies: boolean): TrainingData {
  const rng = new Rng(3);
  return {
    rows,
    columns,
    features: Float32Array.from({ length: rows * columns }, () => rng.normal()),
    answers: classifies
      ? Int32Array.from({ length: rows }, () => rng.integer(outputs))
      : Float32Array.from({ length: rows * outputs }, () => rng.normal()),
    train: Int32Array.from({ length: rows }, (_, n) => n),
    test: new Int32Array(0),
  };
}

const cases: [string, number, boolean][] = [
  ['linear', 3, true],
  ['linear', 2, false],
  ['mlp(4-5-3, relu)', 3, true],
  ['mlp(4-5-6-3, tanh)', 3, true],
  ['mlp(4-6-3, gelu)', 3, true],
  ['mlp(4-5-4-2, tanh)', 2, false],
];

describe.each(cases)('%s with %d outputs, classes: %s', (model, outputs, classifies) => {
  const spec = networkOf(model, outputs);
  const data = dataFor(outputs, classifies);
  const network = new DoubleNetwork(spec, data, data.train);
  const rng = new Rng(5);
  const theta = normals(network.parameters, rng).map((x) => 0.7 * x);
  const examples = Array.from({ length: rows }, (_, n) => [
    ...data.features.subarray(n * columns, (n + 1) * columns),
  ]);
  const answers = Array.from({ length: rows }, (_, n) =>
    classifies ? (data.answers[n] as number) : [...data.answers.subarray(n * outputs, (n + 1) * outputs)],
  );
  // GELU's error function is a polynomial to 1.5e-7: its slope is the exact one's.
  const tolerance = spec.activation === 'gelu' ? 2e-5 : 1e-7;

  it('has the loss of a network written for being read, and its gradient', () => {
    const pass = network.forward(theta);
    expect(pass.loss).toBeCloseTo(meanLoss(spec, theta, examples, answers), 12);
    const expected = differences((x) => meanLoss(spec, x, examples, answers), theta);
    network
      .gradient(theta, pass)
      .forEach((value, k) => expect(Math.abs(value - (expected[k] ?? NaN))).toBeLessThan(tolerance));
  });

  it('has the Hessian of differences of gradients, and it is symmetric', async () => {
    const operator = networkCurvature(network, theta, 'hessian');
    const [u, v] = [normals(network.parameters, rng), normals(network.parameters, rng)];
    const product = (await operator.apply(v)).slice();
    const step = 1e-5;
    const at = (by: number): Float64Array => {
      const moved = theta.map((x, k) => x + by * (v[k] as number));
      return network.gradient(moved, network.forward(moved));
    };
    const [ahead, behind] = [at(step), at(-step)];
    product.forEach((value, k) =>
      expect(Math.abs(value - ((ahead[k] ?? NaN) - (behind[k] ?? NaN)) / (2 * step))).toBeLessThan(
        10 * tolerance,
      ),
    );
    const inner = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, x, k) => sum + x * (b[k] as number), 0);
    expect(inner(u, product)).toBeCloseTo(inner(v, await operator.apply(u)), 11);
  });

  it('has a Gauss–Newton matrix of Jacobians by differences', async () => {
    const operator = networkCurvature(network, theta, 'gauss-newton');
    const { predicted } = network.forward(theta);
    const v = normals(network.parameters, rng);
    const step = 1e-5;
    const outputsAt = (by: number): Float64Array =>
      network.forward(theta.map((x, k) => x + by * (v[k] as number))).layers.at(-1)?.output as Float64Array;
    const [ahead, behind] = [outputsAt(step), outputsAt(-step)];
    const moved = ahead.map((x, k) => (x - (behind[k] as number)) / (2 * step));
    // vᵀGv = Σ (Jv)ᵀ A (Jv).
    let form = 0;
    for (let n = 0; n < rows; n++) {
      let [mean, square] = [0, 0];
      for (let k = 0; k < outputs; k++) {
        const weight = classifies ? (predicted[k * rows + n] as number) / rows : 2 / (rows * outputs);
        const x = moved[k * rows + n] as number;
        mean += weight * x;
        square += weight * x * x;
      }
      form += square - (classifies ? rows * mean * mean : 0);
    }
    const product = await operator.apply(v);
    expect(v.reduce((sum, x, k) => sum + x * (product[k] as number), 0)).toBeCloseTo(form, 6);
    expect(form).toBeGreaterThan(0);
  });
});

it('a linear softmax model: Hessian, Gauss–Newton and the closed form are one', async () => {
  const spec = networkOf('linear', 3);
  const data = dataFor(3, true);
  const network = new DoubleNetwork(spec, data, data.train);
  const rng = new Rng(6);
  const theta = normals(network.parameters, rng);
  theta.fill(0, columns * 3);
  const closed = softmaxGaussNewton(
    { rows, columns, values: Float64Array.from(data.features) },
    theta.slice(0, columns * 3),
  );
  const v = normals(network.parameters, rng);
  v.fill(0, columns * 3);
  const expected = await closed.apply(v.slice(0, columns * 3));
  for (const kind of ['hessian', 'gauss-newton'] as const) {
    const product = await networkCurvature(network, theta, kind).apply(v);
    expected.forEach((value, k) => expect(product[k]).toBeCloseTo(value, 13));
  }
});
