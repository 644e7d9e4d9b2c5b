import type { Matrix } from './matrix';
import { fastestTarget, type KernelTarget } from './memory';
import type { NeighbourBackend, NeighbourTable } from './neighbourTable';
import { collect, planSearch, type SearchPlan } from './searchPlan';
import { TileSearch } from './tileSearch';
import { Pacer, type WorkHooks } from './work';

/** Share of the progress that planning gets. */
export const planShare = 0.1;

/** The search on the calling thread. */
export class SingleThreadNeighbours implements NeighbourBackend {
  constructor(private readonly target: KernelTarget = fastestTarget()) {}

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    checkNeighbourCount(matrix, k);
    const plan = await planSearch(matrix, k, 1, this.target, planHooks(hooks));
    const search = new TileSearch(plan, 0);
    const pacer = new Pacer(hooks);
    for (let piece = 0; piece < search.pieces; piece++) {
      await search.run(piece, pacer);
      hooks.onProgress?.(searchProgress(plan, piece + 1));
    }
    return tableOf(plan, search.evaluated, `${search.description}, 1 thread`);
  }
}

/** The hooks of a plan, which is the first part of the work. */
export function planHooks(hooks: WorkHooks): WorkHooks {
  return { ...hooks, onProgress: (fraction) => hooks.onProgress?.(planShare * fraction) };
}

/** The progress once so many tasks are done. Those of the last stage are the longest. */
export function searchProgress({ leaves }: SearchPlan, done: number): number {
  const share = done <= 2 * leaves ? (0.2 * done) / (2 * leaves) : 0.2 + (0.8 * (done - 2 * leaves)) / leaves;
  return planShare + (1 - planShare) * share;
}

/** The table of a search whose tasks are all done. */
export function tableOf(plan: SearchPlan, evaluated: number, backend: string): NeighbourTable {
  const { rows: points, k } = plan;
  const distances = new Float64Array(points * k);
  const indices = new Int32Array(points * k);
  collect(plan, distances, indices);
  return { points, k, distances, indices, evaluated, backend };
}

/** Throws a RangeError unless there are k other points. */
export function checkNeighbourCount(matrix: Matrix, k: number): void {
  if (!Number.isInteger(k) || k < 1 || k >= matrix.rows) {
    throw new RangeError(`k = ${k} neighbours of ${matrix.rows} points`);
  }
}
