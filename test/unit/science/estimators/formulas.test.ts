import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { gride } from '../../../../src/science/estimators/gride';
import { mle, type MLEOptions } from '../../../../src/science/estimators/mle';
import { countSignificant } from '../../../../src/science/estimators/pcaVersions';
import { fittedRatios, twoNN } from '../../../../src/science/estimators/twonn';

/** Logarithms of Pareto ratios: exponential with rate d. */
function exponential(n: number, rate: number): Float64Array {
  const rng = new Rng(11);
  return Float64Array.from({ length: n }, () => -Math.log1p(-rng.uniform()) / rate);
}

describe('TwoNN', () => {
  it('is the slope through the origin, by hand', () => {
    // ln mu = 1, 2 and 4 of N = 4 ratios, of which trunc(4 · 0.9) = 3 are fitted, to −ln(3/4), −ln(2/4), −ln(1/4).
    const slope = (Math.log(4 / 3) + 2 * Math.log(2) + 4 * Math.log(4)) / (1 + 4 + 16);
    expect(twoNN({ discard: 0.1 }).combine(Float64Array.from([9, 1, 4, 2]))).toBeCloseTo(slope, 14);
    expect(twoNN({ discard: 0.1 }).value(Float64Array.from([0.5, 2]))).toBe(1.5);
  });

  it('never fits the greatest ratio, whose empirical probability is one', () => {
    expect([fittedRatios(10, 0), fittedRatios(2500, 0.1), fittedRatios(2500, 0.05)]).toEqual([9, 2250, 2375]);
    expect(twoNN({ discard: 0 }).combine(exponential(4000, 3))).toBeCloseTo(3, 0);
  });

  it('has no estimate where all neighbours are equally far', () => {
    expect(twoNN({ discard: 0.1 }).combine(new Float64Array(50))).toBeNaN();
  });
});

describe('MLE', () => {
  const logs = Float64Array.from([0, 1, 3]);
  const of = (options: Partial<MLEOptions>): ReturnType<typeof mle> =>
    mle({ k: 3, combine: 'harmonic', unbiased: false, ...options });

  it('is (k − 1) / Σ ln(r_k / r_j), by hand', () => {
    expect(of({}).value(logs)).toBe(5 / 2);
    expect(of({ unbiased: true }).value(logs)).toBe(5);
  });

  it.each([
    ['harmonic', 3 / (1 / 2 + 1 / 4 + 1)],
    ['mean', 7 / 3],
    ['median', 2],
  ] as const)('combines by %s', (combine, expected) => {
    expect(of({ combine }).combine(Float64Array.from([1 / 4, 1, 1 / 2]))).toBeCloseTo(expected, 14);
  });

  it('the median of an even number is between the two in the middle', () => {
    expect(of({ combine: 'median' }).combine(Float64Array.from([1, 1 / 2, 1 / 4, 1 / 8]))).toBe(3);
  });

  it.each(['harmonic', 'mean', 'median'] as const)(
    '%s has no estimate where all neighbours are equally far',
    (combine) => {
      expect(of({ combine }).combine(new Float64Array(9))).toBeNaN();
    },
  );
});

describe('Gride', () => {
  it('is the maximum likelihood of TwoNN at ranks 1 and 2', () => {
    const logs = exponential(500, 4);
    const sum = logs.reduce((total, x) => total + x, 0);
    expect(gride(1, 2).combine(logs)).toBeCloseTo(499 / sum, 11);
  });

  it.each([
    [2, 4],
    [4, 8],
    [32, 64],
  ])('solves its equation at ranks %i and %i from anywhere', (n1, n2) => {
    const logs = exponential(300, 7);
    const d = gride(n1, n2).combine(logs);
    const right = logs.reduce(
      (sum, log) => sum + ((1 - n2 + n1) / (1 - Math.exp(-d * log)) + n2 - 1) * log,
      0,
    );
    expect(299 / d / right).toBeCloseTo(1, 10);
    for (const near of [1e-3, 1, 500]) expect(gride(n1, n2).combine(logs, near) / d).toBeCloseTo(1, 12);
  });

  it('takes ratios of one', () => {
    const logs = exponential(300, 2);
    logs.fill(0, 0, 30);
    expect(gride(4, 8).combine(logs)).toBeGreaterThan(0);
    expect(gride(4, 8).combine(new Float64Array(30))).toBeNaN();
  });
});

describe('rules for eigenvalues', () => {
  const values = [10, 5, 1, 0.4, 0];
  it.each([
    ['FO', 0.05, 3],
    ['FO', 0.5, 1],
    ['ratio', 0.9, 2],
    ['ratio', 1, 4],
    ['Kaiser', 0, 2],
    ['maxgap', 0, 4],
    ['participation_ratio', 0, 16.4 ** 2 / 126.16],
    // The expected shares are 0.457, 0.257, 0.157, 0.09, 0.04; the first below is the third.
    ['broken_stick', 0, 3],
  ] as const)('%s with alpha %s', (version, alpha, expected) => {
    expect(countSignificant(values, version, alpha)).toBeCloseTo(expected, 12);
  });

  it('a single eigenvalue is one dimension', () => {
    for (const version of ['FO', 'ratio', 'participation_ratio', 'maxgap', 'broken_stick'] as const) {
      expect(countSignificant([3], version, 0.05)).toBe(1);
    }
  });
});
