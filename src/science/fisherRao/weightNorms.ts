import { Rng } from '../../base/rng';
import type { NetworkLayer, NetworkLayout } from '../models/networkLayout';

/** ‖θ‖₂ over all weights and biases. */
export function euclideanNorm(theta: Float32Array): number {
  return Math.sqrt(theta.reduce((sum, value) => sum + value * value, 0));
}

/**
 * The ℓ2 path norm: the root of the sum, over all paths from an input or a bias to an output, of the product of the squared
 * weights along it (Neyshabur, Salakhutdinov and Srebro 2015, eq. 2), by one forward pass of squares.
 */
export function pathNorm({ layers }: NetworkLayout, theta: Float32Array): number {
  let sums = new Float64Array(layers[0]?.inputs ?? 0).fill(1);
  for (const { inputs, outputs, weights, bias } of layers) {
    const next = new Float64Array(outputs);
    for (let j = 0; j < outputs; j++) {
      let sum = (theta[bias + j] as number) ** 2;
      for (let i = 0; i < inputs; i++)
        sum += (theta[weights + i * outputs + j] as number) ** 2 * (sums[i] as number);
      next[j] = sum;
    }
    sums = next;
  }
  return Math.sqrt(sums.reduce((a, b) => a + b, 0));
}

/** The product of the layers' spectral norms, biases aside: a bound of how steep a network with ReLU is. */
export function spectralNorm({ layers }: NetworkLayout, theta: Float32Array): number {
  return layers.reduce((product, layer) => product * layerSpectralNorm(layer, theta), 1);
}

const mostIterations = 2000;

/** The greatest singular value of a layer's weights, by power iteration to a relative change below 1e-12. */
export function layerSpectralNorm({ inputs, outputs, weights }: NetworkLayer, theta: Float32Array): number {
  const rng = new Rng(0);
  let v = Float64Array.from({ length: outputs }, () => rng.normal());
  let previous = 0;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const size = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    if (size === 0) return 0;
    v = v.map((x) => x / size);
    const next = new Float64Array(outputs);
    let square = 0;
    for (let i = 0; i < inputs; i++) {
      const row = weights + i * outputs;
      let product = 0;
      for (let j = 0; j < outputs; j++) product += (theta[row + j] as number) * (v[j] as number);
      square += product * product;
      for (let j = 0; j < outputs; j++) next[j] = (next[j] as number) + (theta[row + j] as number) * product;
    }
    const norm = Math.sqrt(square);
    if (!Number.isFinite(norm)) return NaN;
    if (Math.abs(norm - previous) <= 1e-12 * norm) return norm;
    previous = norm;
    v = next;
  }
  return previous;
}
