import { CodedError } from '../../base/errors';
import { activate, slope } from '../../compute/training/activations';
import { dotRuns } from '../../compute/dotRuns';
import type { NetworkSpec } from './modelSpec';
import { layOut, type NetworkLayer } from './networkLayout';
import type { TrainingData } from './networkObjective';

/** What a network did with its examples, feature by feature: element (j, n) of an array stands at j · examples + n. */
export interface ForwardPass {
  /** Of each layer: its input, what stands before its activation, and after. */
  readonly layers: readonly {
    readonly input: Float64Array;
    readonly linear: Float64Array;
    readonly output: Float64Array;
  }[];
  /** The mean cross-entropy, or the mean squared error over examples and outputs. */
  readonly loss: number;
  /** Share of labels found; undefined where there are none. */
  readonly accuracy: number | undefined;
  /** Class probabilities; of a regression the outputs themselves. */
  readonly predicted: Float64Array;
}

/**
 * A fully connected network over examples that stay the same, in float64: the loss is that of `NetworkObjective` to the
 * rounding of the kernels' float32. For what needs more digits than training does: derivatives of second order, minima.
 */
export class DoubleNetwork {
  readonly layers: readonly NetworkLayer[];
  /** D. */
  readonly parameters: number;
  readonly examples: number;
  readonly classifies: boolean;
  /** The summands of the mean loss. */
  readonly terms: number;
  private readonly input: Float64Array;
  private readonly answers: Float64Array;

  /** @param rows which examples of the data. Throws as {@link requireDense} does. */
  constructor(network: NetworkSpec, data: TrainingData, rows: Int32Array) {
    requireDense(network, data.columns);
    const { layers, parameters } = layOut(network);
    this.layers = layers;
    this.parameters = parameters;
    this.examples = rows.length;
    this.classifies = data.answers instanceof Int32Array;
    const outputs = layers.at(-1)?.outputs ?? 0;
    this.terms = this.classifies ? rows.length : rows.length * outputs;
    this.input = new Float64Array(data.columns * rows.length);
    this.answers = new Float64Array(this.classifies ? rows.length : rows.length * outputs);
    rows.forEach((row, n) => {
      for (let c = 0; c < data.columns; c++)
        this.input[c * rows.length + n] = data.features[row * data.columns + c] as number;
      if (this.classifies) this.answers[n] = data.answers[row] as number;
      else
        for (let j = 0; j < outputs; j++)
          this.answers[j * rows.length + n] = data.answers[row * outputs + j] as number;
    });
  }

  /** @param theta D parameters, as the layout has them. */
  forward(theta: Float64Array): ForwardPass {
    const { examples } = this;
    let input = this.input;
    const layers = this.layers.map((layer) => {
      const linear = new Float64Array(layer.outputs * examples);
      for (let j = 0; j < layer.outputs; j++)
        linear.fill(theta[layer.bias + j] as number, j * examples, (j + 1) * examples);
      addTransformed(layer, theta, input, linear, examples);
      const own = { input, linear, output: activated(layer, linear) };
      input = own.output;
      return own;
    });
    return { layers, ...this.judge(input) };
  }

  /** The gradient of the mean loss where a forward pass was made. */
  gradient(theta: Float64Array, pass: ForwardPass): Float64Array {
    return this.backward(theta, pass, this.outputGradient(pass));
  }

  /** The derivative of the mean loss by the network’s outputs: for a classification (p − one-hot) / examples. */
  outputGradient({ predicted }: ForwardPass): Float64Array {
    const { examples, answers, terms } = this;
    if (!this.classifies) return predicted.map((y, k) => (2 * (y - (answers[k] as number))) / terms);
    const delta = predicted.map((p) => p / terms);
    for (let n = 0; n < examples; n++) {
      const at = (answers[n] as number) * examples + n;
      delta[at] = (delta[at] as number) - 1 / terms;
    }
    return delta;
  }

