import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng';
import type { Matrix } from '../../../src/compute/matrix';
import { SingleThreadNeighbours } from '../../../src/compute/nearestNeighbours';
import { bruteForce, gaussian, sphere } from './points';

function map(matrix: Matrix, change: (x: number, row: number, column: number) => number): Matrix {
  const { rows, columns, values } = matrix;
  return {
    rows,
    columns,
    values: Float64Array.from(values, (x, i) => change(x, Math.floor(i / columns), i % columns)),
  };
}

const rng = new Rng(3);
const cases: readonly (readonly [string, Matrix, number])[] = [
  ['points on a line', gaussian(700, 1), 5],
  ['a plane, several leaves', gaussian(900, 2), 12],
  ['as many columns as are compared unprojected', gaussian(600, 32), 8],
  ['one column more', gaussian(600, 33), 8],
  ['isotropic, where projections tell nothing', gaussian(600, 90), 20],
  ['a curved surface in many dimensions', map(sphere(800, 3), (x) => x), 10],
  ['a decaying spectrum', map(gaussian(700, 60), (x, _, j) => x / (1 + j)), 15],
  ['clusters far apart and tight', map(gaussian(600, 40), (x, i) => 1e-4 * x + 1e3 * (i % 7)), 9],
  ['a large common offset', map(gaussian(500, 5), (x) => x + 1e6), 6],
  ['one far outlier', map(gaussian(500, 40), (x, i) => (i === 17 ? 1e8 * x : x)), 6],
  ['rank less than the projection', map(gaussian(500, 50), (x, i, j) => (j < 3 ? x : 0)), 7],
  ['values beyond the range of squares', map(gaussian(300, 4), (x) => x * 1e250), 5],
  ['values whose squares vanish', map(gaussian(300, 4), (x) => x * 1e-250), 5],
  ['every other point as a neighbour', gaussian(40, 3), 39],
  ['two points', gaussian(2, 3), 1],
  ['integers, with many equal distances', map(gaussian(600, 3), () => rng.integer(5)), 10],
];

describe('nearest neighbours', () => {
  it.each(cases)('%s: the distances of a brute search', async (_name, matrix, k) => {
    const table = await new SingleThreadNeighbours().nearestNeighbours(matrix, k, {});
    const brute = bruteForce(matrix, k);
    const errors = brute.distances.map((d, i) => Math.abs((table.distances[i] ?? NaN) - d) / (d || 1));
    expect(Math.max(...errors)).toBeLessThanOrEqual(1e-12);
  });

  it('orders equal distances by row', async () => {
    const matrix = {
      rows: 600,
      columns: 2,
      values: Float64Array.from({ length: 1200 }, () => rng.integer(4)),
    };
    const table = await new SingleThreadNeighbours().nearestNeighbours(matrix, 7, {});
    expect([...table.indices]).toEqual(bruteForce(matrix, 7).indices);
  });

  it.each([gaussian(600, 90), map(gaussian(700, 60), (x, _, j) => x / (1 + j)), gaussian(900, 2)])(
    'gives the same bits with and without vector instructions',
    async (matrix) => {
      const vector = await new SingleThreadNeighbours('simd').nearestNeighbours(matrix, 20, {});
      const scalar = await new SingleThreadNeighbours('scalar').nearestNeighbours(matrix, 20, {});
      expect(vector.backend).toBe('webassembly simd, 1 thread');
      expect(vector.distances).toEqual(scalar.distances);
      expect(vector.indices).toEqual(scalar.indices);
    },
  );

  it('gives the same bits for float32 and float64 storage of the same values', async () => {
    const wide = map(gaussian(500, 40), (x) => Math.fround(x));
    const narrow = { ...wide, values: Float32Array.from(wide.values) };
    const search = new SingleThreadNeighbours();
    const [a, b] = [
      await search.nearestNeighbours(wide, 5, {}),
      await search.nearestNeighbours(narrow, 5, {}),
    ];
    expect(a.distances).toEqual(b.distances);
  });

  it('computes few of the distances where dimension is low', async () => {
    const table = await new SingleThreadNeighbours().nearestNeighbours(gaussian(4000, 3), 5, {});
    expect(table.evaluated).toBeLessThan(0.02 * 4000 * 3999);
  });

  it('stops soon after the signal, and reports progress that never falls', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const work = new SingleThreadNeighbours().nearestNeighbours(gaussian(6000, 100), 20, {
      signal: stop.signal,
      onProgress: (fraction) => seen.push(fraction),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    });
    setTimeout(() => stop.abort(), 100);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen.at(-1)).toBeLessThan(0.9);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('refuses a number of neighbours that there are not', async () => {
    await expect(new SingleThreadNeighbours().nearestNeighbours(gaussian(5, 2), 5, {})).rejects.toThrow(
      RangeError,
    );
  });
});
