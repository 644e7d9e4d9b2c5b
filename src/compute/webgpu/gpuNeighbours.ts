import type { Matrix } from '../matrix';
import { checkNeighbourCount } from '../nearestNeighbours';
import type { NeighbourBackend, NeighbourTable } from '../neighbourTable';
import { Pacer, type WorkHooks } from '../work';
import type { CandidateBlock, CandidateFinder, CandidateJob } from './candidates';
import { Confirmation } from './confirmation';
import type { GpuAdapterName } from './device';
import { GpuFault } from './gpuFault';
import { planForGpu, type GpuPlan } from './gpuPlan';
import { SinglePoints } from './singlePoints';
import { tileBoxes } from './tileLayout';

/** Shares of the progress. */
const planShare = 0.1;
const searchShare = 0.85;
/** Kept beyond k, so that few points need a second look. */
const spare = 8;
/** Share of the points that may be in doubt: beyond it the processor's own pass is the shorter way, unless all is done soon. */
const mostDoubtful = 0.01;
const soon = 1e9;
/** Room for rounding in what the device is told. */
const ample = 1.001;

export interface GpuNeighbourOptions {
  /** Points a side of a tile. */
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
    const part = (from: number, share: number): WorkHooks => ({
      ...hooks,
      onProgress: (fraction) => hooks.onProgress?.(from + share * fraction),
    });
    const plan = await planForGpu(matrix, this.options.tile ?? 64, part(0, planShare));
    const points = new SinglePoints(plan);
    const keep = Math.min(k + Math.max(spare, k >> 2), matrix.rows - 1);
    const distances = new Float64Array(matrix.rows * k);
    const indices = new Int32Array(matrix.rows * k);
    const confirmation = new Confirmation(plan, points, keep, { k, distances, indices });
    const rows = new ConfirmedRows(plan, confirmation, keep);
    await this.finder.find(
      jobOf(plan, points, keep),
      (block) => rows.take(block, new Pacer(hooks)),
      part(planShare, searchShare),
    );
    await rows.searchDoubtful(part(planShare + searchShare, 1 - planShare - searchShare));
    const backend = describeAdapter(this.finder.adapter);
    return { points: matrix.rows, k, distances, indices, evaluated: confirmation.evaluated, backend };
  }
}

/** As results name it: `WebGPU (NVIDIA H200)`. */
export function describeAdapter({ name, software }: GpuAdapterName): string {
  return `WebGPU (${name}${software ? ', a software adapter' : ''})`;
}

function jobOf(plan: GpuPlan, points: SinglePoints, keep: number): CandidateJob {
  return {
    layout: plan.layout,
    dimensions: plan.columns,
    coarse: points.coarse,
    keep,
    boxDimensions: plan.projectedDimensions,
    boxes: tileBoxes(plan.boxes, plan.projectedDimensions, points.factor),
    margin: ample * (plan.error * points.factor + 2 * points.coarseError),
    pack: (from, to) => points.pack(from, to),
  };
}

/** The rows of the table, those that are certain first. */
class ConfirmedRows {
  private readonly doubtful: { readonly row: number; readonly limit: number }[] = [];
  private seen = 0;

  constructor(
    private readonly plan: GpuPlan,
    private readonly confirmation: Confirmation,
    private readonly keep: number,
  ) {}

  async take({ firstTile, tiles, kept }: CandidateBlock, pacer: Pacer): Promise<void> {
    const { keep, plan, confirmation } = this;
    const first = plan.layout.starts[firstTile] as number;
    const count = (plan.layout.starts[firstTile + tiles] as number) - first;
    const pairs = new BigUint64Array(kept.buffer, kept.byteOffset, count * keep);
    for (let i = 0; i < count; i++) {
      const row = plan.order[first + i] as number;
      const limit = confirmation.confirm(row, pairs.subarray(i * keep, (i + 1) * keep));
      if (limit !== undefined) this.doubtful.push({ row, limit });
      await pacer.did(keep * plan.columns);
    }
    this.seen += count;
    this.checkDoubt();
  }

  async searchDoubtful(hooks: WorkHooks): Promise<void> {
    const { plan, doubtful } = this;
    const pacer = new Pacer(hooks);
    for (const [i, { row, limit }] of doubtful.entries()) {
      this.confirmation.searchAll(row, limit);
      await pacer.did(plan.rows * plan.columns);
      hooks.onProgress?.((i + 1) / doubtful.length);
    }
    hooks.onProgress?.(1);
  }

  private checkDoubt(): void {
    const { doubtful, seen, plan } = this;
    const work = doubtful.length * plan.rows * plan.columns;
    if (doubtful.length <= mostDoubtful * seen || work <= soon) return;
    const share = Math.round((100 * doubtful.length) / seen);
    throw new GpuFault('unsuited', `single precision leaves the neighbours of ${share} % of the points open`);
  }
}
