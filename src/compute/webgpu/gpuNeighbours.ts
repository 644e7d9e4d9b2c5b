import type { Matrix } from '../matrix';
import { checkNeighbourCount } from '../nearestNeighbours';
import type { NeighbourBackend, NeighbourTable } from '../neighbourTable';
import type { WorkHooks } from '../work';
import type { CandidateBlock, CandidateFinder, CandidateJob } from './candidates';
import { confirmHere, type ConfirmPoints, type DoubtfulRow, type NeighbourOutput } from './confirmation';
import type { GpuAdapterName } from './device';
import { GpuFault } from './gpuFault';
import { planForGpu, type GpuPlan } from './gpuPlan';
import { SinglePoints } from './singlePoints';
import { tileBoxes } from './tileLayout';
import { searchWhole } from './wholeSearch';

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
  /** Threads that confirm; the calling one does where there are none. */
  readonly helpers?: ConfirmHelpers;
}

export interface ConfirmHelpers {
  readonly confirm: ConfirmPoints;
  /** A copy that the threads can read and write. */
  share<T extends Float32Array | Float64Array | Int32Array>(values: T): T;
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
    const { tile = 64, helpers = alone } = this.options;
    const plan = await planForGpu(matrix, tile, part(0, planShare), (values) => helpers.share(values));
    const points = new SinglePoints(plan);
    const keep = Math.min(k + Math.max(spare, k >> 2), matrix.rows - 1);
    const distances = helpers.share(new Float64Array(matrix.rows * k));
    const indices = helpers.share(new Int32Array(matrix.rows * k));
    const rows = new ConfirmedRows(plan, points, keep, { k, distances, indices }, helpers);
    await this.finder.find(
      jobOf(plan, points, keep),
      (block) => rows.take(block, hooks),
      part(planShare, searchShare),
    );
    await rows.searchDoubtful(part(planShare + searchShare, 1 - planShare - searchShare));
    const backend = describeAdapter(this.finder.adapter);
    return { points: matrix.rows, k, distances, indices, evaluated: rows.evaluated, backend };
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

const alone: ConfirmHelpers = { confirm: confirmHere, share: (values) => values };

/** What comes from another process or page may stand at any place of a message, and is copied where pairs cannot stand there. */
function pairsOf(words: Uint32Array<ArrayBuffer>): BigUint64Array {
  const { buffer, byteOffset, length } = words.byteOffset % 8 === 0 ? words : words.slice();
  return new BigUint64Array(buffer, byteOffset, length / 2);
}

/** The rows of the table, those that are certain first. */
class ConfirmedRows {
  evaluated = 0;
  private readonly doubtful: DoubtfulRow[] = [];
  private seen = 0;

  constructor(
    private readonly plan: GpuPlan,
    private readonly points: SinglePoints,
    private readonly keep: number,
    private readonly output: NeighbourOutput,
    private readonly helpers: ConfirmHelpers,
  ) {}

  async take({ firstTile, tiles, kept: words }: CandidateBlock, hooks: WorkHooks): Promise<void> {
    const { keep, output, plan, points } = this;
    const { values, columns, order, scale } = plan;
    const first = plan.layout.starts[firstTile] as number;
    const count = (plan.layout.starts[firstTile + tiles] as number) - first;
    const kept = pairsOf(words);
    const accuracy = { factor: points.factor, error: points.error };
    const task = { plan: { values, columns, order, scale }, accuracy, keep, output, first, kept };
    const { doubtful, evaluated } = await this.helpers.confirm(task, hooks);
    for (const row of doubtful) this.doubtful.push(row);
    this.evaluated += evaluated;
    this.seen += count;
    this.checkDoubt();
  }

  async searchDoubtful(hooks: WorkHooks): Promise<void> {
    this.evaluated += await searchWhole(this.plan, this.doubtful, this.output, hooks);
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
