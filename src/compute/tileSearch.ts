import type { Hand } from './crew';
import { LeafLocks } from './leafLocks';
import { bufferOf } from './memory';
import type { SearchPlan } from './searchPlan';
import type { PointRange } from './tileLevel';
import { TileWalk, type Survivors } from './tileWalk';
import type { Pacer } from './work';

/** In the order in which threads take them, a piece a leaf: all of the first must be done before others start. */
const stages = ['own', 'near', 'far'] as const;

/** Leaves nearest to one that are compared with it before the others, so that limits are narrow early. */
const nearLeaves = 6;

/**
 * Finds the neighbours of all points, pair of leaves by pair of leaves: a pair of points is looked at once, for both.
 * Leaves whose boxes are farther apart than the limits of their points are not compared. What neither projections nor
 * whole numbers rule out has its distance computed in float64, and only such distances enter the lists: so these are
 * the same in whatever order, and by however many threads, the pieces are done.
 */
export class TileSearch implements Hand {
  readonly pieces: number;
  /** Full-length distances begun so far. */
  evaluated = 0;
  readonly description: string;
  private readonly walk: TileWalk;
  private readonly limits: Float32Array;
  private readonly leafLimits: Float32Array;
  private readonly locks: LeafLocks;

  /** @param thread which of the plan's rooms to work in. */
  constructor(
    private readonly plan: SearchPlan,
    thread: number,
  ) {
    const buffer = bufferOf(plan.memory);
    this.pieces = stages.length * plan.leaves;
    this.walk = new TileWalk(plan, thread);
    this.description = this.walk.kernels.description;
    this.limits = new Float32Array(buffer, plan.limits, plan.rows);
    this.leafLimits = new Float32Array(buffer, plan.leafLimits, plan.leaves);
    this.locks = new LeafLocks(new Int32Array(buffer, plan.locks, plan.leaves));
  }

  before(piece: number): number {
    return piece < this.plan.leaves ? 0 : this.plan.leaves;
  }

  /** Work is reported to the pacer, and the signal heeded, between tiles. */
  async run(piece: number, pacer: Pacer): Promise<void> {
    const { walk } = this;
    const { leaves } = this.plan;
    const stage = stages[Math.floor(piece / leaves)];
    const leaf = piece % leaves;
    const range = walk.range(leaf);
    if (stage === 'own') {
      await pacer.did(walk.compare(range, range, true, this.settle));
      return;
    }
    const partners = walk.partners(leaf);
    const chosen = stage === 'near' ? partners.slice(0, nearLeaves) : partners.slice(nearLeaves);
    for (const { other, distance } of chosen) {
      if (distance > this.reach(leaf, other)) continue;
      await pacer.did(walk.compare(range, walk.range(other), false, this.settle));
    }
  }

  /** The squared distance beyond which no pair of two leaves' points matters, with room for rounding. */
  private reach(a: number, b: number): number {
    const limit = Math.max(this.leafLimits[a] as number, this.leafLimits[b] as number);
    return (Math.sqrt(limit) + this.plan.error) ** 2;
  }

  private readonly settle = ({ count, slack, queries, base }: Survivors): void => {
    const { plan, walk } = this;
    this.locks.hold(queries.leaf, base.leaf, () => {
      this.evaluated += walk.kernels.evaluate(
        count,
        walk.scratch.codes,
        walk.scratch.values,
        slack,
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
      this.updateReach(queries);
      if (base.leaf !== queries.leaf) this.updateReach(base);
    });
  };

  private updateReach({ leaf, start, count }: PointRange): void {
    let greatest = 0;
    for (let i = start; i < start + count; i++) greatest = Math.max(greatest, this.limits[i] as number);
    this.leafLimits[leaf] = greatest;
  }
}
