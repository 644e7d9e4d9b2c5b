import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { lanczos } from '../../../../src/science/bounds/lanczos';
import { spectralDensity } from '../../../../src/science/bounds/spectralDensity';
import type { SymmetricOperator } from '../../../../src/science/bounds/symmetricOperator';
import { topEigenpairs } from '../../../../src/science/bounds/topEigenpairs';
import { tridiagonalEigen } from '../../../../src/science/bounds/tridiagonalEigen';
import { countAbove, traceOf } from './spectralTraces';
import { logSpectrum, normals, squaredLength } from './wells';

/** A symmetric matrix of given eigenvalues in a random basis. */
function matrixOf(eigenvalues: Float64Array, seed: number): Matrix {
  const n = eigenvalues.length;
  const rng = new Rng(seed);
  const gaussian = new Matrix(Array.from({ length: n }, () => Array.from(normals(n, rng))));
  const basis = new EigenvalueDecomposition(gaussian.add(gaussian.transpose())).eigenvectorMatrix;
  return basis.mmul(Matrix.diag(Array.from(eigenvalues))).mmul(basis.transpose());
}

const operatorOf = (matrix: Matrix): SymmetricOperator => ({
  size: matrix.rows,
  apply: (v) => Float64Array.from(matrix.mmul(Matrix.columnVector(Array.from(v))).to1DArray()),
});

const exact = (matrix: Matrix): number[] =>
  [...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues].sort((a, b) => b - a);

const indefinite = Float64Array.from({ length: 50 }, (_, i) => 40 * 0.8 ** i - 0.5)
  .sort()
  .reverse();

describe('the eigenvalues of a tridiagonal matrix', () => {
  it('and their vectors are a library’s', () => {
    const rng = new Rng(1);
    const [diagonal, off] = [normals(40, rng), normals(39, rng)];
    off[12] = 0;
    const { values, vectors } = tridiagonalEigen(diagonal, off);
    const dense = Matrix.diag(Array.from(diagonal));
    off.forEach((value, i) => dense.set(i, i + 1, value).set(i + 1, i, value));
    exact(dense).forEach((value, j) => expect(values[j]).toBeCloseTo(value, 12));
    vectors.forEach((vector, j) => {
      const product = dense.mmul(Matrix.columnVector(Array.from(vector))).to1DArray();
      product.forEach((x, i) => expect(x).toBeCloseTo((values[j] ?? NaN) * (vector[i] ?? NaN), 11));
      expect(squaredLength(vector)).toBeCloseTo(1, 12);
    });
  });
});

describe('Lanczos’ basis', () => {
  it('is orthonormal and tridiagonalises the operator, over twelve orders of magnitude', async () => {
    const matrix = matrixOf(logSpectrum(60, 1e-9, 1e3), 2);
    const rng = new Rng(3);
    const { vectors, diagonal, offDiagonal } = await lanczos(operatorOf(matrix), normals(60, rng), {
      steps: 60,
      whenInvariant: 'restart',
      rng,
      hooks: {},
    });
    const q = new Matrix(vectors.map((v) => Array.from(v)));
    expect(Matrix.sub(q.mmul(q.transpose()), Matrix.eye(vectors.length)).norm()).toBeLessThan(1e-12);
    const t = q.mmul(matrix).mmul(q.transpose());
    diagonal.forEach((value, i) => expect(Math.abs(t.get(i, i) - value)).toBeLessThan(1e-10));
    offDiagonal.forEach((value, i) => expect(Math.abs(t.get(i, i + 1) - value)).toBeLessThan(1e-10));
  });

  it('stops at an invariant subspace', async () => {
    const rng = new Rng(4);
    const matrix = matrixOf(Float64Array.of(5, 5, 5, 2, 2, 0, 0, 0, 0, 0), 4);
    const found = await lanczos(operatorOf(matrix), normals(10, rng), {
      steps: 10,
      whenInvariant: 'stop',
      rng,
      hooks: {},
    });
    expect(found.diagonal).toHaveLength(3);
    expect(found.residual).toBe(0);
  });

  it('stops where it is cancelled', async () => {
    const controller = new AbortController();
    const operator: SymmetricOperator = { size: 2_000_000, apply: async (v) => v.map((x, i) => (i % 7) * x) };
    const rng = new Rng(0);
    const breathe = async (): Promise<void> => controller.abort();
    const running = lanczos(operator, new Float64Array(2_000_000).fill(1), {
      steps: 50,
      whenInvariant: 'stop',
      rng,
      hooks: { signal: controller.signal, breathe },
    });
    await expect(running).rejects.toThrow('cancelled');
  });
});

