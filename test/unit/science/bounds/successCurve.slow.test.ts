import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { measuredThreshold, successCurve } from '../../../../src/science/bounds/successCurve';

const sorted = (...values: number[]): Int32Array => Int32Array.from(values).sort();

describe('the measured threshold', () => {
  it('is where the share of successes, linear between dimensions, crosses one half', () => {
    // 1 of 4 by 3, 3 of 4 by 5: halfway between 4 and 5, as none comes at 4.
    expect(measuredThreshold(sorted(3, 5, 5, 9), 0.95).threshold).toBeCloseTo(4.5, 12);
    expect(measuredThreshold(sorted(7, 7, 7, 7), 0.95).threshold).toBeCloseTo(6.5, 12);
  });

  it('is 0 where most starts are inside already', () => {
    const found = measuredThreshold(sorted(...new Array<number>(30).fill(0), 4, 9), 0.95);
    expect(found).toEqual({ threshold: 0, interval: [0, 0] });
  });

  it('has an interval that covers the median at its stated rate', () => {
    // Thresholds of a normal law, rounded up: the curve crosses one half half a dimension below its mean's place.
    const rng = new Rng(6);
    const repeats = 1500;
    for (const level of [0.8, 0.95]) {
      let covered = 0;
      for (let i = 0; i < repeats; i++) {
        const sample = Int32Array.from({ length: 200 }, () => Math.ceil(100 + 8 * rng.normal())).sort();
        const { interval } = measuredThreshold(sample, level);
        if (interval[0] <= 100 && interval[1] >= 100) covered++;
      }
      expect(Math.abs(covered / repeats - level)).toBeLessThan(0.03);
    }
  });
});

describe('the curve of success', () => {
  it('counts what has reached the level, from the last failure of all to the first success of all', () => {
    const curve = successCurve(sorted(3, 5, 5, 9), 0.95);
    expect(curve.map(({ d, success }) => [d, success])).toEqual([
      [2, 0],
      [3, 0.25],
      [4, 0.25],
      [5, 0.75],
      [6, 0.75],
      [7, 0.75],
      [8, 0.75],
      [9, 1],
    ]);
    for (const { success, interval } of curve) {
      expect(interval[0]).toBeLessThanOrEqual(success);
      expect(interval[1]).toBeGreaterThanOrEqual(success);
    }
    // Wilson's interval of 3 in 4, from the literature's formula by hand.
    expect(curve[3]?.interval[0]).toBeCloseTo(0.3006, 3);
    expect(curve[3]?.interval[1]).toBeCloseTo(0.9544, 3);
  });

  it('is thinned where there are thousands of dimensions, and keeps both ends', () => {
    const curve = successCurve(sorted(10, 2000, 5000), 0.95, 100);
    expect(curve.length).toBeLessThan(110);
    expect([curve[0]?.d, curve.at(-1)?.d]).toEqual([9, 5000]);
  });

  it('of a start that is always inside is one point', () => {
    expect(successCurve(sorted(0, 0, 0), 0.95).map(({ d, success }) => [d, success])).toEqual([[0, 1]]);
  });
});
