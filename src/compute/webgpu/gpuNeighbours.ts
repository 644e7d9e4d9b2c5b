import type { Matrix } from '../matrix';
import { checkNeighbourCount } from '../nearestNeighbours';
import { LeafSearch, planSearch, type NeighbourOutput, type SearchPlan } from '../neighbourSearch';
import type { NeighbourBackend, NeighbourTable } from '../neighbourTable';
import { createTileFilter } from '../simdTileFilter';
import { Pacer, type WorkHooks } from '../work';
import type { CandidateBlock, CandidateFinder, CandidateJob } from './candidates';
import { Confirmation } from './confirmation';
import type { GpuAdapterName } from './device';
import { GpuFault } from './gpuFault';
import { SinglePoints } from './singlePoints';
import { cutTiles, tileBoxes, type TileLayout } from './tileLayout';

const planShare = 0.1;
const searchShare = 0.8;
/** Kept beyond k, so that few points need a second look. */
const spare = 8;
/** Points in doubt beyond which the processor's own pass is the shorter way. */
const mostDoubtful = 0.25;
/** Room for rounding in what the boxes are told. */
const ample = 1.001;

export interface GpuNeighbourOptions {
  readonly tile?: 64 | 128;
}

/**
 * The search with the help of a GPU: it finds candidates in single precision, the processor confirms them in double.
 * Points of whom the device cannot have kept all that matter for certain are searched for on the processor.
 */
export class GpuNeighbours implements NeighbourBackend {
  constructor(
    private readonly finder: CandidateFinder,
    private readonly options: GpuNeighbourOptions = {},
  ) {}

  /** Rejects with a GpuFault where the GPU cannot do it. */
  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    checkNeighbourCount(matrix, k);
    const plan = await planSearch(matrix, {
      ...hooks,
      onProgress: (fraction) => hooks.onProgress?.(planShare * fraction),
    });
    const layout = cutTiles(plan.leaves.starts, this.options.tile ?? 64);
    const points = new SinglePoints(plan.full, layout);
    const keep = Math.min(k + Math.max(spare, k >> 2), matrix.rows - 1);
    const output = {
      k,
      distances: new Float64Array(matrix.rows * k),
      indices: new Int32Array(matrix.rows * k),
    };
    const confirmed = new ConfirmedRows(plan, layout, new Confirmation(plan, points, k, keep), keep, output);
    await this.finder.find(
      jobOf(plan, layout, points, keep),
      (block) => confirmed.take(block, new Pacer(hooks)),
      { ...hooks, onProgress: (fraction) => hooks.onProgress?.(planShare + searchShare * fraction) },
    );
    const again = await searchAgain(plan, confirmed.doubtful, output, hooks);
    return {
      points: matrix.rows,
      ...output,
      evaluated: confirmed.evaluated + again,
      backend: describeAdapter(this.finder.adapter),
    };
  }
}

/** As results name it: `WebGPU (NVIDIA H200)`. */
export function describeAdapter({ name, software }: GpuAdapterName): string {
  return `WebGPU (${name}${software ? ', a software adapter' : ''})`;
}

function jobOf(plan: SearchPlan, layout: TileLayout, points: SinglePoints, keep: number): CandidateJob {
  return {
    layout,
    dimensions: plan.full.dimensions,
    keep,
    boxDimensions: plan.projected.dimensions,
    boxes: tileBoxes(layout, plan.projected, points.factor),
    margin: ample * plan.error * points.factor,
    pack: (from, to) => points.pack(from, to),
  };
}

/** The rows of the table that are certain, and the leaves of those that are not. */
class ConfirmedRows {
  readonly doubtful = new Set<number>();
  private doubtfulPoints = 0;
  private points = 0;
  private leaf = 0;

  constructor(
    private readonly plan: SearchPlan,
    private readonly layout: TileLayout,
    private readonly confirmation: Confirmation,
    private readonly keep: number,
    private readonly output: NeighbourOutput,
  ) {}

  get evaluated(): number {
    return this.confirmation.evaluated;
  }

  /** Blocks come in the order of their tiles. */
  async take({ firstTile, tiles, kept }: CandidateBlock, pacer: Pacer): Promise<void> {
    const { keep, layout, plan } = this;
    const first = layout.starts[firstTile] as number;
    const count = (layout.starts[firstTile + tiles] as number) - first;
    const pairs = new BigUint64Array(kept.buffer, kept.byteOffset, count * keep);
    for (let i = 0; i < count; i++) {
      const point = first + i;
      while ((plan.leaves.starts[this.leaf + 1] as number) <= point) this.leaf++;
      const sure = this.confirmation.confirm(point, pairs.subarray(i * keep, (i + 1) * keep), this.output);
      if (!sure) {
        this.doubtful.add(this.leaf);
        this.doubtfulPoints++;
      }
      await pacer.did(keep * plan.full.dimensions);
    }
    this.points += count;
    if (this.doubtfulPoints > mostDoubtful * this.points) {
      const share = Math.round((100 * this.doubtfulPoints) / this.points);
      throw new GpuFault(
        'unsuited',
        `single precision leaves the neighbours of ${share} % of the points open`,
      );
    }
  }
}

/** The leaves with points in doubt, in full. Returns how many distances that took. */
async function searchAgain(
  plan: SearchPlan,
  leaves: ReadonlySet<number>,
  output: NeighbourOutput,
  hooks: WorkHooks,
): Promise<number> {
  const done = planShare + searchShare;
  if (leaves.size === 0) return 0;
  const search = new LeafSearch(plan, createTileFilter(), output.k);
  const pacer = new Pacer(hooks);
  let searched = 0;
  for (const leaf of leaves) {
    await search.search(leaf, output, pacer);
    hooks.onProgress?.(done + ((1 - done) * ++searched) / leaves.size);
  }
  return search.evaluated;
}
