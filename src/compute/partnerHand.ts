import type { Hand } from './crew';
import type { Kernels } from './kernels';
import { bufferOf, kernelsOver } from './memory';
import type { PartnerPlan, PartnerScratch } from './pairPlans';
import type { Pacer } from './work';

/** Neighbourhoods whose means are found in one piece of work. */
const meansTogether = 64;

/** Pieces of work that a plan has. */
export function partnerPieces({ rows, group }: PartnerPlan): number {
  return Math.ceil(rows / meansTogether) + Math.ceil(rows / group);
}

/** A thread's part in what `PartnerPlan` says: the neighbourhoods’ means first, then groups of points. */
export class PartnerHand implements Hand {
  readonly pieces: number;
  private readonly means: number;
  private readonly kernels: Kernels;
  private readonly scratch: PartnerScratch;
  private readonly starts: Int32Array;
  private readonly masks: Float64Array;
  private readonly list: Int32Array;

  /** @param thread which of the plan's rooms to work in. */
  constructor(
    private readonly plan: PartnerPlan,
    thread: number,
  ) {
    const { rows, memory } = plan;
    this.means = Math.ceil(rows / meansTogether);
    this.pieces = partnerPieces(plan);
    this.kernels = kernelsOver(memory);
    this.scratch = plan.scratch[thread] as PartnerScratch;
    const buffer = bufferOf(memory);
    this.starts = new Int32Array(buffer, plan.starts, rows + 1);
    this.masks = new Float64Array(buffer, this.scratch.masks, rows);
    this.list = new Int32Array(buffer, this.scratch.list, rows);
  }

  before(piece: number): number {
    return piece < this.means ? 0 : this.means;
  }

  async run(piece: number, pacer: Pacer): Promise<void> {
    if (piece >= this.means) return this.settleGroup((piece - this.means) * this.plan.group, pacer);
    const { rows, points, single, columns, coarse, names, k, norms } = this.plan;
    const from = piece * meansTogether;
    const to = Math.min(rows, from + meansTogether);
    this.kernels.meanSquares(from, to, points, single, columns, coarse, names, k, norms);
    await pacer.did((to - from) * k * columns);
  }

  private async settleGroup(first: number, pacer: Pacer): Promise<void> {
    const { kernels, plan, scratch } = this;
    const { points, single, columns, coarse, starts, entries, names, k, norms, out } = plan;
    const count = Math.min(plan.group, plan.rows - first);
    const { list, masks, room, squares } = scratch;
    const n = kernels.listPartners(first, count, starts, entries, names, k, masks, list);
    kernels.partnerSquares(first, count, list, n, masks, points, single, columns, coarse, room, squares);
    const version = plan.statistic === 'area' ? 0 : 1;
    kernels.skewnesses(version, first, count, starts, entries, names, k, masks, n, squares, norms, out);
    for (let p = 0; p < n; p++) this.masks[this.list[p] as number] = 0;
    const places = (this.starts[first + count] as number) - (this.starts[first] as number);
    await pacer.did(n * columns * 8 + places * k * 2);
  }
}
