import type { NeighbourTable } from '../../compute/neighbourTable';

/** A value made from Σ x_j over the k nearest and x_k. */
export interface SumForm {
  /** What x is: ln r, or r. */
  readonly of: 'logs' | 'distances';
  readonly value: (sum: number, last: number) => number;
}

/** How a point's value is made from ln r_1 … ln r_k, and from their sum alone where that is enough. */
interface PointValue {
  value(logs: Float64Array): number;
  readonly ofSum?: SumForm;
}

/**
 * The values of points when one of several groups of points is taken out, and others move up among their neighbours.
 * Which points that concerns is found once for all groups, in one pass over the table.
 */
export class WithoutGroups {
  /** The group of every neighbour in the table. */
  private readonly groupsOf: Uint8Array;
  /** Of each group, where its points begin in `points`; one more for the end. */
  private readonly starts: Int32Array;
  private readonly points: Int32Array;

  /**
   * @param group of every point, 0 to `groups − 1`. @param groups at most 256.
   * @param neighbours of a point that count.
   */
  constructor(
    private readonly table: NeighbourTable,
    private readonly group: Int32Array,
    groups: number,
    private readonly neighbours: number,
  ) {
    const { points, k, indices } = table;
    this.groupsOf = new Uint8Array(points * k);
    for (let at = 0; at < points * k; at++) this.groupsOf[at] = group[indices[at] as number] as number;
    const starts = new Int32Array(groups + 1);
    this.eachTouch(groups, (_, g) => (starts[g + 1] = (starts[g + 1] as number) + 1));
    for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
    const ends = starts.slice();
    const touched = new Int32Array(starts[groups] as number);
    this.eachTouch(groups, (i, g) => {
      const at = ends[g] as number;
      touched[at] = i;
      ends[g] = at + 1;
    });
    this.starts = starts;
    this.points = touched;
  }

  /** Points of other groups that have one of this among their neighbours, ascending. */
  changed(g: number): Int32Array {
    return this.points.subarray(this.starts[g], this.starts[g + 1]);
  }

  /**
   * What gives the value of a point that {@link changed} names when that group is taken out; NaN where the table has too
   * few neighbours, which is so only where the data hold hardly more points than neighbours.
   */
  valuesOf(statistic: PointValue, logs: Float64Array): (i: number, g: number) => number {
    const kept = new Float64Array(this.neighbours);
    const whole = (i: number, g: number): number =>
      this.keep(i, g, logs, kept) ? statistic.value(kept) : NaN;
    const { ofSum } = statistic;
    if (ofSum === undefined) return whole;
    const row = ofSum.of === 'logs' ? logs : this.table.distances;
    const sums = this.sumsOf(row);
    // Of a distance that is zero there is no logarithm to take out of a sum.
    return (i, g) =>
      Number.isFinite(sums[i]) ? this.ofSum(i, g, row, sums[i] as number, ofSum) : whole(i, g);
  }

  private ofSum(i: number, g: number, row: Float64Array, total: number, { value }: SumForm): number {
    const { k } = this.table;
    const end = (i + 1) * k;
    let at = i * k;
    let sum = total;
    let missing = 0;
    for (const counted = at + this.neighbours; at < counted; at++) {
      if (this.groupsOf[at] !== g) continue;
      sum -= row[at] as number;
      missing++;
    }
    let last = NaN;
    for (; missing > 0 && at < end; at++) {
      if (this.groupsOf[at] === g) continue;
      last = row[at] as number;
      sum += last;
      missing--;
    }
    return missing === 0 ? value(sum, last) : NaN;
  }

  private sumsOf(row: Float64Array): Float64Array {
    const { points, k } = this.table;
    const sums = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      let sum = 0;
      for (let at = i * k; at < i * k + this.neighbours; at++) sum += row[at] as number;
      sums[i] = sum;
    }
    return sums;
  }

  /** Copies what `row` holds of the nearest neighbours that are left, as many as count; false where there are too few. */
  private keep(i: number, g: number, row: Float64Array, kept: Float64Array): boolean {
    const { k } = this.table;
    const end = (i + 1) * k;
    let n = 0;
    for (let at = i * k; at < end && n < this.neighbours; at++) {
      if (this.groupsOf[at] !== g) kept[n++] = row[at] as number;
    }
    return n === this.neighbours;
  }

  /** Calls back for each point and each other group among its neighbours, once. */
  private eachTouch(groups: number, found: (i: number, g: number) => void): void {
    const { points, k } = this.table;
    const seen = new Int32Array(groups).fill(-1);
    for (let i = 0; i < points; i++) {
      seen[this.group[i] as number] = i;
      for (let at = i * k; at < i * k + this.neighbours; at++) {
        const g = this.groupsOf[at] as number;
        if (seen[g] === i) continue;
        seen[g] = i;
        found(i, g);
      }
    }
  }
}
