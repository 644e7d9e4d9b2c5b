import type { WorkHooks } from '../work';
import type { GpuAdapterName } from './device';
import type { TileLayout } from './tileLayout';

/** What the device is asked: of each point, the `keep` others that are nearest in single precision. */
export interface CandidateJob {
  readonly layout: TileLayout;
  readonly dimensions: number;
  /** Coordinates that come before those of a point and whose distances are lower bounds; 0 where there are none. */
  readonly coarse: number;
  /** 1 to points − 1. */
  readonly keep: number;
  readonly boxDimensions: number;
  /** See `tileBoxes`. */
  readonly boxes: Float32Array;
  /** How much nearer points may be than their boxes or coarse distances say, in the device's units. */
  readonly margin: number;
  /** See `SinglePoints`; asked for each tile once, in order. */
  readonly pack: (fromTile: number, toTile: number) => Float32Array | Promise<Float32Array>;
}

/** What was kept for the points of consecutive tiles. */
export interface CandidateBlock {
  readonly firstTile: number;
  readonly tiles: number;
  /** `points × keep` pairs in no order: a point, and the bits of its squared distance as a float32. */
  readonly kept: Uint32Array<ArrayBuffer>;
}

export interface CandidateCounts {
  /** Pairs of tiles whose points were compared, of all pairs of tiles. */
  readonly comparedTiles: number;
}

/**
 * Finds candidates on a GPU, here or in another process.
 *
 * What is kept of a point holds this: any other point left out has a computed squared distance, in single precision, that
 * is no less than the greatest kept, or boxes that are farther apart than that.
 */
export interface CandidateFinder {
  readonly adapter: GpuAdapterName;
  /**
   * Calls `receive` with block after block, all tiles once. Rejects with a GpuFault where the GPU cannot go on, with an
   * AbortedError once the signal aborts.
   */
  find(
    job: CandidateJob,
    receive: (block: CandidateBlock) => Promise<void>,
    hooks: WorkHooks,
  ): Promise<CandidateCounts>;
}