describe('the top eigenpairs', () => {
  it.each([
    ['well apart', indefinite, 30],
    ['some of them equal', Float64Array.of(7, 7, 7, 3, 3, 1, ...new Array<number>(24).fill(0.5)), 30],
  ])('are exact within the error they state: %s', async (_, eigenvalues, steps) => {
    const matrix = matrixOf(eigenvalues, 5);
    const pairs = await topEigenpairs(operatorOf(matrix), 6, steps, new Rng(6), {});
    const values = exact(matrix);
    expect(pairs).toHaveLength(6);
    pairs.forEach(({ value, error, vector }, j) => {
      expect(Math.abs(value - (values[j] ?? NaN))).toBeLessThanOrEqual(error + 1e-11);
      const product = operatorOf(matrix).apply(vector) as Float64Array;
      expect(Math.sqrt(squaredLength(product.map((x, i) => x - value * (vector[i] ?? 0))))).toBeLessThan(
        error + 1e-10,
      );
    });
  });

  it('of few steps say that they are uncertain', async () => {
    const matrix = matrixOf(logSpectrum(60, 0.9, 1), 7);
    const [first] = await topEigenpairs(operatorOf(matrix), 1, 6, new Rng(6), {});
    expect(first?.error).toBeGreaterThan(1e-4);
    expect(Math.abs((first?.value ?? NaN) - 1)).toBeLessThan(first?.error ?? NaN);
  });
});

describe('the spectral density', () => {
  const options = { probes: 40, steps: 30, rng: new Rng(8), hooks: {} };

  it('has the traces of the operator and its powers, within the errors it states', async () => {
    const matrix = matrixOf(indefinite, 9);
    const density = await spectralDensity(operatorOf(matrix), options);
    for (const power of [1, 2, 3]) {
      const { value, error } = traceOf(density, (x) => x ** power);
      const truth = indefinite.reduce((sum, x) => sum + x ** power, 0);
      expect(Math.abs(value - truth)).toBeLessThan(4 * error);
    }
    expect(traceOf(density, () => 1).value).toBeCloseTo(50, 8);
  });

  it('counts eigenvalues, the rank of a Gauss–Newton matrix among them', async () => {
    const matrix = matrixOf(
      Float64Array.from({ length: 80 }, (_, i) => (i < 12 ? 1 + i : 0)),
      10,
    );
    const density = await spectralDensity(operatorOf(matrix), options);
    for (const [bound, truth] of [
      [1e-6, 12],
      [6.5, 6],
    ] as const) {
      const { value, error } = countAbove(density, bound);
      expect(Math.abs(value - truth)).toBeLessThan(4 * error);
      expect(error).toBeLessThan(2);
    }
  });

  it('has errors that cover the truth at their rate', async () => {
    const eigenvalues = logSpectrum(40, 1e-3, 10);
    const truth = eigenvalues.reduce((sum, x) => sum + x, 0);
    const operator: SymmetricOperator = {
      size: 40,
      apply: (v) => v.map((x, i) => x * (eigenvalues[i] ?? 0)),
    };
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const density = await spectralDensity(operator, {
        ...options,
        probes: 20,
        steps: 8,
        rng: new Rng(seed),
      });
      const { value, error } = traceOf(density, (x) => x);
      if (Math.abs(value - truth) < 2 * error) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.88);
    expect(covered / 200).toBeLessThan(0.99);
  });
});
