import { panelBytes, panelPoints, tilePoints } from './kernels';
import { buildLeaves, type Leaves } from './leaves';
import type { Matrix } from './matrix';
import { bufferOf, Layout, openMemory, type KernelMemory, type KernelTarget } from './memory';
import { project, type Projection } from './projection';
import { safeScale } from './safeScale';
import type { WorkHooks } from './work';

/** Coordinates of the points by which tiles are compared; addresses. Points come in the order of the leaves. */
export interface TileLevel {
  readonly dimensions: number;
  /** Whether the coordinates are float32. */
  readonly single: boolean;
  readonly points: number;
  /** `leaves × dimensions` doubles: the means of the leaves, from which the rest is measured. */
  readonly centres: number;
  /** A double a point: squared distances from those. */
  readonly norms: number;
  readonly panels: number;
  /** Three doubles a leaf, see `Kernels.quantise`. */
  readonly summaries: number;
  /** An int32 a leaf: whether the above are filled in. */
  readonly ready: number;
}

/** All that finding neighbours needs to know and to write; every thread reads the same. */
export interface SearchPlan {
  readonly memory: KernelMemory;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  readonly leaves: number;
  /** What the points were multiplied by. */
  readonly scale: number;
  /** Bound of the rounding error of a projected distance. */
  readonly error: number;
  /** See `Projection`. */
  readonly residual: number;
  /** Lower bounds of distances, cheap. */
  readonly projected: TileLevel;
  /** Distances, but for the rounding to whole numbers; undefined where the projection is as good. */
  readonly full: TileLevel | undefined;
  /** The points themselves, `rows × columns`; what their distances are computed from. */
  readonly points: number;
  readonly single: boolean;
  /** Int32: the rows, leaf by leaf; and where each leaf starts in them, and its panels. */
  readonly order: number;
  readonly starts: number;
  readonly panelStarts: number;
  /** `leaves × dimensions` doubles: the boxes of the leaves' projections. */
  readonly low: number;
  readonly high: number;
  /** Float32: no neighbour of a point is farther than the square root of this; and the greatest of each leaf. */
  readonly limits: number;
  readonly leafLimits: number;
  /** The lists: `rows × k` doubles and int32. */
  readonly squares: number;
  readonly others: number;
  /** An int32 a leaf, held while its lists are changed. */
  readonly locks: number;
  /** Room of each thread. */
  readonly scratch: readonly Scratch[];
}

/** Where a thread keeps what it works on. */
export interface Scratch {
  readonly direction: number;
  readonly queryTerms: number;
  readonly baseTerms: number;
  readonly codes: number;
  readonly values: number;
}

/** Most coordinates of a projection; a multiple of 4. */
const projectedDimensions = 32;

/** Projects the points, groups them, and lays them out in one memory for the given number of threads. */
export async function planSearch(
  matrix: Matrix,
  k: number,
  threads: number,
  target: KernelTarget,
  hooks: WorkHooks,
): Promise<SearchPlan> {
  const { rows, columns } = matrix;
  const scale = safeScale(matrix.values);
  const projection = await project(matrix, projectedDimensions, scale, target, hooks);
  const leaves = buildLeaves(projection, rows, tilePoints);
  const plan = layOut(matrix, k, threads, target, scale, projection, leaves.starts);
  fill(plan, matrix, projection, leaves);
  return { ...plan, rows, columns };
}

