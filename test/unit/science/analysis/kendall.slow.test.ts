import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { kendallTau, rankCorrelation } from '../../../../src/science/analysis/kendall';

describe('Kendall’s τ', () => {
  it('counts pairs', () => {
    expect(kendallTau([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(kendallTau([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    // Five concordant pairs of six.
    expect(kendallTau([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(4 / 6, 12);
  });

  it('of ties is τ-b: as scipy.stats.kendalltau has it', () => {
    // The example of scipy's documentation.
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNaN();
  });

  it('of a normal pair is 2 arcsin(ρ) / π, which its interval holds nineteen times in twenty', () => {
    const rng = new Rng(5);
    const truth = (2 / Math.PI) * Math.asin(0.6);
    let covered = 0;
    const times = 20;
    for (let time = 0; time < times; time++) {
      const x = Array.from({ length: 25 }, () => rng.normal());
      const y = x.map((value) => 0.6 * value + 0.8 * rng.normal());
      const [low, high] = rankCorrelation(x, y, rng.split(time)).interval ?? [NaN, NaN];
      if (low <= truth && truth <= high) covered++;
    }
    // Binomial: 19 ± 1 of 20.
    expect(covered).toBeGreaterThan(14);
  });

  it('of too few pairs has no interval', () => {
    expect(rankCorrelation([1, 2], [1, 2], new Rng(0))).toEqual({ tau: 1, interval: undefined, pairs: 2 });
    // In one order by chance once in twelve: resampling, which finds only that order, would be certain of it.
    expect(rankCorrelation([1, 2, 3, 4], [5, 6, 7, 8], new Rng(0)).interval).toBeUndefined();
  });
});
