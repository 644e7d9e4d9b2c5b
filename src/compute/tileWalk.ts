import { boxDistance, type Boxes } from './leaves';
import type { Kernels } from './kernels';
import { bufferOf, kernelsOver } from './memory';
import type { Scratch, SearchPlan } from './searchPlan';
import { LevelTiles, type PointRange } from './tileLevel';

/** A leaf to compare with another, and the squared distance of their boxes. */
export interface Partner {
  readonly other: number;
  readonly distance: number;
}

/** Pairs of points of two leaves that may be within their limits, as the kernels have listed them in the scratch. */
export interface Survivors {
  readonly count: number;
  /** What the listed values may exceed the squared distances by. */
  readonly slack: number;
  readonly queries: PointRange;
  readonly base: PointRange;
}

/**
 * Compares leaves, each with every other once: pairs of points are ruled out first by their projections and, where those
 * tell little, by all their coordinates.
 */
export class TileWalk {
  readonly kernels: Kernels;
  readonly scratch: Scratch;
  private readonly projected: LevelTiles;
  private readonly full: LevelTiles | undefined;
  private readonly starts: Int32Array;
  private readonly boxes: Boxes;
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
    this.scratch = plan.scratch[thread] as Scratch;
    this.projected = new LevelTiles(plan, plan.projected, this.kernels, this.scratch);
    this.full = plan.full && new LevelTiles(plan, plan.full, this.kernels, this.scratch);
    this.starts = new Int32Array(buffer, plan.starts, leaves + 1);
    this.boxes = {
      low: new Float64Array(buffer, plan.low, leaves * m),
      high: new Float64Array(buffer, plan.high, leaves * m),
    };
  }

  range(leaf: number): PointRange {
    const start = this.starts[leaf] as number;
    return { leaf, start, count: (this.starts[leaf + 1] as number) - start };
  }

  /** The other leaves of the pairs that a leaf answers for, nearest first: half of all, in a circle. */
  partners(leaf: number): Partner[] {
    const { boxes } = this;
    const { leaves, projected } = this.plan;
    const found: Partner[] = [];
    for (let step = 1; 2 * step <= leaves; step++) {
      const other = (leaf + step) % leaves;
      if (2 * step === leaves && other < leaf) break;
      found.push({ other, distance: boxDistance(boxes, projected.dimensions, leaf, other) });
    }
    return found.sort((a, b) => a.distance - b.distance || a.other - b.other);
  }

  /**
   * Lists the pairs that may be within their limits and hands them on. Returns the time that all took, about, in the
   * pacer's unit.
   *
   * @param seeded whether the limits of one leaf's points are to be narrowed by its own pairs first.
   */
  compare(
    queries: PointRange,
    base: PointRange,
    seeded: boolean,
    settle: (survivors: Survivors) => void,
  ): number {
    const { projected, full, kernels, plan } = this;
    const { costs } = kernels;
    const same = queries.leaf === base.leaf;
    const pairs = (queries.count * base.count) / (same ? 2 : 1);
    const each = costs.distance(plan.columns);
    const wholly = full === undefined ? Infinity : pairs * costs.pair(full.level.dimensions);
    const trust = same ? this.trust.own : this.trust.others;
    let spent = 0;
    if (full === undefined || trust.given()) {
      const count = projected.compare(queries, base, seeded);
      spent += pairs * costs.pair(projected.level.dimensions);
      // What is near remains in either case, so that comparing wholly must promise more than it costs.
      if (full === undefined || count * each <= 2 * wholly + full.preparation(queries, base)) {
        trust.earned();
        if (count > 0) settle({ count, slack: projected.slack, queries, base });
        return spent + count * each;
      }
      trust.lost();
    }
    const count = full.compare(queries, base, seeded);
    if (count > 0) settle({ count, slack: full.slack, queries, base });
    return spent + wholly + count * each;
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
