import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { meanInterval } from '../../../../src/science/analysis/meanInterval';

it('is cut where the quantity ends: of two seeds the interval of an accuracy would reach from −585 to 685 %', () => {
  expect(meanInterval([0, 100])?.interval?.[1]).toBeCloseTo(50 + 12.7062 * 50, 2);
  expect(meanInterval([0, 100], [0, 100])).toEqual({ mean: 50, interval: [0, 100], count: 2 });
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
