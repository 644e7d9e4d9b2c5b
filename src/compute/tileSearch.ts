import type { Kernels } from './kernels';
import { boxDistance } from './leaves';
import { LeafLocks } from './leafLocks';
import { bufferOf, kernelsOver } from './memory';
import type { Scratch, SearchPlan } from './searchPlan';
import { LevelTiles, type PointRange } from './tileLevel';
import type { Pacer } from './work';

/** What a thread can be given to do next: the `leaf`-th part of a stage. */
export interface SearchTask {
  readonly stage: 'own' | 'near' | 'far';
  readonly leaf: number;
}

/** Leaves nearest to one that are compared with it before the others, so that limits are narrow early. */
const nearLeaves = 6;
/** The tasks in the order in which threads take them. All of the first stage must be done before others start. */
export function taskAt({ leaves }: SearchPlan, at: number): SearchTask | undefined {
  const stage = (['own', 'near', 'far'] as const)[Math.floor(at / leaves)];
  return stage === undefined ? undefined : { stage, leaf: at % leaves };
}

/**
 * Finds the neighbours of all points, pair of leaves by pair of leaves: a pair of points is looked at once, for both.
 * Leaves whose boxes are farther apart than the limits of their points are not compared. Of the others, pairs of points
 * are ruled out first by their projections and, where those tell little, by all their coordinates; what neither rules
 * out, by the distance in float64, which alone enters the lists. So the lists are the same in whatever order, and by
 * however many threads, the tasks are done.
 */
export class TileSearch {
  /** Full-length distances begun so far. */
  evaluated = 0;
  readonly description: string;
  private readonly kernels: Kernels;
  private readonly scratch: Scratch;
  private readonly projected: LevelTiles;
  private readonly full: LevelTiles | undefined;
  private readonly starts: Int32Array;
  private readonly limits: Float32Array;
  private readonly leafLimits: Float32Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly locks: LeafLocks;
  private readonly trust = { own: new Trust(), others: new Trust() };

  /** @param thread which of the plan's rooms to work in. */
  constructor(
    private readonly plan: SearchPlan,
    thread: number,
  ) {
    const buffer = bufferOf(plan.memory);
    const { leaves } = plan;
    const m = plan.projected.dimensions;
    this.kernels = kernelsOver(plan.memory);
    this.description = this.kernels.description;
    this.scratch = plan.scratch[thread] as Scratch;
    this.projected = new LevelTiles(plan, plan.projected, this.kernels, this.scratch);
    this.full = plan.full && new LevelTiles(plan, plan.full, this.kernels, this.scratch);
    this.starts = new Int32Array(buffer, plan.starts, leaves + 1);
    this.limits = new Float32Array(buffer, plan.limits, plan.rows);
    this.leafLimits = new Float32Array(buffer, plan.leafLimits, leaves);
    this.low = new Float64Array(buffer, plan.low, leaves * m);
    this.high = new Float64Array(buffer, plan.high, leaves * m);
    this.locks = new LeafLocks(new Int32Array(buffer, plan.locks, leaves));
  }

  /** Work is reported to the pacer, and the signal heeded, between tiles. */
  async run({ stage, leaf }: SearchTask, pacer: Pacer): Promise<void> {
    const range = this.range(leaf);
    if (stage === 'own') {
      await pacer.did(this.compareTiles(range, range));
      return;
    }
    const partners = this.partners(leaf);
    const chosen = stage === 'near' ? partners.slice(0, nearLeaves) : partners.slice(nearLeaves);
    for (const { other, distance } of chosen) {
      if (distance > this.reach(leaf, other)) continue;
      await pacer.did(this.compareTiles(range, this.range(other)));
    }
  }

  private range(leaf: number): PointRange {
    const start = this.starts[leaf] as number;
    return { leaf, start, count: (this.starts[leaf + 1] as number) - start };
  }

