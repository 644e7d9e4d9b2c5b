import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng';
import { covariance } from '../../../src/compute/covariance';
import { symmetricEigen } from '../../../src/compute/symmetricEigen';

/** Rows of independent normals whose i-th column has mean i and standard deviation `deviations[i]`. */
function sample(rows: number, deviations: readonly number[]): Float64Array {
  const rng = new Rng(5);
  return Float64Array.from({ length: rows * deviations.length }, (_, i) => {
    const column = i % deviations.length;
    return rng.normal() * (deviations[column] ?? 0) + column;
  });
}

describe('covariance and its eigenvalues, against ml-matrix', () => {
  it.each([
    ['a flat spectrum', Array.from({ length: 12 }, () => 1)],
    ['a steep spectrum', Array.from({ length: 20 }, (_, i) => 10 ** (-i / 4))],
    ['columns that do not vary', [1, 0, 2, 0, 0, 3]],
    ['one column', [2]],
  ])('agree for %s', async (_, deviations) => {
    const rows = 150;
    const columns = deviations.length;
    const values = sample(rows, deviations);
    const ours = await symmetricEigen(await covariance({ rows, columns, values }, {}), {});

    const x = Matrix.from1DArray(rows, columns, values);
    x.subRowVector(x.mean('column'));
    const theirs = new EigenvalueDecomposition(
      x
        .transpose()
        .mmul(x)
        .div(rows - 1),
      { assumeSymmetric: true },
    );
    const expected = [...theirs.realEigenvalues].sort((a, b) => b - a);

    const scale = expected[0] ?? 1;
    const worst = expected.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (ours.values[i] ?? NaN))),
      0,
    );
    expect(ours.values.length).toBe(columns);
    expect(worst).toBeLessThan(1e-12 * scale);
  });
});
