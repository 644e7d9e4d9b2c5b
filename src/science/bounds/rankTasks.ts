import { Rng } from '../../base/rng';
import { columnMeans, covariance } from '../../compute/covariance';
import { dotRuns } from '../../compute/dotRuns';
import { symmetricEigen } from '../../compute/symmetricEigen';
import type { WorkHooks } from '../../compute/work';
import type { DataMatrix } from '../datasets/dataSet';
import { crumpled } from '../manifolds/crumpled';
import { drawPoints } from '../manifolds/drawPoints';
import type { Sampler } from '../manifolds/sampler';
import { lowRankData } from './lowRankData';

/** Points and their classes, from 0. */
export interface ClassTask {
  readonly data: DataMatrix;
  readonly labels: Int32Array;
}

export interface TaskSize {
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly seed: number;
}

/** Streams of chance, of a task's parts. */
const points = 0;
const teacher = 1;
const placing = 2;

/**
 * Data of a given rank, as large along each of its directions, in classes that hyperplanes part: the class of a point is where
 * one of `classes` random linear functions is greatest, the same functions of the features for every rank.
 */
export function lowRankTask(rank: number, { rows, features, classes, seed }: TaskSize): ClassTask {
  const rng = new Rng(seed);
  const data = lowRankData(rows, features, new Array<number>(rank).fill(1), rng.split(points));
  return { data, labels: classesOf(data, classes, rng.split(teacher)) };
}

/**
 * Points of a flat cube [0, 1]^dimension bent without stretching to a given curvature, and turned into `features` coordinates
 * by a random isometry. The class is where one of `classes` random linear functions of the point within the cube, about its
 * centre, is greatest: the points, their classes and the distances along the manifold are the same for every curvature, and
 * only how it is crumpled differs.
 *
 * @param waves circles that each side is bent into; 2 · waves · dimension is at most `features`.
 */
export function crumpledTask(
  dimension: number,
  curvature: number,
  waves: number,
  { rows, features, classes, seed }: TaskSize,
): ClassTask {
  const rng = new Rng(seed);
  const bent = draw(crumpled({ dimension, curvature, waves }), rows, seed);
  const flat = draw(crumpled({ dimension, curvature: 0, waves: 1 }), rows, seed);
  // Of one wave and no curvature every second coordinate is the cube's own.
  const cube = new Float64Array(rows * dimension);
  for (let k = 0; k < cube.length; k++) cube[k] = (flat.values[2 * k + 1] as number) - 0.5;
  const labels = classesOf({ rows, columns: dimension, values: cube }, classes, rng.split(teacher));
  const basis = isometry(bent.columns, features, rng.split(placing));
  const values = new Float64Array(rows * features);
  for (let n = 0; n < rows; n++) {
    basis.forEach((direction, i) => {
      const x = bent.values[n * bent.columns + i] as number;
      for (let j = 0; j < features; j++) {
        const at = n * features + j;
        values[at] = (values[at] as number) + x * (direction[j] as number);
      }
    });
  }
  return { data: { rows, columns: features, values }, labels };
}

/** The data with all but their first `rank` principal components taken out, one truncation for each rank. */
export async function truncatedData(
  data: DataMatrix,
  ranks: readonly number[],
  hooks: WorkHooks,
): Promise<DataMatrix[]> {
  const { rows, columns, values } = data;
  const eigen = await symmetricEigen(await covariance(data, hooks), hooks);
  const axes = await eigen.leadingVectors(Math.max(...ranks));
  const mean = columnMeans(data);
  return ranks.map((rank) => {
    const kept = new Float64Array(rows * columns);
    for (let n = 0; n < rows; n++) {
      const away = values.slice(n * columns, (n + 1) * columns);
      for (let j = 0; j < columns; j++) away[j] = (away[j] as number) - (mean[j] as number);
      const point = kept.subarray(n * columns, (n + 1) * columns);
      point.set(mean);
      for (const axis of axes.slice(0, rank)) {
        const along = dotRuns(Float64Array.from(away), 0, axis, 0, columns);
        for (let j = 0; j < columns; j++) point[j] = (point[j] as number) + along * (axis[j] as number);
      }
    }
    return { rows, columns, values: kept };
  });
}

function draw(sampler: Sampler, rows: number, seed: number): DataMatrix {
  const drawing = drawPoints({ sampler, points: rows, seed, noise: 0 });
  for (;;) {
    const step = drawing.next();
    if (step.done === true) return { rows, columns: sampler.ambient, values: step.value.values };
  }
}

function classesOf({ rows, columns, values }: DataMatrix, classes: number, rng: Rng): Int32Array {
  const functions = Array.from({ length: classes }, () =>
    Float64Array.from({ length: columns }, () => rng.normal()),
  );
  return Int32Array.from({ length: rows }, (_, n) => {
    let best = 0;
    let greatest = -Infinity;
    functions.forEach((weights, k) => {
      let value = 0;
      for (let j = 0; j < columns; j++) value += (weights[j] as number) * (values[n * columns + j] as number);
      if (value > greatest) [greatest, best] = [value, k];
    });
    return best;
  });
}

/** So many orthonormal vectors, by Gram and Schmidt, twice. */
function isometry(count: number, length: number, rng: Rng): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const v = Float64Array.from({ length }, () => rng.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const share = dotRuns(v, 0, q, 0, length);
        for (let j = 0; j < length; j++) v[j] = (v[j] as number) - share * (q[j] as number);
      }
    }
    const size = Math.sqrt(dotRuns(v, 0, v, 0, length));
    basis.push(v.map((x) => x / size));
  }
  return basis;
}