  /** Jᵀ u: what reaches the parameters from `delta` at the outputs. */
  backward(theta: Float64Array, pass: ForwardPass, delta: Float64Array): Float64Array {
    const { examples } = this;
    const gradient = new Float64Array(this.parameters);
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const layer = this.layers[l] as NetworkLayer;
      const input = pass.layers[l]?.input as Float64Array;
      addOuter(layer, input, delta, gradient, examples);
      const below = this.layers[l - 1];
      if (below === undefined) break;
      const linear = pass.layers[l - 1]?.linear as Float64Array;
      delta = pulledBack(layer, theta, delta, examples);
      if (below.activation !== 'identity')
        for (let k = 0; k < delta.length; k++)
          delta[k] = (delta[k] as number) * slope(below.activation, linear[k] as number);
    }
    return gradient;
  }

  private judge(outputs: Float64Array): Pick<ForwardPass, 'loss' | 'accuracy' | 'predicted'> {
    const { examples, answers } = this;
    if (!this.classifies) {
      let sum = 0;
      for (let k = 0; k < outputs.length; k++) sum += ((outputs[k] as number) - (answers[k] as number)) ** 2;
      return { loss: sum / this.terms, accuracy: undefined, predicted: outputs };
    }
    const classes = this.layers.at(-1)?.outputs ?? 0;
    const predicted = outputs.slice();
    let loss = 0;
    let correct = 0;
    for (let n = 0; n < examples; n++) {
      let greatest = -Infinity;
      let best = 0;
      for (let k = 0; k < classes; k++) {
        const logit = outputs[k * examples + n] as number;
        if (logit > greatest) [greatest, best] = [logit, k];
      }
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        const e = Math.exp((outputs[k * examples + n] as number) - greatest);
        predicted[k * examples + n] = e;
        sum += e;
      }
      for (let k = 0; k < classes; k++)
        predicted[k * examples + n] = (predicted[k * examples + n] as number) / sum;
      const answer = answers[n] as number;
      loss += Math.log(sum) + greatest - (outputs[answer * examples + n] as number);
      if (best === answer) correct++;
    }
    return { loss: loss / examples, accuracy: correct / examples, predicted };
  }
}

/** Throws `experiment.invalid` of a network that is not fully connected from its inputs on. */
export function requireDense(network: NetworkSpec, columns: number): void {
  const [first] = layOut(network).layers;
  if (first?.inputs === columns && first.weights === 0) return;
  throw new CodedError(
    'experiment.invalid',
    `Second derivatives are known of fully connected networks alone, and ${network.name} has other layers.`,
    { remedy: 'Name a model such as `linear` or `mlp(64-32-10, tanh)`.' },
  );
}

function activated({ activation }: NetworkLayer, linear: Float64Array): Float64Array {
  return activation === 'identity' ? linear : linear.map((x) => activate(activation, x));
}

/** `output[j] += Σ_i weights[i][j] input[i]` over all examples, the weights being part of `theta`. */
export function addTransformed(
  { inputs, outputs, weights }: NetworkLayer,
  theta: Float64Array,
  input: Float64Array,
  output: Float64Array,
  examples: number,
): void {
  // Four inputs at a time: the output is read and written once for all of them.
  for (let i = 0; i < inputs; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => Math.min(i + k, inputs - 1) * examples) as Four;
    for (let j = 0; j < outputs; j++) {
      const at = weights + i * outputs + j;
      const wa = theta[at] as number;
      const wb = i + 1 < inputs ? (theta[at + outputs] as number) : 0;
      const wc = i + 2 < inputs ? (theta[at + 2 * outputs] as number) : 0;
      const wd = i + 3 < inputs ? (theta[at + 3 * outputs] as number) : 0;
      const row = j * examples;
      for (let n = 0; n < examples; n++) {
        output[row + n] =
          (output[row + n] as number) +
          wa * (input[a + n] as number) +
          wb * (input[b + n] as number) +
          (wc * (input[c + n] as number) + wd * (input[d + n] as number));
      }
    }
  }
}

type Four = [number, number, number, number];

/** Adds a layer's share of a gradient: `Σ_n input[i][n] delta[j][n]`, and `Σ_n delta[j][n]` to the biases. */
export function addOuter(
  { inputs, outputs, weights, bias }: NetworkLayer,
  input: Float64Array,
  delta: Float64Array,
  gradient: Float64Array,
  examples: number,
): void {
  for (let j = 0; j < outputs; j++) {
    for (let i = 0; i < inputs; i++) {
      const at = weights + i * outputs + j;
      gradient[at] = (gradient[at] as number) + dotRuns(input, i * examples, delta, j * examples, examples);
    }
    let sum = 0;
    for (let n = j * examples; n < (j + 1) * examples; n++) sum += delta[n] as number;
    gradient[bias + j] = (gradient[bias + j] as number) + sum;
  }
}

/** `Σ_j weights[i][j] delta[j]` over all examples. */
export function pulledBack(
  { inputs, outputs, weights }: NetworkLayer,
  theta: Float64Array,
  delta: Float64Array,
  examples: number,
): Float64Array {
  const below = new Float64Array(inputs * examples);
  for (let i = 0; i < inputs; i++) {
    const row = i * examples;
    for (let j = 0; j < outputs; j++) {
      const w = theta[weights + i * outputs + j] as number;
      const from = j * examples;
      for (let n = 0; n < examples; n++)
        below[row + n] = (below[row + n] as number) + w * (delta[from + n] as number);
    }
  }
  return below;
}
