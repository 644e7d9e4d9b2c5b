import type { Matrix } from './matrix';
import { LeafSearch, leafCount, planSearch } from './neighbourSearch';
import type { NeighbourBackend, NeighbourTable } from './neighbourTable';
import { createTileFilter } from './simdTileFilter';
import type { TileFilter } from './tileFilter';
import { Pacer, type WorkHooks } from './work';

/** Share of the progress that planning gets. */
const planShare = 0.1;

/** The search on the calling thread. */
export class SingleThreadNeighbours implements NeighbourBackend {
  constructor(private readonly createFilter: () => TileFilter = createTileFilter) {}

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    checkNeighbourCount(matrix, k);
    const plan = await planSearch(matrix, {
      ...hooks,
      onProgress: (fraction) => hooks.onProgress?.(planShare * fraction),
    });
    const distances = new Float64Array(matrix.rows * k);
    const indices = new Int32Array(matrix.rows * k);
    const filter = this.createFilter();
    const search = new LeafSearch(plan, filter, k);
    const pacer = new Pacer(hooks);
    const leaves = leafCount(plan);
    for (let leaf = 0; leaf < leaves; leaf++) {
      await search.search(leaf, { k, distances, indices }, pacer);
      hooks.onProgress?.(planShare + ((1 - planShare) * (leaf + 1)) / leaves);
    }
    return {
      points: matrix.rows,
      k,
      distances,
      indices,
      evaluated: search.evaluated,
      backend: `${filter.description}, 1 thread`,
    };
  }
}

/** Throws a RangeError unless there are k other points. */
export function checkNeighbourCount(matrix: Matrix, k: number): void {
  if (!Number.isInteger(k) || k < 1 || k >= matrix.rows) {
    throw new RangeError(`k = ${k} neighbours of ${matrix.rows} points`);
  }
}
