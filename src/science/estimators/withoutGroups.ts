import type { NeighbourTable } from '../../compute/neighbourTable';

/** A value made from Σ x_j over the k nearest and x_k. */
export interface SumForm {
  /** What x is: ln r, or r. */
  readonly of: 'logs' | 'distances';
  readonly value: (sum: number, last: number) => number;
}

/** How a point's value is made from ln r_1 … ln r_k, and from their sum alone where that is enough. */
interface PointValue {
  /** How many neighbours it looks at. */
  readonly neighbours: number;
  value(logs: Float64Array): number;
  readonly ofSum?: SumForm;
}

/**
 * The values of points when one of several groups of points is taken out, and others move up among their neighbours: all
 * of them found in one pass over the table.
 */
export class WithoutGroups {
  /** Of each group, where what it changes begins in the two below; one more for the end. */
  private readonly starts: Int32Array;
  private readonly points: Int32Array;
  private readonly values: Float64Array;

  /** @param logs of the table's distances. @param group of every point, 0 to `groups − 1`. */
  constructor(
    private readonly table: NeighbourTable,
    logs: Float64Array,
    statistic: PointValue,
    private readonly group: Int32Array,
    groups: number,
  ) {
    const { neighbours } = statistic;
    const starts = new Int32Array(groups + 1);
    const touched = new Int32Array(groups);
    const missing = new Int32Array(groups);
    for (let i = 0; i < table.points; i++) {
      const n = this.touch(i, neighbours, touched, missing);
      for (let t = 0; t < n; t++) {
        const next = (touched[t] as number) + 1;
        starts[next] = (starts[next] as number) + 1;
      }
    }
    for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
    this.starts = starts;
    this.points = new Int32Array(starts[groups] as number);
    this.values = new Float64Array(starts[groups] as number);
    const valueOf = this.valuing(logs, statistic, groups);
    const ends = starts.slice();
    for (let i = 0; i < table.points; i++) {
      const n = this.touch(i, neighbours, touched, missing);
      valueOf.visit(i);
      for (let t = 0; t < n; t++) {
        const g = touched[t] as number;
        const at = ends[g] as number;
        ends[g] = at + 1;
        this.points[at] = i;
        this.values[at] = valueOf.without(i, g);
      }
    }
  }

  /**
   * Points of other groups that have one of this among their neighbours, ascending, and what their values are without it:
   * NaN where the table has too few neighbours, which is so only where the data hold hardly more points than neighbours.
   */
  changed(g: number): { readonly points: Int32Array; readonly values: Float64Array } {
    const [from, to] = [this.starts[g], this.starts[g + 1]];
    return { points: this.points.subarray(from, to), values: this.values.subarray(from, to) };
  }

  /** Lists the groups, but its own, of a point's neighbours that count; returns how many. @param seen all zero. */
  private touch(i: number, neighbours: number, touched: Int32Array, seen: Int32Array): number {
    const { group } = this;
    const { k, indices } = this.table;
    let n = 0;
    seen[group[i] as number] = 1;
    for (let at = i * k; at < i * k + neighbours; at++) {
      const g = group[indices[at] as number] as number;
      if (seen[g] === 1) continue;
      seen[g] = 1;
      touched[n++] = g;
    }
    seen[group[i] as number] = 0;
    for (let t = 0; t < n; t++) seen[touched[t] as number] = 0;
    return n;
  }

  /** What gives a point's value without a group, once the point has been visited. */
  private valuing(
    logs: Float64Array,
    statistic: PointValue,
    groups: number,
  ): { visit(i: number): void; without(i: number, g: number): number } {
    const { neighbours, ofSum } = statistic;
    const kept = new Float64Array(neighbours);
    const whole = (i: number, g: number): number =>
      this.keep(i, g, logs, kept) ? statistic.value(kept) : NaN;
    if (ofSum === undefined) return { visit: () => undefined, without: whole };
    const { group } = this;
    const { k, indices, distances } = this.table;
    const row = ofSum.of === 'logs' ? logs : distances;
    const sums = new Float64Array(groups);
    const counts = new Int32Array(groups);
    let total = 0;
    return {
      visit(i) {
        sums.fill(0);
        counts.fill(0);
        total = 0;
        for (let at = i * k; at < i * k + neighbours; at++) {
          const g = group[indices[at] as number] as number;
          const x = row[at] as number;
          sums[g] = (sums[g] as number) + x;
          counts[g] = (counts[g] as number) + 1;
          total += x;
        }
      },
      without(i, g) {
        // Of a distance that is zero there is no logarithm to take out of a sum.
        if (!Number.isFinite(total)) return whole(i, g);
        let sum = total - (sums[g] as number);
        let missing = counts[g] as number;
        let last = NaN;
        for (let at = i * k + neighbours; missing > 0 && at < (i + 1) * k; at++) {
          if (group[indices[at] as number] === g) continue;
          last = row[at] as number;
          sum += last;
          missing--;
        }
        return missing === 0 ? ofSum.value(sum, last) : NaN;
      },
    };
  }

  /** Copies what `row` holds of the nearest neighbours that are left, as many as count; false where there are too few. */
  private keep(i: number, g: number, row: Float64Array, kept: Float64Array): boolean {
    const { group } = this;
    const { k, indices } = this.table;
    const end = (i + 1) * k;
    let n = 0;
    for (let at = i * k; at < end && n < kept.length; at++) {
      if (group[indices[at] as number] !== g) kept[n++] = row[at] as number;
    }
    return n === kept.length;
  }
}
