import type { Pacer } from '../../compute/work';
import type { NetworkLayout } from '../models/networkLayout';
import type { TrainingData } from '../models/networkObjective';
import { radialDerivative } from './radialDerivative';

export interface FisherRaoNorm {
  /** ‖θ‖_fr with the gradients of the examples' own labels. */
  readonly empirical: number;
  /** ‖θ‖_fr with labels drawn from the network's own distribution, as the Fisher information has it. */
  readonly model: number;
  /** max |⟨θ, ∂f/∂θ⟩ − (L + 1) f| by max |f|: 0 to rounding for a network without biases and with ReLU. */
  readonly identityDeviation: number;
}

/**
 * The Fisher–Rao norm of a classifier under cross-entropy, ‖θ‖²_fr = ⟨θ, I(θ) θ⟩ = E ⟨θ, ∇_θ ℓ(f_θ(x), y)⟩² with
 * I = E ∇ℓ ∇ℓᵀ (Liang, Poggio, Rakhlin and Stokes 2019, arXiv:1711.01530, definition 2). By the chain rule
 * ⟨θ, ∇_θ ℓ⟩ = ⟨softmax f − e_y, ⟨θ, ∂f/∂θ⟩⟩, with biases and whatever the activation; where ⟨θ, ∂f/∂θ⟩ = (L + 1) f
 * it is their theorem 3.1, ‖θ‖²_fr = (L + 1)² E ⟨∂ℓ/∂f, f⟩².
 * @param rows of the data, over which the expectation is taken. @param labels a class a row of the data.
 */
export async function fisherRaoNorm(
  layout: NetworkLayout,
  theta: Float32Array,
  { columns, features }: Pick<TrainingData, 'columns' | 'features'>,
  labels: Int32Array,
  rows: Int32Array,
  pacer: Pacer,
): Promise<FisherRaoNorm> {
  let empirical = 0;
  let model = 0;
  let away = 0;
  let greatest = 0;
  for (const row of rows) {
    const example = features.subarray(row * columns, (row + 1) * columns);
    const { outputs, radial } = radialDerivative(layout, theta, example);
    const shares = softmax(outputs);
    let mean = 0;
    let square = 0;
    for (let c = 0; c < outputs.length; c++) {
      const g = radial[c] as number;
      const f = outputs[c] as number;
      mean += (shares[c] as number) * g;
      square += (shares[c] as number) * g * g;
      away = Math.max(away, Math.abs(g - layout.layers.length * f));
      greatest = Math.max(greatest, Math.abs(f));
    }
    empirical += (mean - (radial[labels[row] ?? 0] as number)) ** 2 / rows.length;
    // A variance under the network's own distribution: no less than zero but for rounding.
    model += Math.max(0, square - mean * mean) / rows.length;
    await pacer.did(4 * layout.parameters);
  }
  return {
    empirical: Math.sqrt(empirical),
    model: Math.sqrt(model),
    identityDeviation: greatest === 0 ? 0 : away / greatest,
  };
}

function softmax(logits: Float64Array): Float64Array {
  const greatest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const raised = logits.map((logit) => Math.exp(logit - greatest));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / sum);
}
