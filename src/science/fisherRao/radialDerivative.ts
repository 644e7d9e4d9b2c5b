import { activate, slope } from '../../compute/training/activations';
import type { NetworkLayout } from '../models/networkLayout';

/** A network's outputs at one example, and how they move as all its parameters grow alike. */
export interface RadialDerivative {
  /** f_θ(x). */
  readonly outputs: Float64Array;
  /** ⟨θ, ∂f_θ(x)/∂θ⟩, an output each. */
  readonly radial: Float64Array;
}

/**
 * f and ⟨θ, ∂f/∂θ⟩ by forward differentiation along θ itself, in float64. For a network without biases whose activations
 * are homogeneous, as ReLU, ⟨θ, ∂f/∂θ⟩ = (L + 1) f with L hidden layers (Liang et al. 2019, lemma 2.1).
 */
export function radialDerivative(
  { layers }: NetworkLayout,
  theta: Float32Array,
  example: Float32Array,
): RadialDerivative {
  let values = Float64Array.from(example);
  let moves = new Float64Array(example.length);
  for (const { inputs, outputs, weights, bias, activation } of layers) {
    const next = Float64Array.from(theta.subarray(bias, bias + outputs));
    // d(Wᵀh + b) along (W, b) is Wᵀ(h + dh) + b.
    const nextMoves = next.slice();
    for (let i = 0; i < inputs; i++) {
      const value = values[i] as number;
      const moved = value + (moves[i] as number);
      const row = weights + i * outputs;
      for (let j = 0; j < outputs; j++) {
        const weight = theta[row + j] as number;
        next[j] = (next[j] as number) + weight * value;
        nextMoves[j] = (nextMoves[j] as number) + weight * moved;
      }
    }
    for (let j = 0; j < outputs; j++) {
      const linear = next[j] as number;
      next[j] = activate(activation, linear);
      nextMoves[j] = (nextMoves[j] as number) * slope(activation, linear);
    }
    values = next;
    moves = nextMoves;
  }
  return { outputs: values, radial: moves };
}
