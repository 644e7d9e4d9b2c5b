import type { LayersFile, StoredWeight } from './layersFile';
import type { NetworkSpec } from './modelSpec';
import { layOut } from './networkLayout';
import type { WellNetwork } from './wellNetwork';

/** A `tf.LayersModel` of the user's own as it was read: all that a process needs to build it. */
export interface LayersSource {
  /** As the block names it. */
  readonly path: string;
  readonly topology: LayersFile['topology'];
  /** Undefined of a topology alone, whose weights its own initialisers draw. */
  readonly weights:
    | { readonly specs: readonly StoredWeight[]; readonly bytes: Uint8Array<ArrayBuffer> }
    | undefined;
  /** SHA-256 of the file and its shards. */
  readonly digest: string;
}

/** What building a model tells of it. */
export interface LayersShape {
  /** Its layers' classes, from the input on. */
  readonly layers: readonly string[];
  /** Names of those that make something new of an example, and how many values all of them make of one. */
  readonly measured: readonly string[];
  readonly units: number;
  /** Values that training moves, and those that it does not, such as the moments of a batch normalisation. */
  readonly parameters: number;
  readonly fixed: number;
  /** Of one example; null where the model takes any size. */
  readonly input: readonly (number | null)[];
  readonly outputs: number;
  /** After the last layer: `linear`, `softmax`, `sigmoid` … */
  readonly activation: string;
}

/** A model that was read and built. */
export interface OpenedModel {
  readonly source: LayersSource;
  readonly shape: LayersShape;
}

/** A model of the user's own, fitted to a task: trained by TensorFlow.js, not by our kernels. */
export interface LayersNetwork {
  /** For people. */
  readonly name: string;
  readonly source: LayersSource;
  readonly shape: LayersShape;
  /** Of one example, as the model takes it. */
  readonly input: readonly number[];
  /** Where each value of an example stands among the data's features; undefined where they are in order. */
  readonly order: Int32Array | undefined;
  /** Whether its outputs are classes' scores, or values. */
  readonly answers: 'classes' | 'values';
  /** Whether runs begin at the weights of the file, or each draws its own. */
  readonly start: 'stored' | 'drawn';
}

/** What learns from examples: by our kernels, or by TensorFlow.js. */
export type LearningNetwork = NetworkSpec | LayersNetwork;

/** What can be trained. */
export type AnyNetwork = LearningNetwork | WellNetwork;

export function isLayersNetwork(network: AnyNetwork): network is LayersNetwork {
  return 'source' in network;
}

export function isWellNetwork(network: AnyNetwork): network is WellNetwork {
  return 'well' in network;
}

/** D. */
export function parametersOf(network: AnyNetwork): number {
  if (isWellNetwork(network)) return network.well.eigenvalues.length;
  return isLayersNetwork(network) ? network.shape.parameters : layOut(network).parameters;
}

/** What tells a network from any other, small and in JSON. */
export function identityOf(network: AnyNetwork): unknown {
  if (isWellNetwork(network)) return { ...network.well, eigenvalues: [...network.well.eigenvalues] };
  if (!isLayersNetwork(network)) return network;
  const { name, source, input, answers, start } = network;
  return { name, digest: source.digest, input, answers, start };
}
