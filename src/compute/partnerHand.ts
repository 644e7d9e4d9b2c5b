import type { Hand } from './crew';
import type { Kernels } from './kernels';
import { bufferOf, kernelsOver } from './memory';
import { NeighbourSway, pairsOf, type NextNeighbour } from './neighbourSway';
import type { PartnerPlan, PartnerScratch } from './pairPlans';
import type { Pacer } from './work';

/** Neighbourhoods whose means are found in one piece of work. */
const meansTogether = 64;
/** Kept neighbourhoods that are looked at in one piece of work. */
const keptTogether = 16;

/** Pieces of work that a plan has. */
export function partnerPieces({ rows, group, kept }: PartnerPlan): number {
  return Math.ceil(rows / meansTogether) + Math.ceil(rows / group) + Math.ceil(kept.count / keptTogether);
}

/**
 * A thread's part in what `PartnerPlan` says: the neighbourhoods’ means first, then groups of points, then what is made
 * of the pairs that were kept.
 */
export class PartnerHand implements Hand {
  readonly pieces: number;
  private readonly means: number;
  /** Pieces before those of kept neighbourhoods. */
  private readonly pairs: number;
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
    this.pairs = this.means + Math.ceil(rows / plan.group);
    this.pieces = partnerPieces(plan);
    this.kernels = kernelsOver(memory);
    this.scratch = plan.scratch[thread] as PartnerScratch;
    const buffer = bufferOf(memory);
    this.starts = new Int32Array(buffer, plan.starts, rows + 1);
    this.masks = new Float64Array(buffer, this.scratch.masks, rows);
    this.list = new Int32Array(buffer, this.scratch.list, rows);
  }

  before(piece: number): number {
    return piece < this.means ? 0 : piece < this.pairs ? this.means : this.pairs;
  }

  async run(piece: number, pacer: Pacer): Promise<void> {
    if (piece >= this.pairs) return this.lookAtKept((piece - this.pairs) * keptTogether, pacer);
    if (piece >= this.means) return this.settleGroup((piece - this.means) * this.plan.group, pacer);
    const { rows, points, single, columns, coarse, names, k, norms } = this.plan;
    const from = piece * meansTogether;
    const to = Math.min(rows, from + meansTogether);
    const { room } = this.scratch;
    this.kernels.meanSquares(from, to, points, single, columns, coarse, names, k, room, norms);
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
    const { slots, products } = plan.kept;
    kernels.skewnesses(
      ...([version, first, count, starts, entries, names, k, masks, n, squares, norms] as const),
      ...([slots, products, out] as const),
    );
    for (let p = 0; p < n; p++) this.masks[this.list[p] as number] = 0;
    const places = (this.starts[first + count] as number) - (this.starts[first] as number);
    await pacer.did(n * columns * 8 + places * k * 2);
  }

  private async lookAtKept(from: number, pacer: Pacer): Promise<void> {
    const { memory, rows, k, columns, statistic, kept, norms } = this.plan;
    const buffer = bufferOf(memory);
    const centres = new Int32Array(buffer, kept.centres, kept.count);
    const sway = new NeighbourSway(k, statistic);
    const pairs = pairsOf(k);
    for (let slot = from; slot < Math.min(kept.count, from + keptTogether); slot++) {
      const centre = centres[slot] as number;
      const squares = new Float64Array(buffer, norms, rows * k).subarray(centre * k, (centre + 1) * k);
      const products = new Float32Array(buffer, kept.products + 4 * slot * pairs, pairs);
      sway.measure(squares, products, this.nextOf(slot, centre, squares));
      new Float64Array(buffer, kept.pulls + 8 * slot * k, k).set(sway.pulls);
      new Float64Array(buffer, kept.pairNoise, kept.count)[slot] = sway.pairNoise;
      await pacer.did(8 * k * (k + columns / 4));
    }
  }

  /** @param squares of the centre's k neighbours' distances from their mean. */
  private nextOf(slot: number, centre: number, squares: Float64Array): NextNeighbour | undefined {
    const { kernels, plan, scratch, masks } = this;
    const { memory, points, single, columns, coarse, names, k, kept } = plan;
    const buffer = bufferOf(memory);
    const next = new Int32Array(buffer, kept.nexts, kept.count)[slot] as number;
    if (next < 0) return undefined;
    const list = names + 4 * centre * k;
    const neighbours = new Int32Array(buffer, list, k);
    const marks = new Int32Array(buffer, scratch.masks, 2 * plan.rows);
    for (const b of neighbours) marks[2 * b] = 1;
    const { room, squares: apart } = scratch;
    kernels.partnerSquares(next, 1, list, k, scratch.masks, points, single, columns, coarse, room, apart);
    for (const b of neighbours) masks[b] = 0;
    const distances = new Float64Array(buffer, apart, k);
    let square = 0;
    for (let b = 0; b < k; b++) square += ((distances[b] as number) - (squares[b] as number)) / k;
    const products = distances.map((distance, b) => (square + (squares[b] as number) - distance) / 2);
    return { square, products };
  }
}
