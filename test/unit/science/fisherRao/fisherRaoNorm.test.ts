import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { symmetricEigen } from '../../../../src/compute/symmetricEigen';
import { Pacer } from '../../../../src/compute/work';
import { fisherRaoNorm } from '../../../../src/science/fisherRao/fisherRaoNorm';
import { noisyLabels } from '../../../../src/science/fisherRao/noisyLabels';
import { radialDerivative } from '../../../../src/science/fisherRao/radialDerivative';
import {
  euclideanNorm,
  layerSpectralNorm,
  pathNorm,
  spectralNorm,
} from '../../../../src/science/fisherRao/weightNorms';
import type { NetworkSpec } from '../../../../src/science/models/modelSpec';
import { layOut } from '../../../../src/science/models/networkLayout';
import { differences, meanLoss } from '../subspace/float64Network';

const network: NetworkSpec = { name: '', widths: [5, 7, 6, 3], activation: 'relu' };
const layout = layOut(network);

function drawn(seed: number, biases: boolean): Float32Array {
  const rng = new Rng(seed);
  const theta = Float32Array.from({ length: layout.parameters }, () => 0.6 * rng.normal());
  if (!biases) for (const { bias, outputs } of layout.layers) theta.fill(0, bias, bias + outputs);
  return theta;
}

function examples(count: number): Float32Array {
  const rng = new Rng(99);
  return Float32Array.from({ length: 5 * count }, () => rng.normal());
}

const rows = Int32Array.from({ length: 12 }, (_, i) => i);
const features = examples(12);
const labels = Int32Array.from(rows, (row) => row % 3);

/** ⟨θ, ∇ℓ⟩ of one example by central differences of the float64 network. */
function radialLoss(spec: NetworkSpec, theta: Float32Array, row: number, label: number): number {
  const x = [...features.subarray(5 * row, 5 * row + 5)];
  const scaled = (factor: Float64Array): number =>
    meanLoss(
      spec,
      Float64Array.from(theta, (value) => value * (factor[0] ?? NaN)),
      [x],
      [label],
    );
  return differences(scaled, Float64Array.of(1))[0] ?? NaN;
}

describe('the derivative along the parameters', () => {
  it('is (L + 1) f for ReLU without biases, to rounding', () => {
    const theta = drawn(1, false);
    for (const row of rows) {
      const { outputs, radial } = radialDerivative(layout, theta, features.subarray(5 * row, 5 * row + 5));
      outputs.forEach((f, c) => expect(radial[c]).toBeCloseTo(3 * f, 12));
    }
  });

  it('is not with biases, nor with tanh', () => {
    const withBiases = radialDerivative(layout, drawn(1, true), features.subarray(0, 5));
    const smooth = radialDerivative(
      layOut({ ...network, activation: 'tanh' }),
      drawn(1, false),
      features.subarray(0, 5),
    );
    for (const { outputs, radial } of [withBiases, smooth])
      expect(Math.abs((radial[0] ?? 0) - 3 * (outputs[0] ?? 0))).toBeGreaterThan(1e-3);
  });
});

describe('the Fisher–Rao norm', () => {
  it.each(['relu', 'tanh', 'gelu'] as const)(
    'is the root of E ⟨θ, ∇ℓ⟩² by finite differences, with biases and %s',
    async (activation) => {
      const spec = { ...network, activation };
      const theta = drawn(2, true);
      const data = { columns: 5, features };
      const found = await fisherRaoNorm(layOut(spec), theta, data, labels, rows, new Pacer({}));
      const squares = Array.from(rows, (row) => radialLoss(spec, theta, row, labels[row] ?? 0) ** 2);
      const expected = Math.sqrt(squares.reduce((a, b) => a + b, 0) / rows.length);
      expect(found.empirical / expected).toBeCloseTo(1, 6);
      expect(found.identityDeviation).toBeGreaterThan(1e-3);
    },
  );

  it('under the network’s own labels is the same with each label as often as the network says', async () => {
    const theta = drawn(3, true);
    const { model } = await fisherRaoNorm(
      layout,
      theta,
      { columns: 5, features },
      labels,
      rows,
      new Pacer({}),
    );
    let sum = 0;
    for (const row of rows) {
      const { outputs } = radialDerivative(layout, theta, features.subarray(5 * row, 5 * row + 5));
      const whole = outputs.reduce((all, f) => all + Math.exp(f), 0);
      outputs.forEach((f, label) => {
        sum += (Math.exp(f) / whole) * radialLoss(network, theta, row, label) ** 2;
      });
    }
    expect(model / Math.sqrt(sum / rows.length)).toBeCloseTo(1, 6);
  });

  it('of ReLU without biases is (L + 1) √E ⟨∂ℓ/∂f, f⟩², and grows with the parameters by their degree', async () => {
    const theta = drawn(4, false);
    const data = { columns: 5, features };
    const found = await fisherRaoNorm(layout, theta, data, labels, rows, new Pacer({}));
    let sum = 0;
    for (const row of rows) {
      const { outputs } = radialDerivative(layout, theta, features.subarray(5 * row, 5 * row + 5));
      const whole = outputs.reduce((all, f) => all + Math.exp(f), 0);
      const mean = outputs.reduce((all, f) => all + (f * Math.exp(f)) / whole, 0);
      sum += (mean - (outputs[labels[row] ?? 0] ?? NaN)) ** 2;
    }
    expect(found.empirical).toBeCloseTo(3 * Math.sqrt(sum / rows.length), 10);
    expect(found.identityDeviation).toBeLessThan(1e-12);
  });
});

