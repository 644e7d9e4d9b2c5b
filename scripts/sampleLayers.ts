import { Rng } from '../src/base/rng';
import { digitCount, digitImage } from './sampleDigits';
import type { Points } from './sampleManifolds';

const seed = 20_261_121;
const widths = [64, 96, 64, 32, 10];
const epochs = 30;
const batch = 32;
const rate = 0.05;
const momentum = 0.9;
/** The last images are not trained on: their activations are what is saved. */
const heldOut = 400;

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Row-major, outputs × inputs, then the biases. */
  readonly weights: Float64Array;
  readonly step: Float64Array;
}

/**
 * The activations of a small network on the digits, an array a layer: it is trained here, from He's initialisation, by
 * stochastic gradient descent with momentum, to tell the ten digits apart.
 */
export function digitLayers(): ReadonlyMap<string, Points> {
  const images = Array.from({ length: digitCount }, (_, row) => digitImage(row));
  const inputs = images.map(({ pixels }) => Float64Array.from(pixels, (x) => x / 16));
  const labels = images.map(({ label }) => label);
  const layers = train(inputs.slice(0, -heldOut), labels.slice(0, -heldOut));
  const shown = inputs.slice(-heldOut).map((input) => activations(layers, input));
  const names = ['00_input', '01_hidden', '02_hidden', '03_hidden', '04_output'];
  return new Map(
    names.map((name, l) => {
      const columns = widths[l] ?? 0;
      const values = new Float64Array(heldOut * columns);
      shown.forEach((all, row) => values.set(all[l] ?? [], row * columns));
      return [name, { rows: heldOut, columns, values }];
    }),
  );
}

function train(inputs: readonly Float64Array[], labels: readonly number[]): readonly Layer[] {
  const rng = new Rng(seed);
  const layers = widths.slice(1).map((outputs, l): Layer => {
    const from = widths[l] ?? 0;
    const weights = new Float64Array(outputs * (from + 1));
    for (let i = 0; i < outputs * from; i++) weights[i] = rng.normal() * Math.sqrt(2 / from);
    return { inputs: from, outputs, weights, step: new Float64Array(weights.length) };
  });
  const order = inputs.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = rng.integer(i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (let at = 0; at < order.length; at += batch) {
      const gradients = layers.map(({ weights }) => new Float64Array(weights.length));
      const rows = order.slice(at, at + batch);
      for (const row of rows) addGradients(layers, inputs[row] as Float64Array, labels[row] ?? 0, gradients);
      layers.forEach(({ weights, step }, l) => {
        for (let i = 0; i < weights.length; i++) {
          step[i] = momentum * (step[i] as number) - (rate / rows.length) * (gradients[l]?.[i] as number);
          weights[i] = (weights[i] as number) + (step[i] as number);
        }
      });
    }
  }
  return layers;
}

/** The input, every hidden layer after its rectifier, and the outputs as they are. */
function activations(layers: readonly Layer[], input: Float64Array): Float64Array[] {
  const all = [input];
  layers.forEach(({ inputs, outputs, weights }, l) => {
    const from = all[l] as Float64Array;
    const out = new Float64Array(outputs);
    for (let o = 0; o < outputs; o++) {
      let sum = weights[outputs * inputs + o] as number;
      for (let i = 0; i < inputs; i++) sum += (weights[o * inputs + i] as number) * (from[i] as number);
      out[o] = l < layers.length - 1 ? Math.max(0, sum) : sum;
    }
    all.push(out);
  });
  return all;
}

/** Adds the gradient of the cross entropy of one image. */
function addGradients(
  layers: readonly Layer[],
  input: Float64Array,
  label: number,
  gradients: readonly Float64Array[],
): void {
  const all = activations(layers, input);
  const logits = all.at(-1) ?? new Float64Array(0);
  const most = Math.max(...logits);
  const exponentials = logits.map((x) => Math.exp(x - most));
  const total = exponentials.reduce((sum, x) => sum + x, 0);
  let errors = exponentials.map((x, i) => x / total - (i === label ? 1 : 0));
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, outputs, weights } = layers[l] as Layer;
    const from = all[l] as Float64Array;
    const gradient = gradients[l] as Float64Array;
    const before = new Float64Array(inputs);
    for (let o = 0; o < outputs; o++) {
      const error = errors[o] as number;
      for (let i = 0; i < inputs; i++) {
        gradient[o * inputs + i] = (gradient[o * inputs + i] as number) + error * (from[i] as number);
        if ((from[i] as number) > 0)
          before[i] = (before[i] as number) + error * (weights[o * inputs + i] as number);
      }
      gradient[outputs * inputs + o] = (gradient[outputs * inputs + o] as number) + error;
    }
    errors = before;
  }
}
