import type { CandidateJob } from './candidates';
import type { GpuLimits } from './device';
import { GpuFault } from './gpuFault';
import { tileCount } from './tileLayout';

/** Tiles `from … to − 1`. */
export interface TileRange {
  readonly from: number;
  readonly to: number;
}

/** How a search is laid out in a device's memory. */
export interface MemoryPlan {
  /** Parts of the points, each in a buffer of its own. */
  readonly shards: readonly TileRange[];
  /** Query tiles whose lists are held at a time; none stands in two shards. */
  readonly blocks: readonly TileRange[];
}

/** Coordinates of pairs that one step of a block compares, about: a step must end well before a watchdog wakes. */
const stepWork = 2 ** 31;
/** Workgroups that keep a large device busy. */
const mostBlockTiles = 4096;
const leastBlockTiles = 64;
/** Bytes of a list's entry and of a point's state. */
export const entryBytes = 8;
export const stateBytes = 16;

/**
 * Splits points and lists to what the device can bind. Throws a GpuFault where a tile alone is too large, and where all
 * tiles' boxes are.
 */
export function planMemory(
  job: Pick<CandidateJob, 'layout' | 'dimensions' | 'coarse' | 'keep' | 'boxDimensions'>,
  limits: GpuLimits,
): MemoryPlan {
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  const { layout, dimensions, keep, boxDimensions } = job;
  const tiles = tileCount(layout);
  const listBytes = layout.size * Math.max(entryBytes * keep, stateBytes);
  const shardTiles = Math.floor(most / tileBytes(job));
  const listTiles = Math.floor(most / listBytes);
  const boxBytes = 8 * boxDimensions * tiles;
  if (shardTiles < 1 || listTiles < 1 || boxBytes > most) {
    const needed = Math.max(tileBytes(job), listBytes, boxBytes);
    throw new GpuFault(
      'memory',
      `it binds ${megabytes(most)} at a time, and ${megabytes(needed)} are needed`,
    );
  }
  const atOnce = Math.max(leastBlockTiles, Math.floor(stepWork / (layout.size ** 2 * dimensions)));
  const blockTiles = Math.min(listTiles, mostBlockTiles, atOnce, limits.maxComputeWorkgroupsPerDimension);
  const shards = split({ from: 0, to: tiles }, shardTiles);
  return { shards, blocks: shards.flatMap((shard) => split(shard, blockTiles)) };
}

/** Bytes of a tile's points. */
export function tileBytes({
  layout,
  dimensions,
  coarse,
}: Pick<CandidateJob, 'layout' | 'dimensions' | 'coarse'>): number {
  return 4 * (coarse + dimensions) * layout.size;
}

function split({ from, to }: TileRange, most: number): TileRange[] {
  const parts = Math.ceil((to - from) / most);
  return Array.from({ length: parts }, (_, i) => ({
    from: from + Math.floor(((to - from) * i) / parts),
    to: from + Math.floor(((to - from) * (i + 1)) / parts),
  }));
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toPrecision(3)} MB`;
}
