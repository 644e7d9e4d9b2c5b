import type { NeighbourTable } from '../../compute/neighbourTable';
import { Pacer, type WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { finiteSampleWarning } from './dimensionWarnings';
import { lowerK } from './distanceEstimator';
import { defineEstimator, type EstimatorInput } from './estimator';
import { meanDistance } from './gride';
import { Neighbourhood } from './neighbourhood';
import { oneOf, real, whole } from './options';
import { combinePointwise } from './pointwise';

/**
 * Tight local estimation (Amsaleg, Chelly, Houle, Kawarabayashi, Radovanović, Treeratanajaru 2019, "Intrinsic
 * dimensionality estimation within tight localities", eq. 6 and algorithm 1): the Hill estimator over all pairs of a
 * point's k nearest, each pair seen in a ball that lies within the neighbourhood's, and each neighbour's reflection
 * through the point seen so too. `epsilon`, in the data's units, is the distance below which pairs are left out.
 */
export const tleEstimator = defineEstimator({
  id: 'tle',
  options: { k: whole(20, 3, 500), epsilon: real(1e-4, 0, 1e6), combine: oneOf(combinations) },
  fit: lowerK,
  needs: ({ k }) => ({ neighbours: k, spectrum: false, distinct: true }),
  cost: ({ k }, { points, columns }) => points * k * k * (columns / 4 + 40),
  async estimate(input, { k, epsilon, combine }, key, hooks) {
    const values = await localDimensions(input, k, epsilon, hooks);
    const found = combinePointwise({ values, table: input.table, k, combine, shortfall: 1, key });
    const radius = meanDistance(input.table, k);
    const coarse =
      epsilon * 100 >= radius && epsilon > 0
        ? `epsilon=${epsilon} is no small distance beside that of the neighbours, ${radius.toPrecision(2)}.`
        : undefined;
    const doubts = [coarse, finiteSampleWarning(found.dimension, input.table.points)];
    return { ...found, warnings: [...found.warnings, ...doubts.filter((doubt) => doubt !== undefined)] };
  },
});

async function localDimensions(
  { points, table }: EstimatorInput,
  k: number,
  epsilon: number,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const neighbourhood = new Neighbourhood(points, table, k);
  const dimensions = new Float64Array(points.rows);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < points.rows; i++) {
    neighbourhood.load(i, 'point');
    dimensions[i] = tightDimension(neighbourhood, table, i * table.k, epsilon);
    await pacer.did(k * k * (points.columns / 4 + 40));
    hooks.onProgress?.((i + 1) / points.rows);
  }
  return dimensions;
}

/** The dimension about the point whose distances start at `at`; NaN where its farthest neighbour is at no distance. */
function tightDimension(
  { vectors, k }: Neighbourhood,
  { distances }: NeighbourTable,
  at: number,
  epsilon: number,
): number {
  const r = distances[at + k - 1] as number;
  if (!(r > 0)) return NaN;
  vectors.squares();
  const { pairs, pairStride } = vectors;
  let logs = 0;
  let counted = k * k;
  for (let a = 0; a < k; a++) {
    const da = distances[at + a] as number;
    if (da < epsilon) counted--;
    else logs += 2 * Math.log(da / r);
    for (let b = 0; b < a; b++) {
      const square = pairs[a * pairStride + b] as number;
      const db = distances[at + b] as number;
      if (square === 0) {
        counted -= 2;
        continue;
      }
      const first = pairLogs(da, db, square, r, epsilon);
      if (Number.isNaN(first)) counted--;
      else logs += first;
      const second = pairLogs(db, da, square, r, epsilon);
      if (Number.isNaN(second)) counted--;
      else logs += second;
    }
  }
  return (-2 * counted) / logs;
}

/**
 * ln(s / r) + ln(t / r) of an ordered pair at squared distance v2: s and t are the distances from the first, at `from`
 * from the centre, to the second and to its reflection, as seen in the tight ball. NaN where either is too small.
 */
function pairLogs(from: number, to: number, v2: number, r: number, epsilon: number): number {
  const reflected2 = 2 * from * from + 2 * to * to - v2;
  const s = tightDistance(from, to, v2, r);
  const t = tightDistance(from, to, reflected2, r);
  return s < epsilon || t < epsilon ? NaN : Math.log((s / r) * (t / r));
}

function tightDistance(from: number, to: number, v2: number, r: number): number {
  if (to === 0) return (r * Math.sqrt(v2)) / (r + Math.sqrt(v2));
  if (from === 0) return to;
  if (from === r) return (r * v2) / (r * r + v2 - to * to);
  const b = from * from + v2 - to * to;
  const rest = r * r - from * from;
  return (r * (Math.sqrt(b * b + 4 * v2 * rest) - b)) / (2 * rest);
}
