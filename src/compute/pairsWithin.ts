import type { Matrix } from './matrix';
import { bufferOf, fastestTarget, type KernelTarget } from './memory';
import { planSearch } from './searchPlan';
import { TileWalk } from './tileWalk';
import { Pacer, type WorkHooks } from './work';

/** Of every point, how many others are nearer than each of two distances. */
export interface PairsWithin {
  readonly near: Float64Array;
  readonly far: Float64Array;
}

/**
 * Counts the pairs of points nearer than `near` and than `far`, the greater, Euclidean distances in the data's units:
 * exactly, by the distances that the neighbour search computes, ruling pairs out as it does.
 */
export async function pairsWithin(
  matrix: Matrix,
  near: number,
  far: number,
  hooks: WorkHooks,
  target: KernelTarget = fastestTarget(),
): Promise<PairsWithin> {
  // Two counts a point take the place of the search's lists of two.
  const plan = await planSearch(matrix, 2, 1, target, { ...hooks, onProgress: undefined });
  const buffer = bufferOf(plan.memory);
  const { rows, scale } = plan;
  const counts = new Int32Array(buffer, plan.others, 2 * rows).fill(0);
  const limit = (far * scale) ** 2 * 1.000001;
  new Float32Array(buffer, plan.limits, rows).fill(limit);
  const walk = new TileWalk(plan, 0);
  const pacer = new Pacer(hooks);
  for (let leaf = 0; leaf < plan.leaves; leaf++) {
    const range = walk.range(leaf);
    for (const { other, distance } of [{ other: leaf, distance: 0 }, ...walk.partners(leaf)]) {
      if (distance > (Math.sqrt(limit) + plan.error) ** 2) break;
      const time = walk.compare(range, walk.range(other), false, ({ count, queries, base }) =>
        walk.kernels.count(
          count,
          walk.scratch.codes,
          plan.points,
          plan.single,
          plan.columns,
          queries.start,
          base.start,
          near * scale,
          far * scale,
          plan.others,
        ),
      );
      await pacer.did(time);
    }
    hooks.onProgress?.((leaf + 1) / plan.leaves);
  }
  const order = new Int32Array(buffer, plan.order, rows);
  const found = { near: new Float64Array(rows), far: new Float64Array(rows) };
  for (let i = 0; i < rows; i++) {
    found.near[order[i] as number] = counts[2 * i] as number;
    found.far[order[i] as number] = counts[2 * i + 1] as number;
  }
  return found;
}
