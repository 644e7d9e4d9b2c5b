import type { WorkHooks } from '../../compute/work';
import type { NeighbourTable } from '../../compute/neighbourTable';
import { isSound } from './distanceEstimator';
import type { ScalePoint } from './estimate';
import { mostNeighbours } from './estimateDimension';
import { gride } from './gride';
import { estimateFromNeighbours } from './neighbourStatistic';

/** Neighbour ranks (1, 2), (2, 4), (4, 8) … of the scale curve, for N points. */
export function scaleRanks(points: number): number[] {
  const most = Math.min(64, mostNeighbours(points));
  return [1, 2, 4, 8, 16, 32].filter((n1) => 2 * n1 <= most);
}

/** A point of the scale curve; undefined where the equation has no solution. */
export async function scalePoint(
  n1: number,
  table: NeighbourTable,
  logs: Float64Array,
  seed: number,
  hooks: WorkHooks,
): Promise<ScalePoint | undefined> {
  const n2 = 2 * n1;
  const found = await estimateFromNeighbours(table, logs, gride(n1, n2), seed, hooks);
  if (!isSound(found)) return undefined;
  let scale = 0;
  for (let i = 0; i < table.points; i++) {
    scale += (table.distances[i * table.k + n2 - 1] as number) / table.points;
  }
  return { n1, n2, scale, dimension: found.dimension, interval: [...found.interval] };
}
