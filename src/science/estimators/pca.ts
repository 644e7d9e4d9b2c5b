import { Rng } from '../../base/rng';
import { columnMeans, covariance, gramMatrix } from '../../compute/covariance';
import { dotRuns } from '../../compute/dotRuns';
import type { Matrix } from '../../compute/matrix';
import { safeScale } from '../../compute/safeScale';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { Spectrum } from './spectrum';

export const pcaResamples = 400;
/** Rows that the eigenvalues' variances and covariances are measured on. */
const varianceRows = 2000;
const mostAxes = 128;
/** Eigenvalues beyond these are told apart by no method in a reasonable time and memory. */
export const mostEigenvalues = 4096;

/**
 * The eigenvalues of the covariance (divisor N − 1) of all rows, duplicates included, and 400 resamples of them. An
 * eigenvalue is the variance along its axis; resampling rows moves it, to first order, as the variance of the rows'
 * coordinates on that fixed axis moves. Resamples are drawn by the multiplier bootstrap (Gaussian multipliers), so
 * that neither normal data nor independent eigenvalues are assumed; axes past the 128th keep their relative spread.
 */
export async function spectrum(given: Matrix, seed: number, hooks: WorkHooks): Promise<Spectrum> {
  const { rows, columns } = given;
  const scale = safeScale(given.values);
  const matrix = scale === 1 ? given : { ...given, values: given.values.map((x) => x * scale) };
  const wide = columns > rows;
  const part = (from: number, to: number): WorkHooks => ({
    ...hooks,
    onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction),
  });
  const symmetric = wide ? await gramMatrix(matrix, part(0, 0.5)) : await covariance(matrix, part(0, 0.5));
  const eigen = await symmetricEigen(symmetric, part(0.5, 0.9));
  const values = eigen.values.map((x) => Math.max(0, x));
  const axes = Math.min(mostAxes, values.length, rows - 1);
  const vectors = await eigen.leadingVectors(axes);
  const squares = wide
    ? gramSquares(vectors, values, rows)
    : await axisSquares(matrix, vectors, part(0.9, 0.95));
  const resampled = await resample(values, squares, rows, seed, part(0.95, 1));
  return { values, resampled };
}

/** `axes` runs of squared coordinates of evenly spaced rows. */
async function axisSquares(
  matrix: Matrix,
  axes: readonly Float64Array[],
  hooks: WorkHooks,
): Promise<Float64Array[]> {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix);
  const n = Math.min(rows, varianceRows);
  const squares = axes.map(() => new Float64Array(n));
  const centred = new Float64Array(columns);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < n; i++) {
    const at = Math.floor((i * rows) / n) * columns;
    for (let j = 0; j < columns; j++) centred[j] = (values[at + j] as number) - (mean[j] as number);
    axes.forEach((axis, a) => {
      (squares[a] as Float64Array)[i] = dotRuns(axis, 0, centred, 0, columns) ** 2;
    });
    await pacer.did(columns * axes.length);
    hooks.onProgress?.((i + 1) / n);
  }
  return squares;
}

/** The same from the eigenvectors of the rows' own products: row i's coordinate is √((N−1) λ) u_i. */
function gramSquares(vectors: readonly Float64Array[], values: Float64Array, rows: number): Float64Array[] {
  return vectors.map((u, a) => u.map((x) => x * x * (rows - 1) * (values[a] as number)));
}

async function resample(
  values: Float64Array,
  squares: readonly Float64Array[],
  rows: number,
  seed: number,
  hooks: WorkHooks,
): Promise<Float64Array[]> {
  const n = squares[0]?.length ?? 0;
  const deviations = squares.map((run) => {
    const mean = run.reduce((sum, x) => sum + x, 0) / n;
    return run.map((x) => x - mean);
  });
  const rng = new Rng(seed);
  const pacer = new Pacer(hooks);
  const multipliers = new Float64Array(n);
  const resampled: Float64Array[] = [];
  for (let b = 0; b < pcaResamples; b++) {
    for (let i = 0; i < n; i++) multipliers[i] = rng.normal();
    const next = values.slice();
    let factor = 1;
    deviations.forEach((run, a) => {
      const value = values[a] as number;
      const moved = Math.max(0, value + dotRuns(run, 0, multipliers, 0, n) / Math.sqrt(n * rows));
      if (value > 0) factor = moved / value;
      next[a] = moved;
    });
    for (let a = deviations.length; a < next.length; a++) next[a] = (next[a] as number) * factor;
    resampled.push(next.sort().reverse());
    await pacer.did(n * (deviations.length + 30));
    hooks.onProgress?.((b + 1) / pcaResamples);
  }
  return resampled;
}
