import { columnMeans } from '../covariance';
import type { GpuPlan } from './gpuPlan';

/** Powers of two that keep squares far from both ends of float32's range. */
const largestExponent = 20;
/** The coordinate of what fills a tile up: so far from all points that no list takes it. */
const elsewhere = 2 ** 60;
/** Of a coordinate that float32 cannot tell from zero, and a device may take for it. */
const vanishing = 2 ** -126;

/**
 * The points in single precision, tile by tile, as the kernel reads them: within a tile one coordinate after another,
 * each of all its points, filled up to the tile's size.
 *
 * Values that float32 holds exactly stay as they are; others are taken about their mean first, which makes what is
 * rounded small.
 */
export class SinglePoints {
  /** A power of two: coordinates on the device are those of the plan times this. */
  readonly factor: number;
  /** No point on the device is farther than this from where it should be, in the device's units. */
  readonly error: number;
  /** Coordinates of its projection that come before a point's own; none where the projection is the point. */
  readonly coarse: number;
  /** No projection on the device is farther than this from where it should be. */
  readonly coarseError: number;
  private readonly centre: Float64Array;

  constructor(private readonly plan: GpuPlan) {
    const { values, columns, projected, projectedDimensions } = plan;
    const exact = values instanceof Float32Array || values.every((x) => Math.fround(x) === x);
    this.centre = exact ? new Float64Array(columns) : columnMeans(plan);
    this.factor = 2 ** (largestExponent - Math.ceil(Math.log2(this.largest())));
    this.error = this.roundingError(values, columns, this.centre, exact ? 0 : 2 ** -52);
    this.coarse = projectedDimensions < columns ? projectedDimensions : 0;
    const origin = new Float64Array(projectedDimensions);
    this.coarseError = this.roundingError(projected, projectedDimensions, origin, 0);
  }

  /** Tiles `from … to − 1`: `(to − from) × (coarse + columns) × size`. */
  pack(from: number, to: number): Float32Array {
    const { coarse, factor, centre } = this;
    const { values, columns, order, projected } = this.plan;
    const { size, starts } = this.plan.layout;
    const tile = (coarse + columns) * size;
    const packed = new Float32Array((to - from) * tile);
    for (let t = from; t < to; t++) {
      const first = starts[t] as number;
      const count = (starts[t + 1] as number) - first;
      const at = (t - from) * tile;
      const own = at + coarse * size;
      for (let i = 0; i < count; i++) {
        const row = order[first + i] as number;
        for (let d = 0; d < coarse; d++)
          packed[at + d * size + i] = (projected[row * coarse + d] as number) * factor;
        for (let d = 0; d < columns; d++) {
          packed[own + d * size + i] =
            ((values[row * columns + d] as number) - (centre[d] as number)) * factor;
        }
      }
      packed.fill(elsewhere, at + count, at + size);
      packed.fill(elsewhere, own + count, own + size);
    }
    return packed;
  }

  private largest(): number {
    const { values, columns } = this.plan;
    let largest = 0;
    for (let at = 0; at < values.length; at += columns) {
      for (let d = 0; d < columns; d++) {
        const size = Math.abs((values[at + d] as number) - (this.centre[d] as number));
        if (size > largest) largest = size;
      }
    }
    return largest === 0 ? 1 : largest;
  }

  /**
   * The greatest length of what rounding takes from a vector.
   * @param subtraction unit roundoff of taking the centre away, twice.
   */
  private roundingError(
    values: Float32Array | Float64Array,
    columns: number,
    centre: Float64Array,
    subtraction: number,
  ): number {
    let most = 0;
    for (let at = 0; at < values.length; at += columns) {
      let lost = 0;
      for (let d = 0; d < columns; d++) {
        const x = ((values[at + d] as number) - (centre[d] as number)) * this.factor;
        const off = Math.abs(x - Math.fround(x)) + Math.abs(x) * subtraction;
        lost += off * off;
      }
      if (lost > most) most = lost;
    }
    return Math.sqrt(most) * (1 + 1e-9) + Math.sqrt(columns) * vanishing;
  }
}
