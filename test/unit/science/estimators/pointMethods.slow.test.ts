import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/compute/matrix';
import { fanDimension } from '../../../../src/science/estimators/fan';
import { lambertW } from '../../../../src/science/estimators/lambertW';
import { spanningTreeSum } from '../../../../src/science/estimators/minimumSpanningTree';
import { gaussian, sphere } from '../../compute/points';
import { estimateFrom, estimateOf, inputFor } from './estimates';

function matrix(columns: number, values: readonly number[]): Matrix {
  return { rows: values.length / columns, columns, values: Float64Array.from(values) };
}

/** Points of a cube, uniform, in so many columns more that are nought. */
function cube(rows: number, dimension: number, columns: number): Matrix {
  const { values } = gaussian(rows, columns);
  return { rows, columns, values: values.map((x, i) => (i % columns < dimension ? Math.atan(x) : 0)) };
}

describe('CorrInt', () => {
  it('counts pairs between two median distances, by hand', async () => {
    // On a line at 0, 1, 3, 7, 15, 31, 63: nearest at 1 1 2 4 8 16 32 and next at 3 2 3 6 12 24 48; medians 4 and 6.
    // Nearer than 4: (0,1), (1,3), (0,3); nearer than 6: (3,7) too.
    const line = matrix(1, [0, 1, 3, 7, 15, 31, 63]);
    const { dimension } = await estimateOf(line, 'corrint(k1=1,k2=2)');
    expect(dimension).toBeCloseTo(Math.log(4 / 3) / Math.log(6 / 4), 12);
  });

  it('refuses scales in the wrong order', async () => {
    await expect(estimateOf(gaussian(50, 2), 'corrint(k1=20,k2=10)')).rejects.toThrow('k1 below k2');
  });
});

describe('Fan’s rule', () => {
  const rule = { alphaFan: 10, betaFan: 0.8, PFan: 0.95 };

  it.each([
    // The third reaches 95 %: from it on the mean, 0.8, is noise; less that, the first holds 59 %, the first two all.
    [[4, 3, 2, 0.3, 0.1], 2],
    // A gap of more than ten after the first.
    [[50, 2, 1.9, 1.8, 0.1], 1],
    [[1, 1, 1], 3],
    // The first holds 95 % alone: none is noise.
    [[1, 0, 0], 1],
    [[97, 2, 1], 1],
    [[4], 1],
  ] as const)('of %j is %i', (values, expected) => {
    expect(fanDimension(Float64Array.from(values), rule)).toBe(expected);
  });
});

describe('the parts', () => {
  it.each([0, 1e-9, 0.1, 1, Math.E, 3, 1e5, 1e200])('W(%d) e^W is its argument', (x) => {
    const w = lambertW(x);
    if (x > 1e100) expect(w + Math.log(w)).toBeCloseTo(Math.log(x), 11);
    else expect(w * Math.exp(w)).toBeCloseTo(x, x > 10 ? 6 : 12);
  });

  it('a minimum spanning tree takes the shortest edges that join all', () => {
    // The unit square with its diagonals √2: three sides.
    const d = Math.SQRT2;
    const square = Float64Array.from([0, 1, d, 1, 1, 0, 1, d, d, 1, 0, 1, 1, d, 1, 0]);
    expect(spanningTreeSum(square, 4, 4, 1)).toBe(3);
    expect(
      spanningTreeSum(
        square.map((x) => 2 * x),
        4,
        3,
        2,
      ),
    ).toBe(8);
  });
});

describe('manifolds of known dimension', () => {
  it.each([
    ['corrint', 2, 3.3],
    ['tle', 2.6, 3.5],
    ['ess(k=40)', 2.7, 3.3],
    ['ess(k=40,version=b)', 2.7, 3.3],
    ['ess(k=40,combine=median)', 2.7, 3.3],
    ['lpca(k=40)', 2.9, 3.1],
    ['lpca(k=40,version=participation_ratio,combine=harmonic)', 2.5, 3.05],
    ['lpca(version=maxgap)', 3, 3],
    ['participation-ratio', 2.9, 3],
    ['fishers', 2.5, 3.5],
    ['ph(min=50,max=300)', 2.4, 3.7],
  ])('%s of a cube in five columns', async (request, low, high) => {
    const found = await estimateOf(cube(600, 3, 5), request);
    expect(found.dimension).toBeGreaterThanOrEqual(low);
    expect(found.dimension).toBeLessThanOrEqual(high);
    expect(found.interval[0]).toBeLessThanOrEqual(found.dimension);
    expect(found.interval[1]).toBeGreaterThanOrEqual(found.dimension);
    expect(found.interval.every(Number.isFinite)).toBe(true);
    expect(found.intervalMethod).toMatch(/\w/);
  });

  it('do not depend on the data’s place, and all but TLE not on their unit', async () => {
    const given = sphere(200, 2);
    const moved = { ...given, values: given.values.map((x) => 8 * x + 16) };
    const requests = [
      'corrint',
      'ess(k=30)',
      'lpca(k=30)',
      'fishers',
      'ph(min=20,max=100,jump=20)',
      'tle(epsilon=0)',
    ];
    const [a, b] = [await inputFor(given, requests), await inputFor(moved, requests)];
    for (const request of requests) {
      const [here, there] = [await estimateFrom(a, request), await estimateFrom(b, request)];
      expect(there.dimension / here.dimension, request).toBeCloseTo(1, 9);
    }
  });

  it('local PCA sees the sphere’s tangent plane where there are more columns than neighbours', async () => {
    const { rows, columns, values } = sphere(1500, 2);
    const wide = new Float64Array(rows * 40);
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < 40; c++) wide[i * 40 + c] = values[i * columns + (c % columns)] as number;
    }
    const found = await estimateOf({ rows, columns: 40, values: wide }, 'lpca(k=20)');
    expect(found.dimension).toBeCloseTo(2, 1);
  });

  it('FisherS finds a number where no pair is inseparable at its first threshold, and says that it is rough', async () => {
    const found = await estimateOf(gaussian(150, 60), 'fishers(conditional_number=1000)');
    expect(found.dimension).toBeGreaterThan(35);
    expect(found.warnings.join()).toContain('smaller ones were used');
  });

  it('TLE says where its epsilon is no small distance', async () => {
    const given = sphere(200, 2);
    const small = { ...given, values: given.values.map((x) => x / 1000) };
    expect((await estimateOf(small, 'tle')).warnings.join()).toContain('epsilon=0.0001 is no small distance');
  });

  it('local PCA says where it has too few neighbours for so many axes', async () => {
    expect((await estimateOf(gaussian(300, 12), 'lpca(k=14)')).warnings.join()).toContain('at most 13 axes');
    expect((await estimateOf(gaussian(300, 2), 'lpca(k=14)')).warnings.join()).toBe('');
  });

  it('PH says that samples were made smaller', async () => {
    const found = await estimateOf(gaussian(120, 2), 'ph');
    expect(found.warnings.join()).toContain('max was lowered from 1000 to 60');
    expect(await estimateOf(gaussian(120, 2), 'ph')).toEqual(found);
  });

  it('have no estimate where nothing varies', async () => {
    const still = matrix(
      2,
      Array.from({ length: 40 }, () => 3),
    );
    for (const request of ['fishers', 'participation-ratio', 'lpca', 'ph']) {
      await expect(estimateOf(still, request), request).rejects.toMatchObject({
        code: 'estimate.impossible',
      });
    }
  });
});
