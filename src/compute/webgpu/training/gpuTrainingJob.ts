import type { StreamWords } from '../../../base/rng';
import type { Activation } from '../../training/kernels';

/** A fully connected layer, its weights row-major by input and its biases right behind them. */
export interface GpuLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the first weight among the parameters. */
  readonly weights: number;
  readonly activation: Activation;
}

/** What every replica trains, and on what; rows are row-major. */
export interface GpuNetwork {
  readonly layers: readonly GpuLayer[];
  /** D. */
  readonly parameters: number;
  /** `rows × inputs`. */
  readonly features: Float32Array;
  /** A class a row, or `rows × outputs` numbers. */
  readonly answers: Int32Array | Float32Array;
  /** Rows in a step at most. */
  readonly batch: number;
  readonly optimiser: GpuOptimiser;
}

/** `momentum` with decay 0 is plain gradient descent. */
export type GpuOptimiser =
  | { readonly name: 'momentum'; readonly decay: number }
  | { readonly name: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

/** One of the replicas that are trained side by side. */
export interface GpuReplica {
  /** Initial parameters, D of them. */
  readonly base: Float32Array;
  /** d; undefined for all of parameter space. */
  readonly dimension: number | undefined;
  /** Draws the projection; of no use in all of parameter space. */
  readonly stream: StreamWords;
}

/** One step of all replicas: rows from `start` of their orders, and the constants of the optimiser. */
export interface GpuStep {
  readonly start: number;
  readonly count: number;
  readonly rate: number;
  readonly correction1: number;
  readonly correction2: number;
}

/** What a pass over rows came to in one replica. */
export interface GpuTally {
  /** Summed over examples, and over outputs where the error is squared. */
  readonly loss: number;
  readonly correct: number;
}
