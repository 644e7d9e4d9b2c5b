import { squaredDistance } from '../squaredDistance';
import { Pacer, type WorkHooks } from '../work';
import type { DoubtfulRow, NeighbourOutput } from './confirmation';
import type { GpuPlan } from './gpuPlan';
import { NearestList } from './nearestList';
import { tileCount } from './tileLayout';

/** Writes the neighbours of rows, looked for among all others. Returns how many full-length distances that took. */
export async function searchWhole(
  plan: GpuPlan,
  rows: readonly DoubtfulRow[],
  output: NeighbourOutput,
  hooks: WorkHooks,
): Promise<number> {
  const { values, columns, order, layout, scale, error } = plan;
  const nearest = new NearestList(output.k);
  const pacer = new Pacer(hooks);
  let evaluated = 0;
  for (const [done, { row, limit }] of rows.entries()) {
    nearest.clear();
    for (let tile = 0; tile < tileCount(layout); tile++) {
      if (boxDistance(plan, row, tile) > Math.sqrt(limit) + error) continue;
      for (let i = layout.starts[tile] as number; i < (layout.starts[tile + 1] as number); i++) {
        const other = order[i] as number;
        if (other === row) continue;
        const most = Math.min(limit, nearest.limit);
        nearest.offer(squaredDistance(values, row * columns, other * columns, columns, most), other);
        evaluated++;
      }
    }
    nearest.write(output.distances, output.indices, row * output.k, scale);
    await pacer.did(plan.rows * columns);
    hooks.onProgress?.((done + 1) / rows.length);
  }
  return evaluated;
}

/** Of a row's projection from a tile's box. */
function boxDistance(
  { projected, projectedDimensions: m, boxes }: GpuPlan,
  row: number,
  tile: number,
): number {
  let sum = 0;
  for (let d = 0; d < m; d++) {
    const x = projected[row * m + d] as number;
    const gap = Math.max(
      (boxes.low[tile * m + d] as number) - x,
      x - (boxes.high[tile * m + d] as number),
      0,
    );
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}
