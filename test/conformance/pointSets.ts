import { Rng } from '../../src/base/rng';
import type { Matrix } from '../../src/compute/matrix';
import { gaussian, sphere } from '../unit/compute/points';

/** Points of which every backend must find the same neighbours. */
export interface PointSet {
  readonly matrix: () => Matrix;
  readonly k: number;
  /** Looked at with the larger tiles, too. */
  readonly wide?: boolean;
}

function map(matrix: Matrix, change: (x: number, row: number, column: number) => number): Matrix {
  const { rows, columns, values } = matrix;
  return {
    rows,
    columns,
    values: Float64Array.from(values, (x, i) => change(x, Math.floor(i / columns), i % columns)),
  };
}

/** Whole numbers from 0 to `most`: many distances are equal. */
function integers(rows: number, columns: number, most: number): Matrix {
  const rng = new Rng(3);
  return map(gaussian(rows, columns), () => rng.integer(most + 1));
}

export const pointSets: Readonly<Record<string, PointSet>> = {
  'points on a line': { matrix: () => gaussian(400, 1), k: 5 },
  'a plane, several leaves': { matrix: () => gaussian(600, 2), k: 12, wide: true },
  'as many coordinates as a chunk of a tile': { matrix: () => gaussian(300, 16), k: 6 },
  'one coordinate more': { matrix: () => gaussian(300, 17), k: 6 },
  'isotropic, where boxes tell nothing': { matrix: () => gaussian(300, 90), k: 20, wide: true },
  'a curved surface': { matrix: () => sphere(500, 3), k: 10 },
  'a decaying spectrum': { matrix: () => map(gaussian(300, 60), (x, _, j) => x / (1 + j)), k: 15 },
  'float32, as files hold it': {
    matrix: () => {
      const wide = gaussian(300, 24);
      return { ...wide, values: Float32Array.from(wide.values) };
    },
    k: 9,
  },
  'a large common offset': { matrix: () => map(gaussian(300, 5), (x) => x + 1e6), k: 6 },
  'values beyond the range of squares': { matrix: () => map(gaussian(300, 4), (x) => x * 1e250), k: 5 },
  'values whose squares vanish': { matrix: () => map(gaussian(300, 4), (x) => x * 1e-250), k: 5 },
  'every other point as a neighbour': { matrix: () => gaussian(40, 3), k: 39 },
  'two points': { matrix: () => gaussian(2, 3), k: 1, wide: true },
  'fewer points than a tile, many neighbours': { matrix: () => gaussian(61, 7), k: 50 },
  'more neighbours than a tile has points': { matrix: () => gaussian(270, 6), k: 150, wide: true },
  'tight clusters far apart': {
    matrix: () => map(gaussian(300, 40), (x, i) => 1e-4 * x + 1e3 * (i % 7)),
    k: 9,
  },
  'whole numbers, with many equal distances': { matrix: () => integers(300, 3, 4), k: 10 },
};

/** More of the same, so many that the processor's own pass is the shorter way; a tile has no more than its cluster to compare with. */
export const unsuited: PointSet = {
  matrix: () => map(gaussian(2000, 300), (x, i) => 1e-4 * x + 1e3 * (i % 32)),
  k: 9,
};
