import type { Rng } from '../../base/rng';
import type { Activation } from '../../compute/training/kernels';
import type { NetworkSpec } from './modelSpec';

/** One layer, and where its parameters stand among all of them: weights row-major by input, then biases. */
export interface NetworkLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the first weight. */
  readonly weights: number;
  /** Index of the first bias. */
  readonly bias: number;
  /** After the layer; the last one has none. */
  readonly activation: Activation;
}

export interface NetworkLayout {
  readonly layers: readonly NetworkLayer[];
  /** How many parameters there are: D. */
  readonly parameters: number;
}

export function layOut({ widths, activation }: NetworkSpec): NetworkLayout {
  const layers: NetworkLayer[] = [];
  let next = 0;
  for (let l = 0; l + 1 < widths.length; l++) {
    const inputs = widths[l] ?? 0;
    const outputs = widths[l + 1] ?? 0;
    const isLast = l + 2 === widths.length;
    layers.push({
      inputs,
      outputs,
      weights: next,
      bias: next + inputs * outputs,
      activation: isLast ? 'identity' : activation,
    });
    next += inputs * outputs + outputs;
  }
  return { layers, parameters: next };
}

/**
 * Draws a network's parameters: weights normal with variance 2 / inputs before ReLU and GELU (He et al. 2015, eq. 10),
 * 2 / (inputs + outputs) elsewhere (Glorot and Bengio 2010, eq. 12), biases zero.
 */
export function drawParameters({ layers }: NetworkLayout, target: Float32Array, rng: Rng): void {
  for (const { inputs, outputs, weights, bias, activation } of layers) {
    const rectified = activation === 'relu' || activation === 'gelu';
    const deviation = Math.sqrt(2 / (rectified ? inputs : inputs + outputs));
    for (let k = weights; k < bias; k++) target[k] = deviation * rng.normal();
    target.fill(0, bias, bias + outputs);
  }
}
