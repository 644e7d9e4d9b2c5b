import { buildLeaves, type Boxes } from '../leaves';
import type { Matrix } from '../matrix';
import { fastestTarget } from '../memory';
import { project } from '../projection';
import { safeScale } from '../safeScale';
import type { WorkHooks } from '../work';
import type { TileLayout } from './tileLayout';

/** What a search on a GPU is planned from: the points, grouped into tiles of near ones by their projections. */
export interface GpuPlan {
  readonly rows: number;
  readonly columns: number;
  /** The points, times `scale`: `rows × columns` in the matrix's order. Their float64 distances are those of the table. */
  readonly values: Float32Array | Float64Array;
  readonly scale: number;
  /** Rows, tile by tile: what the device calls point i is row `order[i]`. */
  readonly order: Int32Array;
  readonly layout: TileLayout;
  /** Coordinates whose distances are lower bounds, `rows × projectedDimensions` in the matrix's order. */
  readonly projected: Float64Array;
  readonly projectedDimensions: number;
  /** Of the tiles' projected points. */
  readonly boxes: Boxes;
  /** Bound of the rounding error of a projected distance. */
  readonly error: number;
}

/** Most coordinates of a projection. */
const projectedDimensions = 32;

/**
 * @param tile points a side of a tile.
 * @param share copies what threads read to where they can; nothing is copied without it.
 */
export async function planForGpu(
  matrix: Matrix,
  tile: 64 | 128,
  hooks: WorkHooks,
  share: <T extends Float32Array | Float64Array | Int32Array>(values: T) => T = (values) => values,
): Promise<GpuPlan> {
  const { rows, columns } = matrix;
  const scale = safeScale(matrix.values);
  const projection = await project(matrix, projectedDimensions, scale, fastestTarget(), hooks);
  const leaves = buildLeaves(projection, rows, tile);
  return {
    rows,
    columns,
    values: share(scale === 1 ? matrix.values : Float64Array.from(matrix.values, (x) => x * scale)),
    scale,
    order: share(leaves.order),
    layout: { size: tile, starts: Uint32Array.from(leaves.starts) },
    projected: projection.coordinates,
    projectedDimensions: projection.dimensions,
    boxes: leaves,
    error: projection.error,
  };
}
