import type { Matrix } from './matrix';
import { createProductSums } from './productSums';
import { Pacer, type WorkHooks } from './work';

/** Coordinates that are added at a time: a panel of them stays in the cache. */
const pieceLength = 64;
/** What vector instructions do in the time of one scalar multiply-add. */
const speedup = 4;

/** A symmetric matrix, row-major, `size × size`. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** The covariance of the columns about their means, divided by `rows − 1`, in float64. */
export async function covariance(matrix: Matrix, hooks: WorkHooks): Promise<SymmetricMatrix> {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix);
  return sumProducts(columns, rows, rows - 1, hooks, (runs, from, n) => {
    for (let i = 0; i < n; i++) {
      const at = (from + i) * columns;
      for (let j = 0; j < columns; j++) {
        runs[j * pieceLength + i] = (values[at + j] as number) - (mean[j] as number);
      }
    }
  });
}

/**
 * The rows' scalar products about the mean, divided by `rows − 1`: its non-zero eigenvalues are the covariance's,
 * and it is smaller where there are fewer rows than columns.
 */
export async function gramMatrix(matrix: Matrix, hooks: WorkHooks): Promise<SymmetricMatrix> {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix);
  return sumProducts(rows, columns, rows - 1, hooks, (runs, from, n) => {
    for (let i = 0; i < rows; i++) {
      const at = i * columns + from;
      for (let j = 0; j < n; j++) {
        runs[i * pieceLength + j] = (values[at + j] as number) - (mean[from + j] as number);
      }
    }
  });
}

/** The mean of every column, multiplied by `scale`. */
export function columnMeans({ rows, columns, values }: Matrix, scale = 1): Float64Array {
  const mean = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const at = row * columns;
    for (let j = 0; j < columns; j++) mean[j] = (mean[j] as number) + (values[at + j] as number) * scale;
  }
  return mean.map((sum) => sum / rows);
}

/** @param fill writes `n` coordinates of every vector, from the given one on, `pieceLength` apart. */
async function sumProducts(
  size: number,
  length: number,
  divisor: number,
  hooks: WorkHooks,
  fill: (runs: Float64Array, from: number, n: number) => void,
): Promise<SymmetricMatrix> {
  const products = createProductSums(size, pieceLength);
  const pacer = new Pacer(hooks);
  for (let from = 0; from < length; from += pieceLength) {
    const n = Math.min(pieceLength, length - from);
    if (n < pieceLength) products.runs.fill(0);
    fill(products.runs, from, n);
    for (let first = 0; first < size; first += 128) {
      const last = Math.min(size, first + 128);
      products.add(first, last);
      await pacer.did(((last - first) * (last + first) * n) / (2 * speedup));
    }
    hooks.onProgress?.((from + n) / length);
  }
  const values = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const value = (products.sums[a * products.padded + b] as number) / divisor;
      values[a * size + b] = value;
      values[b * size + a] = value;
    }
  }
  return { size, values };
}