  /** The other leaves of the pairs that a leaf answers for, nearest first: half of all, in a circle. */
  private partners(leaf: number): { other: number; distance: number }[] {
    const { leaves, projected } = this.plan;
    const found: { other: number; distance: number }[] = [];
    for (let step = 1; 2 * step <= leaves; step++) {
      const other = (leaf + step) % leaves;
      if (2 * step === leaves && other < leaf) break;
      found.push({ other, distance: boxDistance(this, projected.dimensions, leaf, other) });
    }
    return found.sort((a, b) => a.distance - b.distance || a.other - b.other);
  }

  /** The squared distance beyond which no pair of two leaves' points matters, with room for rounding. */
  private reach(a: number, b: number): number {
    const limit = Math.max(this.leafLimits[a] as number, this.leafLimits[b] as number);
    return (Math.sqrt(limit) + this.plan.error) ** 2;
  }

  /** Returns the time it took, about, in the pacer's unit. */
  private compareTiles(queries: PointRange, base: PointRange): number {
    const { projected, full, kernels, plan } = this;
    const { costs } = kernels;
    const same = queries.leaf === base.leaf;
    const pairs = (queries.count * base.count) / (same ? 2 : 1);
    const each = costs.distance(plan.columns);
    const wholly = full === undefined ? Infinity : pairs * costs.pair(full.level.dimensions);
    const trust = same ? this.trust.own : this.trust.others;
    let spent = 0;
    if (full === undefined || trust.given()) {
      let left = projected.compare(queries, base);
      if (same) left = this.seed(left, projected, queries);
      spent += pairs * costs.pair(projected.level.dimensions);
      // What is near remains in either case, so that comparing wholly must promise more than it costs.
      if (full === undefined || left * each <= 2 * wholly + full.preparation(queries, base)) {
        trust.earned();
        return spent + this.evaluate(left, projected, queries, base);
      }
      trust.lost();
    }
    let left = full.compare(queries, base);
    if (same) left = this.seed(left, full, queries);
    return spent + wholly + this.evaluate(left, full, queries, base);
  }

  /** Narrows the limits of one leaf's points by its own pairs; returns how many of them are left. */
  private seed(left: number, tiles: LevelTiles, queries: PointRange): number {
    const { plan, scratch } = this;
    const { codes, values, table } = scratch;
    return this.kernels.seed(
      left,
      codes,
      values,
      tiles.level.points + 8 * queries.start * tiles.level.dimensions,
      tiles.level.dimensions,
      tiles === this.projected ? plan.residual : -1,
      tiles.slack,
      queries.count,
      plan.k,
      table,
      plan.limits + 4 * queries.start,
    );
  }

  private evaluate(left: number, tiles: LevelTiles, queries: PointRange, base: PointRange): number {
    const { plan, scratch } = this;
    if (left > 0) {
      this.locks.hold(queries.leaf, base.leaf, () => {
        const done = this.kernels.evaluate(
          left,
          scratch.codes,
          scratch.values,
          tiles.slack,
          plan.points,
          plan.single,
          plan.columns,
          queries.start,
          base.start,
          plan.order,
          plan.limits,
          plan.squares,
          plan.others,
          plan.k,
        );
        this.evaluated += done;
        this.updateReach(queries);
        if (base.leaf !== queries.leaf) this.updateReach(base);
      });
    }
    return left * this.kernels.costs.distance(plan.columns);
  }

  private updateReach({ leaf, start, count }: PointRange): void {
    let greatest = 0;
    for (let i = start; i < start + count; i++) greatest = Math.max(greatest, this.limits[i] as number);
    this.leafLimits[leaf] = greatest;
  }
}

/** Tiles for which a level that told nothing is passed over, at most. */
const longestPause = 64;

/** Whether projections are tried: not for a while, and each time longer, after they told too little. */
class Trust {
  private pause = 1;
  private wait = 0;

  given(): boolean {
    return this.wait-- <= 0;
  }

  earned(): void {
    this.pause = 1;
    this.wait = 0;
  }

  lost(): void {
    this.wait = this.pause;
    this.pause = Math.min(2 * this.pause, longestPause);
  }
}
