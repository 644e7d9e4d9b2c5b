import { NearestList } from '../nearestList';
import type { NeighbourOutput, SearchPlan } from '../neighbourSearch';
import { squaredDistance } from '../squaredDistance';

/** Unit roundoff of the device's float32: WGSL lets it round up or down (W3C, WGSL, section 15.7.4). */
const roundoff = 2 ** -23;
/** Squares below this may have vanished on the device. */
const vanished = 2 ** -120;

/** How far squared distances computed on the device can be off. */
export interface DeviceAccuracy {
  /** Coordinates there are those of the plan times this. */
  readonly factor: number;
  /** No point there is farther than this from its place. */
  readonly error: number;
}

/**
 * Makes rows of the neighbour table of what the device kept: full distances in float64 of all that can matter, in the
 * same arithmetic as everywhere, so that the bits are the same.
 */
export class Confirmation {
  /** Full-length distances computed so far. */
  evaluated = 0;
  private readonly nearest: NearestList;
  /** The sum of m squares, each of a difference, errs by at most γ = (m + 3) u / (1 − (m + 3) u), relatively (Higham 2002, section 3.1). */
  private readonly growth: number;
  private readonly shrink: number;

  /** @param keep how many candidates a point has: all other points, or more than k. */
  constructor(
    private readonly plan: SearchPlan,
    private readonly accuracy: DeviceAccuracy,
    k: number,
    private readonly keep: number,
  ) {
    this.nearest = new NearestList(k);
    const { dimensions } = plan.full;
    const rounding = (dimensions + 16) * roundoff;
    this.growth = 1 / (1 - Math.min(rounding, 0.5));
    this.shrink = 1 - (dimensions + 64) * 2 ** -50;
  }

  /**
   * Writes the neighbours of one point, where what was kept of it is sure to hold them.
   *
   * @param point in the order of the leaves. @param kept its `keep` pairs, see `CandidateBlock`; is sorted.
   * @returns false where it is not sure: then nothing is written.
   */
  confirm(point: number, kept: BigUint64Array, output: NeighbourOutput): boolean {
    const { plan, nearest } = this;
    const { values, dimensions } = plan.full;
    // Of a pair's eight bytes the distance's are the upper ones, and of positive floats the order is that of their bits.
    kept.sort();
    const pairs = new Uint32Array(kept.buffer, kept.byteOffset, 2 * this.keep);
    const distances = new Float32Array(kept.buffer, kept.byteOffset, 2 * this.keep);
    nearest.clear();
    for (let i = 0; i < this.keep; i++) {
      if (this.least(distances[2 * i + 1] as number) > nearest.limit) break;
      const other = pairs[2 * i] as number;
      const square = squaredDistance(
        values,
        point * dimensions,
        other * dimensions,
        dimensions,
        nearest.limit,
      );
      nearest.offer(square, plan.leaves.order[other] as number);
      this.evaluated++;
    }
    const others = plan.leaves.order.length - 1;
    const farthest = distances[2 * this.keep - 1] as number;
    if (this.keep < others && !(this.least(farthest) > nearest.limit)) return false;
    const row = plan.leaves.order[point] as number;
    nearest.write(output.distances, output.indices, row * output.k, plan.scale);
    return true;
  }

  /** The least that the full squared distance of a pair can be whose squared distance on the device is this or more. */
  private least(square: number): number {
    const { factor, error } = this.accuracy;
    const length = Math.sqrt(Math.max(0, square - vanished) / this.growth) - 2 * error;
    return length > 0 ? (length / factor) ** 2 * this.shrink : 0;
  }
}
