import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../../src/adapters/dataFile';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { logDistances } from '../../../../src/science/estimators/neighbourStatistic';
import { twoNN } from '../../../../src/science/estimators/twonn';
import { draw, moments, rowsOf } from './draw';

async function estimate(matrix: DataMatrix): Promise<number> {
  const table = await new SingleThreadNeighbours().nearestNeighbours(matrix, 2, {});
  const logs = logDistances(table);
  const statistic = twoNN({ discard: 0.1 });
  return statistic.combine(
    Float64Array.from({ length: table.points }, (_, i) => statistic.value(logs.subarray(i * 2, i * 2 + 2))),
  );
}

function matrixOf(text: string): DataMatrix {
  const { rows, width, values } = draw(text);
  return { rows, columns: width, values };
}

describe('TwoNN on manifolds of known dimension', () => {
  it.each([
    ['M5a', 1],
    ['M13b', 1],
    ['M2', 3],
    ['M5b', 2],
    ['M7', 2],
    ['M11', 2],
    ['M13a', 2],
    ['gaussian-2d', 2],
    ['twin-peaks', 2],
    ['sphere(d=3)', 3],
    ['ball(d=3,ambient=10)', 3],
    ['crumpled(d=2,curvature=0)', 2],
    ['crumpled(d=2,curvature=10)', 2],
    ['crumpled(d=3,curvature=3)', 3],
  ])('finds that of %s', async (name, dimension) => {
    const found = await estimate(matrixOf(name));
    expect(Math.abs(found / dimension - 1), `${found}`).toBeLessThan(0.12);
  });

  it('sees more dimensions in a sheet crumpled below the distance of its points', async () => {
    const gentle = await estimate(matrixOf('crumpled(d=2,curvature=1,n=500)'));
    const sharp = await estimate(matrixOf('crumpled(d=2,curvature=300,n=500)'));
    expect(sharp).toBeGreaterThan(gentle + 1);
  });
});

const folder = '../shared/reference/data';

describe.skipIf(!existsSync(folder))("scikit-dimension's samples (runs where ../shared/reference is)", () => {
  it.each([
    ['M1', 'M1_Sphere'],
    ['M2', 'M2_Affine_3to5'],
    ['M4', 'M4_Nonlinear'],
    ['M5b', 'M5b_Helix2d'],
    ['M7', 'M7_Roll'],
    ['M8', 'M8_Nonlinear'],
    ['M9', 'M9_Affine'],
    ['M10a', 'M10a_Cubic'],
    ['M11', 'M11_Moebius'],
    ['M12', 'M12_Norm'],
    ['M13a', 'M13a_Scurve'],
    ['Mbeta', 'Mbeta'],
    ['Mp1', 'Mp1_Paraboloid'],
  ])('%s is distributed as %s', async (name, file) => {
    const { matrix } = await readDataFile(`${folder}/${file}.npy`, {
      header: 'auto',
      label: undefined,
      missing: 'error',
      maxBytes: 2 ** 30,
    });
    const theirs = rowsOf({ rows: matrix.rows, width: matrix.columns, values: matrix.values });
    const ours = rowsOf(draw(`${name}(n=${matrix.rows})`));
    expect(ours[0]).toHaveLength(matrix.columns);
    for (let column = 0; column < matrix.columns; column++) {
      const [a, b] = [moments(ours, column), moments(theirs, column)];
      // Five standard errors of the difference, for a sample of this size.
      const error = 5 * Math.sqrt(2 / matrix.rows) * Math.max(a.sd, b.sd);
      expect(Math.abs(a.mean - b.mean), `mean of ${column}`).toBeLessThan(error);
      expect(Math.abs(a.sd - b.sd), `deviation of ${column}`).toBeLessThan(1.5 * error);
    }
    const [found, peer] = [await estimate(matrixOf(name)), await estimate(matrix)];
    expect(Math.abs(found / peer - 1), `${found} against ${peer}`).toBeLessThan(0.08);
  });
});
