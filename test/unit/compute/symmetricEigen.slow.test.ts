import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { covariance, gramMatrix } from '../../../src/compute/covariance';
import type { Matrix } from '../../../src/compute/matrix';
import { symmetricEigen } from '../../../src/compute/symmetricEigen';
import { gaussian } from './points';

function plainCovariance({ rows, columns, values }: Matrix): number[][] {
  const mean = Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += values[i * columns + j] ?? 0;
    return sum / rows;
  });
  const centred = (i: number, j: number): number => (values[i * columns + j] ?? 0) - (mean[j] ?? 0);
  return mean.map((_, a) =>
    mean.map((__, b) => {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += centred(i, a) * centred(i, b);
      return sum / (rows - 1);
    }),
  );
}

/** Eigenvalues equal in fours, in a basis that hides it. */
const degenerate: Matrix = (() => {
  const { rows, columns, values } = gaussian(300, 12);
  return { rows, columns, values: values.map((x, i) => (i % 12 < 4 ? x : i % 12 < 8 ? x / 2 : 0)) };
})();

describe('covariance', () => {
  it.each([gaussian(100, 1), gaussian(67, 5), gaussian(300, 33)])(
    'of every pair of columns',
    async (matrix) => {
      const { size, values } = await covariance(matrix, {});
      plainCovariance(matrix).forEach((row, a) => {
        row.forEach((expected, b) => expect(values[a * size + b]).toBeCloseTo(expected, 12));
      });
    },
  );

  it('shares its eigenvalues with the products of the rows', async () => {
    const matrix = gaussian(20, 50);
    const wide = await symmetricEigen(await covariance(matrix, {}), {});
    const narrow = await symmetricEigen(await gramMatrix(matrix, {}), {});
    for (let i = 0; i < 20; i++) expect(narrow.values[i]).toBeCloseTo(wide.values[i] ?? NaN, 12);
  });
});

describe('eigenvalues and eigenvectors', () => {
  it.each([gaussian(40, 1), gaussian(50, 2), gaussian(200, 30), gaussian(30, 60), degenerate])(
    'agree with a library, and the vectors are orthonormal',
    async (matrix) => {
      const symmetric = await covariance(matrix, {});
      const n = symmetric.size;
      const eigen = await symmetricEigen(symmetric, {});
      const rows = Array.from({ length: n }, (_, i) =>
        Array.from(symmetric.values.subarray(i * n, (i + 1) * n)),
      );
      const expected = new EigenvalueDecomposition(new MlMatrix(rows), { assumeSymmetric: true })
        .realEigenvalues;
      expected.sort((a, b) => b - a).forEach((x, i) => expect(eigen.values[i]).toBeCloseTo(x, 11));
      const vectors = await eigen.leadingVectors(n);
      vectors.forEach((v, i) => {
        const image = rows.map((row) => row.reduce((sum, x, j) => sum + x * (v[j] ?? 0), 0));
        image.forEach((x, j) => expect(x).toBeCloseTo((eigen.values[i] ?? NaN) * (v[j] ?? 0), 11));
        vectors.forEach((u, j) => {
          expect(v.reduce((sum, x, c) => sum + x * (u[c] ?? 0), 0)).toBeCloseTo(i === j ? 1 : 0, 11);
        });
      });
    },
  );
});