function layOut(
  { rows, columns, values }: Matrix,
  k: number,
  threads: number,
  target: KernelTarget,
  scale: number,
  projection: Projection,
  starts: Int32Array,
): SearchPlan {
  const layout = new Layout();
  const leaves = starts.length - 1;
  const m = projection.dimensions;
  const single = values instanceof Float32Array && scale === 1;
  const panels = starts
    .subarray(1)
    .reduce((sum, end, i) => sum + Math.ceil((end - (starts[i] as number)) / panelPoints), 0);
  const level = (points: number, dimensions: number, ofSingles: boolean): TileLevel => ({
    dimensions,
    single: ofSingles,
    points,
    centres: layout.add(8 * leaves * dimensions),
    norms: layout.add(8 * rows),
    panels: layout.add(panels * panelBytes(dimensions)),
    summaries: layout.add(24 * leaves),
    ready: layout.add(4 * leaves),
  });
  const points = layout.add((single ? 4 : 8) * rows * columns);
  const projected = level(layout.add(8 * rows * m), m, false);
  const full = columns > m ? level(points, columns, single) : undefined;
  const addresses = {
    order: layout.add(4 * rows),
    starts: layout.add(4 * (leaves + 1)),
    panelStarts: layout.add(4 * (leaves + 1)),
    low: layout.add(8 * leaves * m),
    high: layout.add(8 * leaves * m),
    limits: layout.add(4 * rows),
    leafLimits: layout.add(4 * leaves),
    squares: layout.add(8 * rows * k),
    others: layout.add(4 * rows * k),
    locks: layout.add(4 * leaves),
    scratch: Array.from({ length: threads }, () => ({
      direction: layout.add(8 * Math.max(m, columns)),
      queryTerms: layout.add(4 * tilePoints),
      baseTerms: layout.add(4 * tilePoints),
      codes: layout.add(4 * tilePoints ** 2),
      values: layout.add(4 * tilePoints ** 2),
    })),
  };
  return {
    memory: openMemory(layout, target),
    ...{ rows, columns, k, leaves, scale, points, single, projected, full, ...addresses },
    error: projection.error,
    residual: projection.residual,
  };
}

function fill(
  plan: SearchPlan,
  { rows, columns, values }: Matrix,
  projection: Projection,
  { order, starts, low, high }: Leaves,
): void {
  const buffer = bufferOf(plan.memory);
  const { leaves, scale, k } = plan;
  const m = projection.dimensions;
  const points = plan.single
    ? new Float32Array(buffer, plan.points, rows * columns)
    : new Float64Array(buffer, plan.points, rows * columns);
  const projected = new Float64Array(buffer, plan.projected.points, rows * m);
  for (let i = 0; i < rows; i++) {
    const row = order[i] as number;
    const from = row * columns;
    if (scale === 1) {
      points.set(values.subarray(from, from + columns), i * columns);
    } else {
      for (let j = 0; j < columns; j++) points[i * columns + j] = (values[from + j] as number) * scale;
    }
    projected.set(projection.coordinates.subarray(row * m, row * m + m), i * m);
  }
  new Int32Array(buffer, plan.order, rows).set(order);
  new Int32Array(buffer, plan.starts, leaves + 1).set(starts);
  const panelStarts = new Int32Array(buffer, plan.panelStarts, leaves + 1);
  for (let leaf = 0; leaf < leaves; leaf++) {
    const count = (starts[leaf + 1] as number) - (starts[leaf] as number);
    panelStarts[leaf + 1] = (panelStarts[leaf] as number) + Math.ceil(count / panelPoints);
  }
  new Float64Array(buffer, plan.low, leaves * m).set(low);
  new Float64Array(buffer, plan.high, leaves * m).set(high);
  new Float32Array(buffer, plan.limits, rows).fill(Infinity);
  new Float32Array(buffer, plan.leafLimits, leaves).fill(Infinity);
  new Float64Array(buffer, plan.squares, rows * k).fill(Infinity);
  new Int32Array(buffer, plan.others, rows * k).fill(0x7fffffff);
}

/** Writes the lists of a finished search as `rows × k` distances and rows, in the matrix's order and units. */
export function collect(plan: SearchPlan, distances: Float64Array, indices: Int32Array): void {
  const buffer = bufferOf(plan.memory);
  const { rows, k, scale } = plan;
  const order = new Int32Array(buffer, plan.order, rows);
  const squares = new Float64Array(buffer, plan.squares, rows * k);
  const others = new Int32Array(buffer, plan.others, rows * k);
  for (let i = 0; i < rows; i++) {
    const at = (order[i] as number) * k;
    for (let j = 0; j < k; j++) distances[at + j] = Math.sqrt(squares[i * k + j] as number) / scale;
    indices.set(others.subarray(i * k, i * k + k), at);
  }
}
