import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { meanInterval, studentPoint } from '../../../../src/science/analysis/meanInterval';

it('is cut where the quantity ends: of two seeds the interval of an accuracy would reach from −585 to 685 %', () => {
  expect(meanInterval([0, 100])?.interval?.[1]).toBeCloseTo(50 + 12.7062 * 50, 2);
  expect(meanInterval([0, 100], [0, 100])).toEqual({ mean: 50, interval: [0, 100], count: 2 });
});

describe('the 97.5 % point of Student’s t', () => {
  it('has its closed forms at one, two and four degrees of freedom', () => {
    expect(studentPoint(1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 8);
    expect(studentPoint(2)).toBeCloseTo((0.95 * Math.SQRT2) / Math.sqrt(1 - 0.95 ** 2), 8);
    const root = Math.sqrt(1 - 0.95 ** 2);
    const q = Math.cos(Math.acos(root) / 3) / root;
    expect(studentPoint(4)).toBeCloseTo(2 * Math.sqrt(q - 1), 8);
  });

  it('is that of the tables elsewhere', () => {
    const table: readonly [number, number][] = [
      [3, 3.182446305],
      [5, 2.570581836],
      [10, 2.228138852],
      [29, 2.045229642],
      [120, 1.979930405],
    ];
    for (const [freedom, point] of table) expect(studentPoint(freedom)).toBeCloseTo(point, 6);
  });
});

describe('the interval of a mean', () => {
  it('covers the truth as often as it says', () => {
    const rng = new Rng(3);
    let covered = 0;
    for (let draw = 0; draw < 4000; draw++) {
      const [low, high] = meanInterval([0, 1, 2].map(() => 5 + 2 * rng.normal()))?.interval ?? [NaN, NaN];
      if (low <= 5 && 5 <= high) covered++;
    }
    expect(covered / 4000).toBeGreaterThan(0.94);
    expect(covered / 4000).toBeLessThan(0.96);
  });

  it('is none of one value, and there is no mean of nothing', () => {
    expect(meanInterval([4])).toEqual({ mean: 4, interval: undefined, count: 1 });
    expect(meanInterval([])).toBeUndefined();
  });
});
