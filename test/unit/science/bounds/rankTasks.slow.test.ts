import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { gaussNewtonRankBounds } from '../../../../src/science/bounds/gaussNewtonRank';
import { networkCurvature } from '../../../../src/science/bounds/networkCurvature';
import { leadingBlock, numericalRank, rankWithBias } from '../../../../src/science/bounds/numericalRank';
import { crumpledTask, lowRankTask, truncatedData } from '../../../../src/science/bounds/rankTasks';
import type { SymmetricOperator } from '../../../../src/science/bounds/symmetricOperator';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { DoubleNetwork } from '../../../../src/science/models/doubleNetwork';
import type { NetworkSpec } from '../../../../src/science/models/modelSpec';
import { normals } from './wells';

const size = { rows: 60, features: 8, classes: 3, seed: 2 };

function networkOn(data: DataMatrix, labels: Int32Array, network: NetworkSpec): DoubleNetwork {
  const all = Int32Array.from({ length: data.rows }, (_, n) => n);
  const features = Float32Array.from(data.values);
  return new DoubleNetwork(
    network,
    { ...data, features, answers: labels, train: all, test: new Int32Array(0) },
    all,
  );
}

async function denseRank(operator: SymmetricOperator, tolerance: number): Promise<number> {
  const columns: number[][] = [];
  for (let j = 0; j < operator.size; j++) {
    const unit = new Float64Array(operator.size);
    unit[j] = 1;
    columns.push([...(await operator.apply(unit))]);
  }
  const matrix = new Matrix(columns);
  const { realEigenvalues } = new EigenvalueDecomposition(matrix.clone().add(matrix.transpose()).div(2), {
    assumeSymmetric: true,
  });
  const greatest = Math.max(...realEigenvalues);
  return realEigenvalues.filter((value) => value > tolerance * greatest).length;
}

const tolerance = 1e-10;
const find = (operator: SymmetricOperator, most: number): ReturnType<typeof numericalRank> =>
  numericalRank(operator, { most, tolerance, rng: new Rng(4), hooks: {} });

describe.each([1, 2, 4, 8])('data of rank %d', (rank) => {
  const { data, labels } = lowRankTask(rank, size);

  it('make the Gauss–Newton matrix of a linear model as large as its bound, and no larger', async () => {
    const withBias = await rankWithBias(data, {});
    expect(withBias).toBe(rank + 1);
    const network = networkOn(data, labels, { name: 'linear', widths: [8, 3], activation: 'identity' });
    const operator = networkCurvature(network, normals(network.parameters, new Rng(1)), 'gauss-newton');
    const bound = gaussNewtonRankBounds(withBias, data.rows, 3).linearSoftmax;
    expect(await find(operator, operator.size)).toMatchObject({ rank: bound, complete: true });
    expect((await find(operator, bound)).rank).toBe(bound);
    expect(await denseRank(operator, tolerance)).toBe(bound);
  });

  it('bound the block of the first layer of a deep one, and its whole matrix', async () => {
    const withBias = await rankWithBias(data, {});
    const network = networkOn(data, labels, { name: 'mlp', widths: [8, 5, 3], activation: 'tanh' });
    const operator = networkCurvature(network, normals(network.parameters, new Rng(1)), 'gauss-newton');
    const bounds = gaussNewtonRankBounds(withBias, data.rows, 3);
    const block = leadingBlock(operator, 9 * 5);
    const found = await find(block, block.size);
    expect(found.rank).toBe(await denseRank(block, tolerance));
    expect(found.rank).toBeLessThanOrEqual(bounds.firstLayer(5));
    // Generic weights leave out nothing of it where the rows suffice.
    expect(found.rank).toBe(bounds.firstLayer(5));
    const whole = await find(operator, operator.size);
    expect(whole.rank).toBeLessThanOrEqual(bounds.firstLayer(5) + 6 * 3);
    expect(whole.rank).toBe(await denseRank(operator, tolerance));
  });
});

it('few rows bound the rank of any network', async () => {
  const { data, labels } = lowRankTask(8, { ...size, rows: 4 });
  const network = networkOn(data, labels, { name: 'mlp', widths: [8, 5, 3], activation: 'tanh' });
  const operator = networkCurvature(network, normals(network.parameters, new Rng(1)), 'gauss-newton');
  expect((await find(operator, operator.size)).rank).toBe(gaussNewtonRankBounds(9, 4, 3).anyNetwork);
});

describe('a crumpled task', () => {
  const lengths = ({ rows, columns, values }: DataMatrix): number[] =>
    Array.from({ length: rows - 1 }, (_, n) =>
      Math.hypot(
        ...Array.from(
          { length: columns },
          (__, j) => (values[(n + 1) * columns + j] ?? 0) - (values[n * columns + j] ?? 0),
        ),
      ),
    );

  it('has the same classes whatever its curvature, and shorter chords the more it is bent', () => {
    const [flat, bent] = [0, 8].map((curvature) => crumpledTask(2, curvature, 2, size));
    expect(bent?.labels).toEqual(flat?.labels);
    expect(new Set(flat?.labels).size).toBeGreaterThan(1);
    const [straight, chords] = [flat, bent].map((task) => (task === undefined ? [] : lengths(task.data)));
    chords?.forEach((chord, n) => expect(chord).toBeLessThanOrEqual((straight?.[n] ?? NaN) + 1e-12));
  });

  it('has the rank of its circles, and of its cube where it is flat', async () => {
    expect(await rankWithBias(crumpledTask(2, 0, 2, size).data, {})).toBe(3);
    expect(await rankWithBias(crumpledTask(2, 8, 2, size).data, {})).toBe(9);
  });
});

it('truncated data keep their first principal components and no more', async () => {
  const { data } = lowRankTask(8, size);
  const [two, all] = await truncatedData(data, [2, 8], {});
  expect(two && (await rankWithBias(two, {}))).toBe(3);
  all?.values.forEach((value, k) => expect(value).toBeCloseTo(data.values[k] ?? NaN, 10));
});
