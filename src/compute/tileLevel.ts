import { panelBytes, type Kernels } from './kernels';
import { bufferOf } from './memory';
import type { Scratch, SearchPlan, TileLevel } from './searchPlan';

/** Consecutive points: a leaf's. */
export interface PointRange {
  readonly leaf: number;
  readonly start: number;
  readonly count: number;
}

/** Unit roundoff of float32. */
const roundoff = 2 ** -24;
/** More than float32 loses where it underflows. */
const underflow = 1e-40;

/**
 * Compares tiles by the coordinates of one level. With x' and y' measured from the centres of their leaves, which are
 * Δ apart, |x − y|² = (|x'|² + 2 x'·Δ + |Δ|²) + (|y'|² − 2 y'·Δ) − 2 x'·y'. The last product, the costly one, is taken of
 * vectors rounded to whole numbers, x̂ and ŷ, whose rest is at most e: |x'·y' − x̂·ŷ| ≤ |x'| e_y + (|y'| + e_y) e_x.
 */
export class LevelTiles {
  /** What a listed value may exceed the squared distance of its pair by, and fall short of it, in the last tile. */
  slack = 0;
  private readonly ready: Int32Array;
  private readonly centres: Float64Array;
  private readonly summaries: Float64Array;
  private readonly points: Float32Array | Float64Array;
  private readonly direction: Float64Array;
  private readonly starts: Int32Array;

  constructor(
    private readonly plan: SearchPlan,
    readonly level: TileLevel,
    private readonly kernels: Kernels,
    private readonly scratch: Scratch,
  ) {
    const buffer = bufferOf(plan.memory);
    const { dimensions } = level;
    this.ready = new Int32Array(buffer, level.ready, plan.leaves);
    this.centres = new Float64Array(buffer, level.centres, plan.leaves * dimensions);
    this.summaries = new Float64Array(buffer, level.summaries, 3 * plan.leaves);
    this.points = level.single
      ? new Float32Array(buffer, level.points, plan.rows * dimensions)
      : new Float64Array(buffer, level.points, plan.rows * dimensions);
    this.direction = new Float64Array(buffer, scratch.direction, dimensions);
    this.starts = new Int32Array(buffer, plan.panelStarts, plan.leaves + 1);
  }

  /**
   * Lists the pairs that may be within their limits; returns how many.
   *
   * @param seeded whether the limits of one leaf's points are narrowed by its own pairs first.
   */
  compare(queries: PointRange, base: PointRange, seeded = false): number {
    const { kernels, level, plan, scratch, direction, centres } = this;
    const { dimensions } = level;
    this.prepare(queries);
    this.prepare(base);
    const same = queries.leaf === base.leaf;
    const a = queries.leaf * dimensions;
    const b = base.leaf * dimensions;
    let apart = 0;
    for (let j = 0; j < dimensions; j++) {
      const difference = (centres[a + j] as number) - (centres[b + j] as number);
      direction[j] = difference;
      apart += difference * difference;
    }
    const size =
      this.shift(queries, 2, apart, scratch.queryTerms) + this.shift(base, -2, 0, scratch.baseTerms);
    const { unit: unitA, radius: radiusA, error: errorA } = this.summary(queries);
    const { unit: unitB, radius: radiusB, error: errorB } = this.summary(base);
    const product = 2 * (radiusA + errorA) * (radiusB + errorB);
    this.slack =
      1.000001 * (2 * (radiusA * errorB + (radiusB + errorB) * errorA) + 8 * roundoff * (size + product)) +
      underflow +
      (level === plan.projected ? 4.1e6 * plan.error ** 2 : 0);
    const list = (dense: boolean): number =>
      kernels.tile(
        this.panels(queries.leaf),
        queries.count,
        this.panels(base.leaf),
        base.count,
        dimensions,
        same && !dense,
        scratch.queryTerms,
        scratch.baseTerms,
        plan.limits + 4 * queries.start,
        plan.limits + 4 * base.start,
        2 * unitA * unitB,
        this.slack,
        scratch.codes,
        scratch.values,
        dense,
      );
    if (seeded && queries.count > plan.k) {
      list(true);
      this.seed(queries);
    }
    return list(false);
  }

  /** Narrows the limits of a leaf's points by the values of its pairs, as they were written last. */
  private seed({ start, count }: PointRange): void {
    const { kernels, level, plan, scratch } = this;
    kernels.seed(
      scratch.values,
      level.points + 8 * start * level.dimensions,
      level.dimensions,
      level === plan.projected ? plan.residual : -1,
      this.slack,
      count,
      plan.k,
      scratch.codes,
      plan.limits + 4 * start,
    );
  }

  /** What it would cost, in about nanoseconds, to fill in what the leaves are compared by. */
  preparation(...ranges: PointRange[]): number {
    const missing = ranges.filter(({ leaf }) => Atomics.load(this.ready, leaf) === 0);
    return missing.reduce((sum, { count }) => sum + 4 * count * this.level.dimensions, 0);
  }

  private summary({ leaf }: PointRange): { unit: number; radius: number; error: number } {
    const at = 3 * leaf;
    return {
      unit: this.summaries[at] as number,
      radius: this.summaries[at + 1] as number,
      error: this.summaries[at + 2] as number,
    };
  }

  /** Fills in what a leaf is compared by, where nobody has yet. */
  private prepare({ leaf, start, count }: PointRange): void {
    const { ready, level, points, centres } = this;
    if (Atomics.load(ready, leaf) === 1) return;
    const { dimensions } = level;
    const centre = centres.subarray(leaf * dimensions, (leaf + 1) * dimensions);
    const mean = new Float64Array(dimensions);
    for (let i = start; i < start + count; i++) {
      for (let j = 0; j < dimensions; j++) {
        mean[j] = (mean[j] as number) + (points[i * dimensions + j] as number);
      }
    }
    // Two threads that come to a leaf at once write the same.
    for (let j = 0; j < dimensions; j++) centre[j] = (mean[j] as number) / count;
    this.kernels.quantise(
      this.address(start),
      level.single,
      count,
      dimensions,
      level.centres + 8 * leaf * dimensions,
      level.norms + 8 * start,
      this.panels(leaf),
      level.summaries + 24 * leaf,
    );
    Atomics.store(ready, leaf, 1);
  }

  private shift({ leaf, start, count }: PointRange, factor: number, constant: number, out: number): number {
    const { level, scratch } = this;
    return this.kernels.shift(
      this.address(start),
      level.single,
      count,
      level.dimensions,
      level.centres + 8 * leaf * level.dimensions,
      scratch.direction,
      level.norms + 8 * start,
      factor,
      constant,
      out,
    );
  }

  private address(point: number): number {
    return this.level.points + point * this.level.dimensions * (this.level.single ? 4 : 8);
  }

  private panels(leaf: number): number {
    return this.level.panels + (this.starts[leaf] as number) * panelBytes(this.level.dimensions);
  }
}
