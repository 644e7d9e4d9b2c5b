import { pairsWithin, type PairsWithin } from '../../compute/pairsWithin';
import type { WorkHooks } from '../../compute/work';
import { takeRows } from '../datasets/duplicates';
import { finiteSampleWarning, fewPointsWarning } from './dimensionWarnings';
import { defineEstimator, type EstimatorInput } from './estimator';
import { impossible } from './impossible';
import { whole } from './options';
import { errorOfLogRatio, normal975, sumOf } from './pairCounts';

/**
 * The correlation dimension (Grassberger and Procaccia 1983, "Measuring the strangeness of strange attractors", eq. 3)
 * between two scales, R1 and R2, the median distances to the k1-th and k2-th neighbour, as scikit-dimension chooses
 * them: with C(R) the share of pairs nearer than R, d = ln(C(R2) / C(R1)) / ln(R2 / R1).
 */
export const corrintEstimator = defineEstimator({
  id: 'corrint',
  options: { k1: whole(10, 1, 499), k2: whole(20, 2, 500) },
  conflict: ({ k1, k2 }) =>
    k1 < k2 ? undefined : `corrint needs k1 below k2; k1=${k1} and k2=${k2} are not.`,
  fit: (options, most) => (options.k2 <= most ? options : { k1: Math.min(options.k1, most - 1), k2: most }),
  needs: ({ k2 }) => ({ neighbours: k2, spectrum: false, distinct: true }),
  cost: (_options, { points, columns }) => points * points * Math.min(columns, 40),
  async estimate(input, { k1, k2 }, key, hooks) {
    const { points } = input.table;
    const r1 = medianDistance(input, k1);
    const r2 = medianDistance(input, k2);
    const { near, far } = await countPairs(input, r1, r2, hooks);
    const c1 = sumOf(near) / points ** 2;
    const c2 = sumOf(far) / points ** 2;
    const width = Math.log(r2 / r1);
    const dimension = Math.log(c2 / c1) / width;
    if (!(dimension > 0) || !Number.isFinite(dimension)) {
      throw impossible(key, 'no pairs lie between the two scales');
    }
    const standardError = errorOfLogRatio(near, far) / width;
    const spread = Math.exp((normal975 * standardError) / dimension);
    return {
      dimension,
      interval: [dimension / spread, dimension * spread],
      intervalMethod: 'variance of pair counts (Hoeffding’s decomposition), normal quantiles',
      details: { points, k1, k2, r1, r2, c1, c2, standardError },
      warnings: [finiteSampleWarning(dimension, points), fewPointsWarning(points)].filter(
        (warning) => warning !== undefined,
      ),
    };
  },
});

function medianDistance({ table: { points, k, distances } }: EstimatorInput, rank: number): number {
  const sorted = Float64Array.from(
    { length: points },
    (_, i) => distances[i * k + rank - 1] as number,
  ).sort();
  const middle = points >> 1;
  const upper = sorted[middle] as number;
  return points % 2 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * Of every point, how many others lie nearer than R1 and R2. The table tells it of points whose neighbours reach R2, and
 * which of these lie near a point whose neighbours do not; only pairs of two such points are looked at anew.
 */
async function countPairs(
  { points, table: { k, distances, indices } }: EstimatorInput,
  r1: number,
  r2: number,
  hooks: WorkHooks,
): Promise<PairsWithin> {
  const { rows } = points;
  const near = new Float64Array(rows);
  const far = new Float64Array(rows);
  const crowded: number[] = [];
  const reaches = (row: number): boolean => (distances[row * k + k - 1] as number) >= r2;
  for (let i = 0; i < rows; i++) {
    if (!reaches(i)) {
      crowded.push(i);
      continue;
    }
    for (let at = i * k; at < i * k + k; at++) {
      const r = distances[at] as number;
      if (!(r < r2)) break;
      const other = indices[at] as number;
      for (const point of reaches(other) ? [i] : [i, other]) {
        if (r < r1) near[point] = (near[point] as number) + 1;
        far[point] = (far[point] as number) + 1;
      }
    }
  }
  if (crowded.length < 2) return { near, far };
  const among = await pairsWithin(takeRows(points, Int32Array.from(crowded)), r1, r2, hooks);
  crowded.forEach((row, i) => {
    near[row] = (near[row] as number) + (among.near[i] as number);
    far[row] = (far[row] as number) + (among.far[i] as number);
  });
  return { near, far };
}
