import type { Coordinates } from './coordinates';
import { boxDistance, buildLeaves, type Leaves } from './leaves';
import type { Matrix } from './matrix';
import { NearestList } from './nearestList';
import { project } from './projection';
import { safeScale } from './safeScale';
import { squaredDistance } from './squaredDistance';
import { TilePacker, type PointRange } from './tilePacker';
import { tilePoints, type TileFilter } from './tileFilter';
import type { Pacer, WorkHooks } from './work';

/**
 * All that finding neighbours needs to know of the points; built once, read by every thread. Points come leaf by
 * leaf, so that a tile is one run of memory.
 */
export interface SearchPlan {
  readonly leaves: Leaves;
  readonly full: Coordinates;
  /** Coordinates whose distances are lower bounds. */
  readonly projected: Coordinates;
  /** Bound of the rounding error of a projected distance. */
  readonly error: number;
  /** What the points were multiplied by. */
  readonly scale: number;
}

/** Where the search writes: `rows × k`. */
export interface NeighbourOutput {
  readonly k: number;
  readonly distances: Float64Array;
  readonly indices: Int32Array;
}

const projectedDimensions = 32;
/** @param allocate where the plan's arrays live: memory that threads can share, or ordinary memory. */
export async function planSearch(
  matrix: Matrix,
  hooks: WorkHooks,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Promise<SearchPlan> {
  const scale = safeScale(matrix.values);
  const projection = await project(matrix, projectedDimensions, scale, hooks);
  const leaves = buildLeaves(projection, matrix.rows, tilePoints, allocate);
  const { order } = leaves;
  const collect = (values: ArrayLike<number>, dimensions: number, factor: number): Coordinates => {
    const collected = new Float64Array(allocate(8 * order.length * dimensions));
    for (let i = 0; i < order.length; i++) {
      const from = (order[i] as number) * dimensions;
      for (let d = 0; d < dimensions; d++)
        collected[i * dimensions + d] = (values[from + d] as number) * factor;
    }
    return { dimensions, values: collected };
  };
  return {
    leaves,
    full: collect(matrix.values, matrix.columns, scale),
    projected: collect(projection.coordinates, projection.dimensions, 1),
    error: projection.error,
    scale,
  };
}

export function leafCount({ leaves }: SearchPlan): number {
  return leaves.starts.length - 1;
}

/**
 * Finds the neighbours of the points of one leaf after another. Leaves are compared in the order of the distance of
 * their boxes, until no further one can matter; pairs of points, first by their projections and, where those tell
 * little, by all their coordinates in float32; what neither rules out, by the full distance in float64.
 */
export class LeafSearch {
  /** Full-length distances computed so far. */
  evaluated = 0;
  private readonly queries: Query[];
  private readonly candidates: { leaf: number; distance: number }[] = [];
  private readonly fullTile: TilePacker;
  private readonly projectedTile: TilePacker;
  /** Tiles to come for which projections are not even tried, having told nothing of late. */
  private hopeless = 0;

  constructor(
    private readonly plan: SearchPlan,
    private readonly filter: TileFilter,
    private readonly k: number,
  ) {
    this.queries = Array.from({ length: tilePoints }, () => new Query(k));
    this.fullTile = new TilePacker(plan.full, filter);
    this.projectedTile = new TilePacker(plan.projected, filter);
  }

  /** Work is reported to the pacer, and the signal heeded, between tiles. */
  async search(leaf: number, output: NeighbourOutput, pacer: Pacer): Promise<void> {
    const range = this.range(leaf);
    for (const query of this.queries) query.clear();
    this.hopeless = 0;
    this.seedLimits(range);
    this.orderLeaves(leaf);
    this.fullTile.centreOn(range);
    this.projectedTile.centreOn(range);
    for (const { leaf: other, distance } of this.candidates) {
      if (distance > this.widestLimit(range.count)) break;
      await pacer.did(this.compare(range, this.range(other)));
    }
    const { leaves, scale } = this.plan;
    for (let q = 0; q < range.count; q++) {
      const query = this.queries[q] as Query;
      this.settle(query, range.start + q);
      const row = leaves.order[range.start + q] as number;
      query.nearest.write(output.distances, output.indices, row * output.k, scale);
    }
    await pacer.did(range.count * this.k * this.plan.full.dimensions);
  }

  private range(leaf: number): PointRange {
    const { starts } = this.plan.leaves;
    const start = starts[leaf] as number;
    return { start, count: (starts[leaf + 1] as number) - start };
  }

  /** A first upper bound of every query's k-th distance: the k of its leaf that are nearest by projection. */
  private seedLimits({ start, count }: PointRange): void {
    if (count <= this.k) return;
    const { projected, full } = this.plan;
    const near = new NearestList(this.k);
    for (let q = 0; q < count; q++) {
      near.clear();
      for (let other = 0; other < count; other++) {
        if (other === q) continue;
        near.offer(this.squared(projected, start + q, start + other, near.limit), start + other);
      }
      let limit = 0;
      for (const other of near.rows) limit = Math.max(limit, this.squared(full, start + q, other, Infinity));
      this.evaluated += this.k;
      (this.queries[q] as Query).limit = limit;
    }
  }

  private squared({ values, dimensions }: Coordinates, a: number, b: number, limit: number): number {
    return squaredDistance(values, a * dimensions, b * dimensions, dimensions, limit);
  }

  private orderLeaves(leaf: number): void {
    const { leaves, projected } = this.plan;
    this.candidates.length = 0;
    for (let other = 0; other < leafCount(this.plan); other++) {
      const distance = other === leaf ? -1 : boxDistance(leaves, projected.dimensions, leaf, other);
      this.candidates.push({ leaf: other, distance });
    }
    this.candidates.sort((a, b) => a.distance - b.distance || a.leaf - b.leaf);
  }

  /** What a squared distance from a query must not exceed to matter, with room for the projection's rounding. */
  private readonly threshold = (q: number): number =>
    (Math.sqrt((this.queries[q] as Query).limit) + this.plan.error) ** 2;

  private widestLimit(queryCount: number): number {
    let widest = 0;
    for (let q = 0; q < queryCount; q++) widest = Math.max(widest, this.threshold(q));
    return widest;
  }

  /** Returns the work done, in multiply-adds of the scalar kind. */
  private compare(queries: PointRange, others: PointRange): number {
    const { filter } = this;
    const { full, projected } = this.plan;
    const pairs = queries.count * others.count;
    const reducible = full.dimensions > projected.dimensions;
    let work = 0;
    let left = pairs;
    if (this.hopeless > 0 && reducible) {
      this.hopeless--;
    } else {
      left = this.projectedTile.survivors(queries, others, this.threshold);
      work += (pairs * projected.dimensions) / filter.speedup;
      if (2 * left > pairs && filter.speedup > 1) this.hopeless = 8;
    }
    if (left * filter.speedup > 1.5 * pairs && reducible) {
      left = this.fullTile.survivors(queries, others, this.threshold);
      this.defer(left, queries, others);
      return work + (pairs * full.dimensions) / filter.speedup;
    }
    return work + this.evaluate(left, queries, others);
  }

  /** Full distances of the survivors of the projections that are still in question when their turn comes. */
  private evaluate(survivors: number, queries: PointRange, others: PointRange): number {
    const { projectedTile, plan } = this;
    let done = 0;
    for (let i = 0; i < survivors; i++) {
      const pair = this.filter.survivors[i] as number;
      const query = this.queries[pair >> 8] as Query;
      const at = queries.start + (pair >> 8);
      const other = others.start + (pair & 255);
      const lower = projectedTile.lower(pair);
      if (at === other || (lower > query.limit && lower > this.threshold(pair >> 8))) continue;
      const square = this.squared(plan.full, at, other, query.limit);
      query.bound(square, other);
      query.nearest.offer(square, plan.leaves.order[other] as number);
      done++;
    }
    this.evaluated += done;
    return done * plan.full.dimensions;
  }

  /**
   * Survivors of the float32 distances, which are known within a hair: they only tighten the limit now; the full
   * distance waits until the limit is final, and most never need it.
   */
  private defer(survivors: number, queries: PointRange, others: PointRange): void {
    const { fullTile } = this;
    for (let i = 0; i < survivors; i++) {
      const pair = this.filter.survivors[i] as number;
      const query = this.queries[pair >> 8] as Query;
      const at = queries.start + (pair >> 8);
      const other = others.start + (pair & 255);
      const lower = fullTile.lower(pair);
      if (at === other || lower > query.limit) continue;
      query.bound(fullTile.upper(pair), other);
      if (!query.defer(other, lower)) {
        this.settle(query, at);
        query.defer(other, lower);
      }
    }
  }

  /** Full distances of what a query put off. */
  private settle(query: Query, at: number): void {
    for (let i = 0; i < query.deferred; i++) {
      if ((query.lowers[i] as number) > query.limit) continue;
      const other = query.others[i] as number;
      this.evaluated++;
      const square = this.squared(this.plan.full, at, other, query.nearest.limit);
      query.nearest.offer(square, this.plan.leaves.order[other] as number);
    }
    query.deferred = 0;
  }
}

/** What is known of one query's neighbours. */
class Query {
  /** An upper bound of the k-th squared distance. */
  limit = Infinity;
  /** The k nearest by their full distances, so far. */
  readonly nearest: NearestList;
  deferred = 0;
  readonly others: Int32Array;
  readonly lowers: Float64Array;
  private readonly uppers: NearestList;

  constructor(k: number) {
    this.nearest = new NearestList(k);
    this.uppers = new NearestList(k);
    this.others = new Int32Array(256 + 8 * k);
    this.lowers = new Float64Array(256 + 8 * k);
  }

  clear(): void {
    this.limit = Infinity;
    this.deferred = 0;
    this.nearest.clear();
    this.uppers.clear();
  }

  /** Takes note that a point, not named before, is no farther than this. */
  bound(upper: number, other: number): void {
    this.uppers.offer(upper, other);
    if (this.uppers.limit < this.limit) this.limit = this.uppers.limit;
  }

  /** Puts a point off, given the least its squared distance can be; false where there is no more room. */
  defer(other: number, lower: number): boolean {
    if (this.deferred === this.others.length) this.forget();
    if (this.deferred === this.others.length) return false;
    this.others[this.deferred] = other;
    this.lowers[this.deferred++] = lower;
    return true;
  }

  /** Lets go of what has fallen behind the limit. */
  private forget(): void {
    let kept = 0;
    for (let i = 0; i < this.deferred; i++) {
      const lower = this.lowers[i] as number;
      if (lower > this.limit) continue;
      this.others[kept] = this.others[i] as number;
      this.lowers[kept++] = lower;
    }
    this.deferred = kept;
  }
}
