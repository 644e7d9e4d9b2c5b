import { squaredDistance } from '../squaredDistance';
import type { GpuPlan } from './gpuPlan';
import { NearestList } from './nearestList';
import { Pacer, type WorkHooks } from '../work';

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

/** What confirming takes: nothing else need be sent to a thread. */
export interface ConfirmTask {
  readonly plan: Pick<GpuPlan, 'values' | 'columns' | 'order' | 'scale'>;
  readonly accuracy: DeviceAccuracy;
  /** How many candidates a point has: all other points, or more than k. */
  readonly keep: number;
  readonly output: NeighbourOutput;
  /** Of the points, in the order of the tiles. */
  readonly first: number;
  /** The points' `keep` pairs each, see `CandidateBlock`; are sorted. */
  readonly kept: BigUint64Array;
}

/** Of rows whose neighbours are not certain, the squared distance beyond which none lies. */
export interface DoubtfulRow {
  readonly row: number;
  readonly limit: number;
}

export interface Confirmed {
  readonly doubtful: readonly DoubtfulRow[];
  /** Full-length distances begun. */
  readonly evaluated: number;
}

/** Writes the neighbours of the points of a task that are certain; the others are named. */
export type ConfirmPoints = (task: ConfirmTask, hooks: WorkHooks) => Promise<Confirmed>;

/** On the calling thread. */
export const confirmHere: ConfirmPoints = async (task, hooks) => {
  const confirmation = new Confirmation(task);
  const pacer = new Pacer(hooks);
  const { keep, kept, first, plan } = task;
  const doubtful: DoubtfulRow[] = [];
  for (let i = 0; i * keep < kept.length; i++) {
    const row = plan.order[first + i] as number;
    const limit = confirmation.confirm(row, kept.subarray(i * keep, (i + 1) * keep));
    if (limit !== undefined) doubtful.push({ row, limit });
    await pacer.did(keep * plan.columns);
  }
  return { doubtful, evaluated: confirmation.evaluated };
};

/** Unit roundoff of the device's float32: WGSL lets it round up or down (W3C, WGSL, section 15.7.4). */
const roundoff = 2 ** -23;
/** Squares below this may have vanished on the device. */
const vanished = 2 ** -120;

/**
 * Makes rows of the neighbour table of what the device kept: full distances in float64 of all that can matter, in the
 * same arithmetic as everywhere, so that the bits are the same.
 */
class Confirmation {
  /** Full-length distances begun so far. */
  evaluated = 0;
  private readonly nearest: NearestList;
  /** The sum of m squares, each of a difference, errs by at most γ = (m + 3) u / (1 − (m + 3) u), relatively (Higham 2002, section 3.1). */
  private readonly growth: number;
  private readonly shrink: number;

  constructor(private readonly task: ConfirmTask) {
    const { output, plan } = task;
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
    const { nearest } = this;
    const { keep, plan } = this.task;
    const { order } = plan;
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

  private offer(row: number, other: number, limit: number): void {
    const { values, columns } = this.task.plan;
    this.nearest.offer(squaredDistance(values, row * columns, other * columns, columns, limit), other);
    this.evaluated++;
  }

  private write(row: number): void {
    const { distances, indices, k } = this.task.output;
    this.nearest.write(distances, indices, row * k, this.task.plan.scale);
  }

  /** The least that the full squared distance of a pair can be whose squared distance on the device is this or more. */
  private least(square: number): number {
    const { factor, error } = this.task.accuracy;
    const length = Math.sqrt(Math.max(0, square - vanished) / this.growth) - 2 * error;
    return length > 0 ? (length / factor) ** 2 * this.shrink : 0;
  }
}
