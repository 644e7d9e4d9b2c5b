/** The kernels' uniforms in WGSL, and the same as words. */
import type { Activation } from '../../training/kernels';
import type { GpuOptimiser, GpuStep } from './gpuTrainingJob';

/** What all kernels of a group of replicas share. */
export interface RunConstants {
  readonly replicas: number;
  /** D. */
  readonly parameters: number;
  /** Of the data: the first layer's inputs. */
  readonly features: number;
  /** Outputs of the last layer. */
  readonly outputs: number;
  /** Examples a row of activations has room for. */
  readonly stride: number;
  /** Rows of activations a replica has: features, then the outputs of every layer. */
  readonly width: number;
  /** Entries of a replica's order; 0 where all replicas share one. */
  readonly orderStride: number;
  readonly classifies: boolean;
  /** Whether deltas are wanted. */
  readonly trains: boolean;
  readonly optimiser: GpuOptimiser;
}

export const runBytes = 64;
export const runStructure = /* wgsl */ `struct Run {
  replicas: u32,
  parameters: u32,
  features: u32,
  outputs: u32,
  stride: u32,
  width: u32,
  orderStride: u32,
  classifies: u32,
  trains: u32,
  isAdam: u32,
  decay: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
}`;

export function runWords(run: RunConstants): Uint32Array {
  const words = new Uint32Array(runBytes / 4);
  const { optimiser } = run;
  const isAdam = optimiser.name === 'adam';
  words.set([run.replicas, run.parameters, run.features, run.outputs, run.stride, run.width]);
  words.set([run.orderStride, Number(run.classifies), Number(run.trains), Number(isAdam)], 6);
  const numbers = isAdam
    ? [0, optimiser.beta1, optimiser.beta2, optimiser.epsilon]
    : [optimiser.decay, 0, 0, 0];
  new Float32Array(words.buffer).set(numbers, 10);
  return words;
}

/** One layer: `input` and `output` are the first of its rows of activations. */
export interface LayerConstants {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly input: number;
  readonly output: number;
  readonly activation: Activation;
  /** After the layer below, whose rows are this one's inputs. */
  readonly below: Activation;
}

export const layerBytes = 32;
export const layerStructure = /* wgsl */ `struct Layer {
  inputs: u32,
  outputs: u32,
  weights: u32,
  inputRow: u32,
  outputRow: u32,
  activation: u32,
  below: u32,
}`;

const activationNumbers: Readonly<Record<Activation, number>> = { identity: 0, relu: 1, tanh: 2, gelu: 3 };

export function layerWords(layer: LayerConstants): Uint32Array {
  const words = new Uint32Array(layerBytes / 4);
  words.set([layer.inputs, layer.outputs, layer.weights, layer.input, layer.output]);
  words.set([activationNumbers[layer.activation], activationNumbers[layer.below]], 5);
  return words;
}

export const stepBytes = 20;
export const stepStructure = /* wgsl */ `struct Step {
  start: u32,
  count: u32,
  rate: f32,
  correction1: f32,
  correction2: f32,
}`;

export function stepWords(steps: readonly GpuStep[]): Uint32Array {
  const words = new Uint32Array((steps.length * stepBytes) / 4);
  const floats = new Float32Array(words.buffer);
  steps.forEach(({ start, count, rate, correction1, correction2 }, i) => {
    words.set([start, count], 5 * i);
    floats.set([rate, correction1, correction2], 5 * i + 2);
  });
  return words;
}

/** Where a replica's part of the projection and of its coordinates begins. */
export interface ReplicaConstants {
  readonly dimension: number;
  /** First word of its matrix. */
  readonly matrix: number;
  /** First of its coordinates. */
  readonly values: number;
  readonly stream: readonly [number, number, number, number];
}

export const replicaStructure = /* wgsl */ `struct Replica {
  dimension: u32,
  matrix: u32,
  values: u32,
  key0: u32,
  key1: u32,
  stream0: u32,
  stream1: u32,
}`;

export function replicaWords(replicas: readonly ReplicaConstants[]): Uint32Array {
  return Uint32Array.from(
    replicas.flatMap(({ dimension, matrix, values, stream }) => [dimension, matrix, values, ...stream]),
  );
}
