import type { Coordinates } from './coordinates';
import { panelPoints, tileDimensions, type TileFilter } from './tileFilter';

/** Consecutive points. */
export interface PointRange {
  readonly start: number;
  readonly count: number;
}

/** Unit roundoff of float32. */
const roundoff = 2 ** -24;
/** The last bit of the least normal float32, with room. */
const underflow = 2 ** -140;

/**
 * Hands tiles of points to the filter, with bounds that make what it rules out certain: a float32 product of m
 * coordinates about the centre c of the query tile errs so little that
 * |q−b|² is within (|q−c|² + |b−c|²)(1 ± γ) − 2 product, γ = (m + 16) 2^−24 (Higham 2002, section 3.1).
 */
export class TilePacker {
  private readonly centre: Float64Array;
  private readonly queryNorms = new Float64Array(256);
  private readonly baseNorms = new Float64Array(256);
  private readonly slack: number;

  constructor(
    private readonly points: Coordinates,
    private readonly filter: TileFilter,
  ) {
    this.centre = new Float64Array(points.dimensions);
    this.slack = (points.dimensions + 16) * roundoff;
  }

  /** Takes the mean of the range as the origin, for the range's own comparisons. */
  centreOn({ start, count }: PointRange): void {
    const { values, dimensions } = this.points;
    const { centre } = this;
    this.filter.holder = undefined;
    centre.fill(0);
    for (let i = 0; i < count; i++) {
      const at = (start + i) * dimensions;
      for (let d = 0; d < dimensions; d++)
        centre[d] = (centre[d] as number) + (values[at + d] as number) / count;
    }
  }

  /**
   * Compares two tiles: lists the pairs whose squared distance may be within the query's threshold, and returns how
   * many.
   */
  survivors(queries: PointRange, others: PointRange, threshold: (query: number) => number): number {
    const { filter, queryNorms, baseNorms } = this;
    const shrink = 1 - this.slack;
    const { dimensions } = this.points;
    filter.clear();
    const whole = dimensions <= tileDimensions;
    const held = whole && filter.holder === this;
    if (!held) queryNorms.fill(0);
    baseNorms.fill(0);
    for (let from = 0; from < dimensions; from += tileDimensions) {
      const m = Math.min(tileDimensions, dimensions - from);
      if (!held) this.packQueries(queries, from, m);
      this.packBase(others, from, m);
      filter.accumulate(queries.count, others.count, m);
    }
    filter.holder = whole ? this : undefined;
    for (let q = 0; q < queries.count; q++) {
      filter.queryBounds[q] = (queryNorms[q] as number) * shrink - threshold(q) - dimensions * underflow;
    }
    for (let b = 0; b < others.count; b++) filter.baseBounds[b] = (baseNorms[b] as number) * shrink;
    return filter.select(queries.count, others.count);
  }

  /** The least that the squared distance of a pair last compared can be. @param pair query times 256 plus base. */
  lower(pair: number): number {
    return this.squared(pair, 1 - this.slack) - this.points.dimensions * underflow;
  }

  /** The most that it can be. */
  upper(pair: number): number {
    return this.squared(pair, 1 + this.slack) + this.points.dimensions * underflow;
  }

  private squared(pair: number, factor: number): number {
    const norms = (this.queryNorms[pair >> 8] as number) + (this.baseNorms[pair & 255] as number);
    return norms * factor - 2 * (this.filter.products[pair] as number);
  }

  private packQueries({ start, count }: PointRange, from: number, m: number): void {
    const { values, dimensions } = this.points;
    const { centre, queryNorms } = this;
    const { queries } = this.filter;
    for (let q = 0; q < count; q++) {
      const at = (start + q) * dimensions + from;
      let norm = 0;
      for (let d = 0; d < m; d++) {
        const x = (values[at + d] as number) - (centre[from + d] as number);
        queries[q * m + d] = x;
        norm += x * x;
      }
      queryNorms[q] = (queryNorms[q] as number) + norm;
    }
  }

  private packBase({ start, count }: PointRange, from: number, m: number): void {
    const { values, dimensions } = this.points;
    const { centre, baseNorms } = this;
    const { base } = this.filter;
    for (let b = 0; b < count; b++) {
      const at = (start + b) * dimensions + from;
      const panel = (b >> 3) * panelPoints * m + (b & 7);
      let norm = 0;
      for (let d = 0; d < m; d++) {
        const x = (values[at + d] as number) - (centre[from + d] as number);
        base[panel + panelPoints * d] = x;
        norm += x * x;
      }
      baseNorms[b] = (baseNorms[b] as number) + norm;
    }
  }
}
