import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { Matrix } from '../../../../src/compute/matrix';
import { fitBinaryModel } from '../../../../src/science/estimators/binaryModel';
import { latticeBalls } from '../../../../src/science/estimators/latticeBalls';
import { estimateOf } from './estimates';

/** Whole numbers from 0 to below `side`, uniform; columns past the dimension repeat the first. */
function lattice(rows: number, dimension: number, columns: number, side: number, seed = 1): Matrix {
  const rng = new Rng(seed);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) {
      values[i * columns + c] = c < dimension ? rng.integer(side) : 0;
    }
  }
  return { rows, columns, values };
}

describe('lattice balls', () => {
  it.each([
    [1, [1, 3, 5, 7]],
    [2, [1, 5, 13, 25]],
    [3, [1, 7, 25, 63]],
    // d = 1/2: 1 + 2 d, then 2 d² + 2 d + 1, then the cubic (4 d³ + 6 d² + 8 d + 3) / 3.
    [0.5, [1, 2, 2.5, 3]],
  ])('in %d dimensions hold %j sites', (d, expected) => {
    Array.from(latticeBalls(d, 3).volumes).forEach((v, t) => expect(v).toBeCloseTo(expected[t] ?? NaN, 12));
  });

  it('have the slope of their polynomial', () => {
    const [a, b] = [latticeBalls(2.3 - 1e-6, 9), latticeBalls(2.3 + 1e-6, 9)];
    const { slopes } = latticeBalls(2.3, 9);
    slopes.forEach((slope, t) => {
      expect(((b.volumes[t] ?? NaN) - (a.volumes[t] ?? NaN)) / 2e-6).toBeCloseTo(slope, 3);
    });
  });
});

describe('I3D', () => {
  it('solves the ratio of volumes, by hand', async () => {
    // 0 … 4 on a line: 8 ordered pairs within 1, 14 within 2; (2d + 1) / (2d² + 2d + 1) = 8 / 14.
    const line = { rows: 5, columns: 1, values: Float64Array.from([0, 1, 2, 3, 4]) };
    const { dimension } = await estimateOf(line, 'i3d(lk=2,ln=1)');
    expect(dimension).toBeCloseTo((12 + Math.sqrt(528)) / 32, 12);
  });

  it.each([
    [1, 400],
    [2, 40],
    [3, 14],
  ])('finds a lattice of %i dimensions', async (dimension, side) => {
    const found = await estimateOf(lattice(1500, dimension, 5, side), 'i3d');
    expect(Math.abs(found.dimension - dimension)).toBeLessThan(0.15 * dimension);
    expect(found.interval[0]).toBeLessThan(found.dimension);
    expect(found.interval[1]).toBeGreaterThan(found.dimension);
  });

  it('says what its data have to be, and where a scale holds nothing', async () => {
    const halves = lattice(50, 2, 2, 9);
    halves.values[0] = 0.5;
    await expect(estimateOf(halves, 'i3d')).rejects.toThrow('not whole numbers');
    const sparse = { rows: 4, columns: 1, values: Float64Array.from([0, 50, 200, 900]) };
    await expect(estimateOf(sparse, 'i3d(lk=4)')).rejects.toThrow('no pair of points lies within 2');
    await expect(estimateOf(halves, 'i3d(lk=3,ln=3)')).rejects.toThrow('ln below it');
  });
});

describe('the Hamming dimension', () => {
  it('fits the law it is made of', () => {
    const [d0, d1] = [14, 0.4];
    const distances = Float64Array.from({ length: 8 }, (_, r) => r + 1);
    // C(d, r) 2^−d by its product, for d = d0 + d1 r.
    const shares = distances.map((r) => {
      let choose = 1;
      for (let i = 0; i < r; i++) choose *= (d0 + d1 * r - i) / (i + 1);
      return choose * 2 ** -(d0 + d1 * r);
    });
    const total = shares.reduce((sum, share) => sum + share, 0);
    const fit = fitBinaryModel({ distances, shares: shares.map((share) => share / total) }, [[9, 1]]);
    expect(fit?.d0).toBeCloseTo(d0, 6);
    expect(fit?.d1).toBeCloseTo(d1, 7);
    expect(fit?.divergence).toBeLessThan(1e-12);
  });

  it('of independent bits is their number', async () => {
    const found = await estimateOf(lattice(800, 20, 20, 2), 'hamming(alphamax=0.9)');
    expect(Math.abs(found.dimension - 20)).toBeLessThan(2);
    expect(found.interval[0]).toBeLessThan(20);
    expect(found.interval[1]).toBeGreaterThan(20);
  });

  it('is lower where half of the bits are mostly copies of the others', async () => {
    const rng = new Rng(3);
    const { rows, values } = lattice(800, 24, 24, 2);
    for (let at = 0; at < values.length; at += 24) {
      for (let c = 12; c < 24; c++) if (rng.uniform() < 0.8) values[at + c] = values[at + c - 12] as number;
    }
    const found = await estimateOf({ rows, columns: 24, values }, 'hamming');
    expect(found.dimension).toBeGreaterThan(12);
    expect(found.dimension).toBeLessThan(18);
  });

  it('takes any two values, and nothing else', async () => {
    const bits = lattice(200, 16, 16, 2);
    const spins = { ...bits, values: bits.values.map((x) => 2 * x - 1) };
    const [a, b] = [await estimateOf(bits, 'hamming'), await estimateOf(spins, 'hamming')];
    expect(b.dimension).toBe(a.dimension);
    await expect(estimateOf(lattice(50, 4, 4, 3), 'hamming')).rejects.toThrow('two kinds');
  });
});
