import { slope } from '../../compute/training/activations';
import type { Activation } from '../../compute/training/kernels';
import {
  addOuter,
  addTransformed,
  pulledBack,
  type DoubleNetwork,
  type ForwardPass,
} from '../models/doubleNetwork';
import type { NetworkLayer } from '../models/networkLayout';
import type { SymmetricOperator } from './symmetricOperator';

/** The matrices of second order of a network's loss. */
export const curvatureKinds = ['gauss-newton', 'hessian'] as const;
export type CurvatureKind = (typeof curvatureKinds)[number];

/**
 * Products with the Hessian of a network's mean loss, or with its generalised Gauss–Newton matrix Σ Jᵀ A J, A the Hessian of
 * the loss by the outputs, at given parameters: exact, in float64, no matrix formed. The derivative of the forward and the
 * backward pass along v (Pearlmutter 1994, "Fast exact multiplication by the Hessian"); for Gauss–Newton, one backward pass of
 * A J v (Schraudolph 2002, "Fast curvature matrix-vector products"). A product costs some two gradients.
 *
 * The Gauss–Newton matrix has no negative eigenvalue. Between the kinks of ReLU the network is linear in each layer alone: the
 * Hessian is that of the loss there, and what sits on the kinks has no part in it.
 */
export function networkCurvature(
  network: DoubleNetwork,
  theta: Float64Array,
  kind: CurvatureKind,
): SymmetricOperator {
  const pass = network.forward(theta);
  const deltas = kind === 'hessian' ? outputDeltas(network, theta, pass) : undefined;
  return {
    size: network.parameters,
    apply(v) {
      const moved = moveForward(network, theta, pass, v);
      const output = outputCurvature(network, pass, moved.at(-1)?.linear as Float64Array);
      return deltas === undefined
        ? network.backward(theta, pass, output)
        : moveBackward({ network, theta, pass, deltas, v, moved }, output);
    },
  };
}

/** How a forward pass changes along v, layer by layer. */
interface MovedLayer {
  readonly input: Float64Array | undefined;
  readonly linear: Float64Array;
}

function moveForward(
  { layers, examples }: DoubleNetwork,
  theta: Float64Array,
  pass: ForwardPass,
  v: Float64Array,
): MovedLayer[] {
  // The examples do not move.
  let input: Float64Array | undefined;
  return layers.map((layer, l) => {
    const own = pass.layers[l] as ForwardPass['layers'][number];
    const linear = new Float64Array(layer.outputs * examples);
    for (let j = 0; j < layer.outputs; j++)
      linear.fill(v[layer.bias + j] as number, j * examples, (j + 1) * examples);
    addTransformed(layer, v, own.input, linear, examples);
    if (input !== undefined) addTransformed(layer, theta, input, linear, examples);
    const moved = { input, linear };
    const { activation } = layer;
    input =
      activation === 'identity'
        ? linear
        : linear.map((x, k) => x * slope(activation, own.linear[k] as number));
    return moved;
  });
}

/** A r: of the cross-entropy (p ∘ r − p ⟨p, r⟩) an example, of the squared error 2 r. */
function outputCurvature(
  { classifies, examples, terms }: DoubleNetwork,
  { predicted }: ForwardPass,
  moved: Float64Array,
): Float64Array {
  if (!classifies) return moved.map((x) => (2 * x) / terms);
  const means = new Float64Array(examples);
  moved.forEach((x, k) => {
    const n = k % examples;
    means[n] = (means[n] as number) + x * (predicted[k] as number);
  });
  return moved.map((x, k) => ((predicted[k] as number) * (x - (means[k % examples] as number))) / terms);
}

/** The loss's gradient by what stands before each layer's activation, and by what stands after that of the layer below. */
interface Deltas {
  readonly linear: Float64Array;
  readonly below: Float64Array | undefined;
}

function outputDeltas(network: DoubleNetwork, theta: Float64Array, pass: ForwardPass): Deltas[] {
  const { layers, examples } = network;
  const found: Deltas[] = [];
  let linear = network.outputGradient(pass);
  for (let l = layers.length - 1; l >= 0; l--) {
    const own = linear;
    const lower = layers[l - 1];
    const below = lower && pulledBack(layers[l] as NetworkLayer, theta, own, examples);
    found.unshift({ linear: own, below });
    if (lower === undefined || below === undefined) break;
    const z = pass.layers[l - 1]?.linear as Float64Array;
    linear = below.map((x, k) => x * slope(lower.activation, z[k] as number));
  }
  return found;
}

interface Moving {
  readonly network: DoubleNetwork;
  readonly theta: Float64Array;
  readonly pass: ForwardPass;
  readonly deltas: readonly Deltas[];
  readonly v: Float64Array;
  readonly moved: readonly MovedLayer[];
}

/** How the gradient changes along v, given how the gradient by the outputs does. */
function moveBackward(
  { network, theta, pass, deltas, v, moved }: Moving,
  output: Float64Array,
): Float64Array {
  const { layers, examples } = network;
  const product = new Float64Array(network.parameters);
  let change = output;
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l] as NetworkLayer;
    const { linear: delta, below } = deltas[l] as Deltas;
    addOuter(layer, pass.layers[l]?.input as Float64Array, change, product, examples);
    const input = moved[l]?.input;
    if (input !== undefined) addWeights(layer, input, delta, product, examples);
    const lower = layers[l - 1];
    if (lower === undefined || below === undefined) break;
    const next = pulledBack(layer, theta, change, examples);
    const straight = pulledBack(layer, v, delta, examples);
    const z = pass.layers[l - 1]?.linear as Float64Array;
    const dz = moved[l - 1]?.linear as Float64Array;
    change = next.map(
      (x, k) =>
        (x + (straight[k] as number)) * slope(lower.activation, z[k] as number) +
        (below[k] as number) * bend(lower.activation, z[k] as number) * (dz[k] as number),
    );
  }
  return product;
}

/** As `addOuter`, without the biases, whose share does not depend on the layer's input. */
function addWeights(
  layer: NetworkLayer,
  input: Float64Array,
  delta: Float64Array,
  product: Float64Array,
  examples: number,
): void {
  const biases = product.slice(layer.bias, layer.bias + layer.outputs);
  addOuter(layer, input, delta, product, examples);
  product.set(biases, layer.bias);
}

/** f''(x); 0 of ReLU, also at its kink. */
function bend(activation: Activation, x: number): number {
  switch (activation) {
    case 'identity':
    case 'relu':
      return 0;
    case 'tanh': {
      const t = Math.tanh(x);
      return -2 * t * (1 - t * t);
    }
    case 'gelu':
      return ((2 - x * x) * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
  }
}
