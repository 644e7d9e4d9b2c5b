import type { Matrix } from '../../compute/matrix';
import type { NeighbourTable } from '../../compute/neighbourTable';

/** The neighbours of one point at a time, in buffers that are used again. */
export class Neighbourhood {
  /** `k × columns`: the neighbours' coordinates, less the centre of the last `load`. */
  readonly rows: Float64Array;
  private readonly centre: Float64Array;

  constructor(
    private readonly points: Matrix,
    private readonly table: NeighbourTable,
    readonly k: number,
  ) {
    this.rows = new Float64Array(k * points.columns);
    this.centre = new Float64Array(points.columns);
  }

  get columns(): number {
    return this.points.columns;
  }

  /** Reads the k nearest of point i; coordinates are relative to the point itself, or to the neighbours' mean. */
  load(i: number, about: 'point' | 'mean'): void {
    const { rows, centre, k, columns } = this;
    const { values } = this.points;
    const { indices } = this.table;
    for (let j = 0; j < k; j++) {
      const from = (indices[i * this.table.k + j] as number) * columns;
      for (let c = 0; c < columns; c++) rows[j * columns + c] = values[from + c] as number;
    }
    if (about === 'point') {
      for (let c = 0; c < columns; c++) centre[c] = values[i * columns + c] as number;
    } else {
      centre.fill(0);
      for (let at = 0; at < rows.length; at += columns) {
        for (let c = 0; c < columns; c++) centre[c] = (centre[c] as number) + (rows[at + c] as number);
      }
      for (let c = 0; c < columns; c++) centre[c] = (centre[c] as number) / k;
    }
    for (let at = 0; at < rows.length; at += columns) {
      for (let c = 0; c < columns; c++) rows[at + c] = (rows[at + c] as number) - (centre[c] as number);
    }
  }
}
