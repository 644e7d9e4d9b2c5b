import { columnMeans, covariance, gramMatrix } from '../../compute/covariance';
import { dotRuns } from '../../compute/dotRuns';
import { safeScale } from '../../compute/safeScale';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { DataMatrix } from '../datasets/dataSet';

/** Singular values below this share of the greatest are rounding: they are found from their squares. */
const leastShare = 1e-7;

/** A = Σ σ_k u_k v_kᵀ. */
export interface ThinSvd {
  /** All min(rows, columns) of them, descending. */
  readonly singular: Float64Array;
  /** Unit vectors of `rows` and of `columns` coordinates, for the leading singular values above rounding. */
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
  /** The matrix itself, row-major, as it was decomposed. */
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The singular value decomposition of a matrix by the eigenvectors of its smaller product, AᵀA or AAᵀ: all singular
 * values, and as many pairs of vectors as asked for. Small singular values keep half of the digits, which is enough for
 * errors above 1e-7 of the whole.
 *
 * @param centre whether the columns' means are taken off first.
 */
export async function thinSvd(
  given: DataMatrix,
  { centre, most }: { readonly centre: boolean; readonly most: number },
  hooks: WorkHooks,
): Promise<ThinSvd> {
  const { rows, columns } = given;
  const values = prepared(given, centre);
  const matrix = { rows, columns, values };
  const part = (from: number, to: number): WorkHooks => ({
    ...hooks,
    onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction),
  });
  const wide = columns > rows;
  const product = wide ? await gramMatrix(matrix, part(0, 0.5)) : await covariance(matrix, part(0, 0.5));
  // Both are about the mean and divided by rows − 1: what the mean holds is added again.
  for (let i = 0; i < product.values.length; i++)
    product.values[i] = (product.values[i] as number) * (rows - 1);
  if (!centre) addMean(matrix, wide, product.values);
  const eigen = await symmetricEigen(product, part(0.5, 0.95));
  const singular = eigen.values.map((value) => Math.sqrt(Math.max(0, value)));
  const least = leastShare * (singular[0] ?? 0);
  const count = Math.min(most, singular.filter((value) => value > least).length);
  const own = await eigen.leadingVectors(count);
  const other = await imagesOf(own, matrix, wide, part(0.95, 1));
  return {
    ...{ rows, columns, values, singular },
    left: wide ? own : other,
    right: wide ? other : own,
  };
}

/** In float64, as `prepared` leaves it. */
interface Prepared {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** In float64, where squares neither overflow nor vanish; the scale changes no relative error. */
function prepared(given: DataMatrix, centre: boolean): Float64Array {
  const scale = safeScale(given.values);
  const values = Float64Array.from(given.values, (x) => x * scale);
  if (!centre) return values;
  const mean = columnMeans({ ...given, values });
  return values.map((x, i) => x - (mean[i % given.columns] as number));
}

function addMean(matrix: Prepared, wide: boolean, product: Float64Array): void {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix);
  if (!wide) {
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) {
        product[i * columns + j] =
          (product[i * columns + j] as number) + rows * (mean[i] as number) * (mean[j] as number);
      }
    }
    return;
  }
  // (x − μ)·(y − μ) = x·y − x·μ − y·μ + μ·μ
  const along = Float64Array.from({ length: rows }, (_, i) => dotRuns(values, i * columns, mean, 0, columns));
  const square = dotRuns(mean, 0, mean, 0, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      product[i * rows + j] =
        (product[i * rows + j] as number) + (along[i] as number) + (along[j] as number) - square;
    }
  }
}

/** A v / ‖A v‖, or of left vectors Aᵀ u / ‖Aᵀ u‖. */
async function imagesOf(
  vectors: readonly Float64Array[],
  { rows, columns, values }: Prepared,
  wide: boolean,
  hooks: WorkHooks,
): Promise<Float64Array[]> {
  const pacer = new Pacer(hooks);
  const images: Float64Array[] = [];
  for (const vector of vectors) {
    const image = new Float64Array(wide ? columns : rows);
    for (let i = 0; i < rows; i++) {
      if (!wide) image[i] = dotRuns(values, i * columns, vector, 0, columns);
      else {
        const weight = vector[i] as number;
        for (let j = 0; j < columns; j++) {
          image[j] = (image[j] as number) + weight * (values[i * columns + j] as number);
        }
      }
    }
    const length = Math.sqrt(dotRuns(image, 0, image, 0, image.length));
    images.push(length > 0 ? image.map((x) => x / length) : image);
    await pacer.did(rows * columns);
    hooks.onProgress?.(images.length / vectors.length);
  }
  return images;
}