describe('norms of weights', () => {
  it('are those of a sum over every path', () => {
    const theta = drawn(5, true);
    const [first, second, third] = layout.layers;
    if (!first || !second || !third) throw new Error('three layers');
    const square = (row: number): number => (theta[row] ?? NaN) ** 2;
    let sum = 0;
    for (let c = 0; c < 3; c++) {
      sum += square(third.bias + c);
      for (let b = 0; b < 6; b++) {
        const last = square(third.weights + 3 * b + c);
        sum += square(second.bias + b) * last;
        for (let a = 0; a < 7; a++) {
          const middle = square(second.weights + 6 * a + b);
          sum += square(first.bias + a) * middle * last;
          for (let i = 0; i < 5; i++) sum += square(first.weights + 7 * i + a) * middle * last;
        }
      }
    }
    expect(pathNorm(layout, theta)).toBeCloseTo(Math.sqrt(sum), 10);
    expect(euclideanNorm(Float32Array.of(3, 4))).toBe(5);
  });

  it('have the singular values that an eigendecomposition has', async () => {
    const theta = drawn(6, false);
    let product = 1;
    for (const layer of layout.layers) {
      const { inputs, outputs, weights } = layer;
      const gram = new Float64Array(outputs * outputs);
      for (let a = 0; a < outputs; a++)
        for (let b = 0; b < outputs; b++)
          for (let i = 0; i < inputs; i++)
            gram[a * outputs + b] =
              (gram[a * outputs + b] ?? 0) +
              (theta[weights + i * outputs + a] ?? NaN) * (theta[weights + i * outputs + b] ?? NaN);
      const { values } = await symmetricEigen({ size: outputs, values: gram }, {});
      expect(layerSpectralNorm(layer, theta)).toBeCloseTo(Math.sqrt(values[0] ?? NaN), 8);
      product *= Math.sqrt(values[0] ?? NaN);
    }
    expect(spectralNorm(layout, theta)).toBeCloseTo(product, 7);
    expect(
      spectralNorm(
        layout,
        theta.map(() => 0),
      ),
    ).toBe(0);
    expect(
      spectralNorm(
        layout,
        theta.map(() => NaN),
      ),
    ).toBeNaN();
  });
});

describe('noisy labels', () => {
  const clean = Int32Array.from({ length: 1000 }, (_, i) => i % 10);
  const train = Int32Array.from({ length: 800 }, (_, i) => i);
  const changed = (share: number): number[] => {
    const noisy = noisyLabels(clean, train, share, 10, new Rng(3));
    return [...noisy.keys()].filter((row) => noisy[row] !== clean[row]);
  };

  it('leave the test rows and nine tenths of a share changed, more where there are more', () => {
    expect(changed(0)).toEqual([]);
    // A tenth of the classes drawn are the right ones: 360 ± 6 of 400.
    expect(Math.abs(changed(0.5).length - 360)).toBeLessThan(30);
    expect(Math.max(...changed(1))).toBeLessThan(800);
    const more = new Set(changed(0.5));
    expect(changed(0.2).every((row) => more.has(row))).toBe(true);
  });
});
