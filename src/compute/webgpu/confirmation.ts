import { squaredDistance } from '../squaredDistance';
import type { GpuPlan } from './gpuPlan';
import { NearestList } from './nearestList';
import { tileCount } from './tileLayout';

/** Where neighbours are written: `rows × k`, in the matrix's order and units. */
export interface NeighbourOutput {
  readonly k: number;
  readonly distances: Float64Array;
  readonly indices: Int32Array;
}

/** How far squared distances computed on the device can be off. */
export interface DeviceAccuracy {
  /** Coordinates there are those of the plan times this. */
  readonly factor: number;
  /** No point there is farther than this from its place. */
  readonly error: number;
}

/** Unit roundoff of the device's float32: WGSL lets it round up or down (W3C, WGSL, section 15.7.4). */
const roundoff = 2 ** -23;
/** Squares below this may have vanished on the device. */
const vanished = 2 ** -120;

/**
 * Makes rows of the neighbour table of what the device kept: full distances in float64 of all that can matter, in the
 * same arithmetic as everywhere, so that the bits are the same.
 */
export class Confirmation {
  /** Full-length distances begun so far. */
  evaluated = 0;
  private readonly nearest: NearestList;
  /** The sum of m squares, each of a difference, errs by at most γ = (m + 3) u / (1 − (m + 3) u), relatively (Higham 2002, section 3.1). */
  private readonly growth: number;
  private readonly shrink: number;

  /** @param keep how many candidates a point has: all other points, or more than k. */
  constructor(
    private readonly plan: GpuPlan,
    private readonly accuracy: DeviceAccuracy,
    private readonly keep: number,
    private readonly output: NeighbourOutput,
  ) {
    this.nearest = new NearestList(output.k);
    this.growth = 1 / (1 - Math.min((plan.columns + 16) * roundoff, 0.5));
    this.shrink = 1 - (plan.columns + 64) * 2 ** -50;
  }

  /**
   * Writes the neighbours of a row, where what was kept of it is sure to hold them.
   *
   * @param kept its `keep` pairs, see `CandidateBlock`; is sorted.
   * @returns the squared distance beyond which none of its neighbours lies, where it is not sure; then nothing is written.
   */
  confirm(row: number, kept: BigUint64Array): number | undefined {
    const { nearest, keep } = this;
    const { order } = this.plan;
    // Of a pair's eight bytes the distance's are the upper ones, and of positive floats the order is that of their bits.
    kept.sort();
    const pairs = new Uint32Array(kept.buffer, kept.byteOffset, 2 * keep);
    const distances = new Float32Array(kept.buffer, kept.byteOffset, 2 * keep);
    nearest.clear();
    for (let i = 0; i < keep; i++) {
      if (this.least(distances[2 * i + 1] as number) > nearest.limit) break;
      this.offer(row, order[pairs[2 * i] as number] as number, nearest.limit);
    }
    const farthest = distances[2 * keep - 1] as number;
    if (keep < order.length - 1 && !(this.least(farthest) > nearest.limit)) return nearest.limit;
    this.write(row);
    return undefined;
  }

  /** Finds a row's neighbours among all others, given the squared distance beyond which there are none. */
  searchAll(row: number, limit: number): void {
    const { nearest, plan } = this;
    const { starts } = plan.layout;
    nearest.clear();
    for (let tile = 0; tile < tileCount(plan.layout); tile++) {
      if (this.boxDistance(row, tile) > Math.sqrt(limit) + plan.error) continue;
      for (let i = starts[tile] as number; i < (starts[tile + 1] as number); i++) {
        const other = plan.order[i] as number;
        if (other !== row) this.offer(row, other, Math.min(limit, nearest.limit));
      }
    }
    this.write(row);
  }

  private offer(row: number, other: number, limit: number): void {
    const { values, columns } = this.plan;
    this.nearest.offer(squaredDistance(values, row * columns, other * columns, columns, limit), other);
    this.evaluated++;
  }

  private write(row: number): void {
    const { distances, indices, k } = this.output;
    this.nearest.write(distances, indices, row * k, this.plan.scale);
  }

  /** The least that the full squared distance of a pair can be whose squared distance on the device is this or more. */
  private least(square: number): number {
    const { factor, error } = this.accuracy;
    const length = Math.sqrt(Math.max(0, square - vanished) / this.growth) - 2 * error;
    return length > 0 ? (length / factor) ** 2 * this.shrink : 0;
  }

  /** Of a row's projection from a tile's box. */
  private boxDistance(row: number, tile: number): number {
    const { projected, projectedDimensions: m, boxes } = this.plan;
    let sum = 0;
    for (let d = 0; d < m; d++) {
      const x = projected[row * m + d] as number;
      const gap = Math.max(
        (boxes.low[tile * m + d] as number) - x,
        x - (boxes.high[tile * m + d] as number),
        0,
      );
      sum += gap * gap;
    }
    return Math.sqrt(sum);
  }
}
