import type { Matrix } from '../../compute/matrix';
import type { NeighbourTable } from '../../compute/neighbourTable';
import { VectorBlock } from '../../compute/vectorBlock';

/** The neighbours of one point at a time, in memory that is used again. */
export class Neighbourhood {
  /** The coordinates of the k neighbours, less the centre of the last `load`. */
  readonly vectors: VectorBlock;
  private readonly centre: Float64Array;

  constructor(
    private readonly points: Matrix,
    private readonly table: NeighbourTable,
    readonly k: number,
  ) {
    this.vectors = new VectorBlock(k, points.columns);
    this.centre = new Float64Array(points.columns);
  }

  /** Reads the nearest of point i; coordinates are relative to their mean. */
  load(i: number): void {
    const { centre, k, vectors } = this;
    const { values, columns } = this.points;
    const { indices } = this.table;
    const { rows, stride } = vectors;
    const first = i * this.table.k;
    centre.fill(0);
    for (let j = 0; j < k; j++) {
      const from = (indices[first + j] as number) * columns;
      for (let c = 0; c < columns; c++) centre[c] = (centre[c] as number) + (values[from + c] as number);
    }
    for (let c = 0; c < columns; c++) centre[c] = (centre[c] as number) / k;
    for (let j = 0; j < k; j++) {
      const from = (indices[first + j] as number) * columns;
      const to = j * stride;
      for (let c = 0; c < columns; c++) {
        rows[to + c] = (values[from + c] as number) - (centre[c] as number);
      }
    }
  }
}
