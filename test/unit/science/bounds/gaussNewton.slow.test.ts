import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { measureWells, planChains, predictWell } from '../../../../src/science/bounds/boundWells';
import { gaussNewtonRankBounds } from '../../../../src/science/bounds/gaussNewtonRank';
import { lowRankData } from '../../../../src/science/bounds/lowRankData';
import { softmaxGaussNewton, softmaxSpectrumAtZero } from './softmaxGaussNewton';
import { spectralDensity } from '../../../../src/science/bounds/spectralDensity';
import type { SymmetricOperator } from '../../../../src/science/bounds/symmetricOperator';
import { topEigenpairs } from '../../../../src/science/bounds/topEigenpairs';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { normals } from './wells';
import { countAbove } from './spectralTraces';

/** The matrix an operator stands for, a column at a time. */
async function dense(operator: SymmetricOperator): Promise<Matrix> {
  const { size } = operator;
  const columns: number[][] = [];
  for (let j = 0; j < size; j++) {
    columns.push([
      ...(await operator.apply(Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)))),
    ]);
  }
  return new Matrix(columns);
}

const eigenvalues = (matrix: Matrix): number[] =>
  [...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues].sort((a, b) => b - a);

/** The mean cross-entropy of a linear softmax model. */
function loss({ rows, columns, values }: DataMatrix, labels: readonly number[], w: Float64Array): number {
  const classes = w.length / columns;
  let sum = 0;
  for (let n = 0; n < rows; n++) {
    const logits = Array.from({ length: classes }, (_, k) =>
      Array.from(
        { length: columns },
        (__, j) => (values[n * columns + j] ?? 0) * (w[j * classes + k] ?? 0),
      ).reduce((a, b) => a + b, 0),
    );
    sum += Math.log(logits.reduce((a, b) => a + Math.exp(b), 0)) - (logits[labels[n] ?? 0] ?? 0);
  }
  return sum / rows;
}

describe('the Gauss–Newton matrix of a linear softmax model', () => {
  const rng = new Rng(1);
  const data = lowRankData(12, 4, [1, 1, 0.5], rng);
  const weights = normals(12, rng);

  it('is the loss’s Hessian by finite differences', async () => {
    const labels = Array.from({ length: 12 }, () => rng.integer(3));
    const matrix = await dense(softmaxGaussNewton(data, weights));
    const step = 1e-4;
    const at = (i: number, a: number, j: number, b: number): number => {
      const moved = weights.slice();
      moved[i] = (moved[i] ?? 0) + a * step;
      moved[j] = (moved[j] ?? 0) + b * step;
      return loss(data, labels, moved);
    };
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < 12; j++) {
        const second =
          (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * step * step);
        expect(matrix.get(i, j)).toBeCloseTo(second, 6);
        expect(matrix.get(i, j)).toBeCloseTo(matrix.get(j, i), 14);
      }
    }
  });

  it('has at zero the spectrum of the data’s second moments, over and over', async () => {
    const x = Matrix.from1DArray(12, 4, Array.from(data.values));
    const second = Float64Array.from(eigenvalues(x.transpose().mmul(x).div(12)));
    const spectrum = softmaxSpectrumAtZero(second, 3);
    eigenvalues(await dense(softmaxGaussNewton(data, new Float64Array(12)))).forEach((value, i) =>
      expect(value).toBeCloseTo(spectrum[i] ?? NaN, 12),
    );
  });
});

describe('rank of data, rank of the matrix', () => {
  it.each([
    [1, 2],
    [3, 4],
    [5, 3],
  ])('data of rank %d in %d classes have the rank of the formula', async (rank, classes) => {
    const rng = new Rng(rank);
    const data = lowRankData(40, 8, new Array<number>(rank).fill(1), rng);
    const operator = softmaxGaussNewton(data, normals(8 * classes, rng));
    const bounds = gaussNewtonRankBounds(rank, 40, classes);
    const values = eigenvalues(await dense(operator));
    const greatest = values[0] ?? 0;
    expect(values.filter((value) => value > 1e-10 * greatest)).toHaveLength(bounds.linearSoftmax);
    // By products alone: Lanczos finds as many, and not one more.
    const pairs = await topEigenpairs(operator, bounds.linearSoftmax + 1, operator.size, new Rng(2), {});
    expect(pairs.filter(({ value }) => value > 1e-10 * greatest)).toHaveLength(bounds.linearSoftmax);
    const counted = countAbove(
      await spectralDensity(operator, { probes: 60, steps: operator.size, rng: new Rng(3), hooks: {} }),
      1e-10 * greatest,
    );
    expect(Math.abs(counted.value - bounds.linearSoftmax)).toBeLessThan(4 * counted.error + 1e-9);
  });

  it('is bounded by the rows where there are few', async () => {
    const rng = new Rng(9);
    const data = lowRankData(3, 6, [1, 1, 1, 1, 1, 1], rng);
    const values = eigenvalues(await dense(softmaxGaussNewton(data, normals(24, rng))));
    const bounds = gaussNewtonRankBounds(3, 3, 4);
    expect(values.filter((value) => value > 1e-10)).toHaveLength(bounds.anyNetwork);
    expect(bounds.firstLayer(10)).toBe(30);
  });

  it('bounds the threshold, which grows with it', async () => {
    const thresholds: number[] = [];
    for (const rank of [2, 5, 10]) {
      const second = new Float64Array(20);
      second.fill(1, 0, rank);
      const spectrum = softmaxSpectrumAtZero(second, 5);
      const rng = new Rng(4);
      const prediction = await predictWell(spectrum, { key: '', distance: 3, level: 1e-3 }, 40, rng, {});
      const [found = new Int32Array(1)] = await measureWells(
        [prediction],
        planChains([prediction]),
        40,
        rng,
        {},
      );
      thresholds.push(found[20] ?? NaN);
      expect(found.at(-1)).toBeLessThanOrEqual(gaussNewtonRankBounds(rank, 1000, 5).linearSoftmax);
    }
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
    expect(new Set(thresholds).size).toBe(3);
  });
});
