import type { Crew } from './crew';
import type { Matrix } from './matrix';
import type { PairJob } from './pairPlans';
import type { WorkHooks } from './work';

/** The k nearest other points of every point, nearest first; equal distances in the order of their rows. */
export interface NeighbourTable {
  readonly points: number;
  readonly k: number;
  /** `points × k` Euclidean distances, in the data's units, float64. */
  readonly distances: Float64Array;
  /** `points × k` rows of the matrix. */
  readonly indices: Int32Array;
  /**
   * Full-length distances that were computed, of the `points (points − 1) / 2` between all pairs. How many can be ruled
   * out depends a little on which thread was first.
   */
  readonly evaluated: number;
  /** What ran, as results name it: `webassembly simd, 2 threads`. */
  readonly backend: string;
  /** What users should know of how it was found, in sentences: that the GPU asked for could not be used, say. */
  readonly notices?: readonly string[];
}

/**
 * Finds neighbours. Every backend gives the same table to the last bit: what it may choose is only which
 * distances it can prove it need not compute.
 */
export interface NeighbourBackend {
  /** Threads for what is computed of neighbourhoods; the calling thread where there are none. */
  readonly crew?: Crew<PairJob> | undefined;
  /** @param k 1 to `matrix.rows − 1`. Rejects with an AbortedError when the signal aborts. */
  nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable>;
  /** Gives back what is kept from one search to the next. To be called when no more are to come. */
  close?(): Promise<void>;
}
