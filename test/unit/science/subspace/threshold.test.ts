import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../../src/science/subspace/binomial';
import { fitThreshold, withinSize, type SuccessCount } from '../../../../src/science/subspace/threshold';

const dimensions = [2, 4, 8, 16, 32, 64, 128, 256];

function counted(successes: readonly number[], runs = 5): SuccessCount[] {
  return successes.map((s, i) => ({ dimension: dimensions[i] ?? 0, runs, successes: s }));
}

describe('the binomial interval', () => {
  it('is Wilson’s: 8 of 10 as the literature tabulates it', () => {
    const [low, high] = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('reaches 0 and 1 exactly where no run succeeds, or all do', () => {
    expect(wilsonInterval(0, 5)[0]).toBe(0);
    expect(wilsonInterval(5, 5)).toEqual([expect.closeTo(0.5655, 4), 1]);
  });
});

describe('the threshold of a model of 100 parameters', () => {
  const fit = (successes: readonly number[]) => withinSize(fitThreshold(counted(successes)), 100);

  it('is above them where the curve crosses one half beyond', () => {
    // One of five from 16 on: the fit alone would say 160.
    expect(fit([0, 0, 0, 1, 1, 1])).toMatchObject({ status: 'above', estimate: null, high: null });
    expect(fit([0, 0, 0, 1, 1, 1]).low).toBeLessThanOrEqual(100);
  });

  it('has no interval beyond them, and is as it was within', () => {
    expect(fit([0, 0, 0, 0, 2, 3]).high).toBe(100);
    const inside = fitThreshold(counted([0, 0, 1, 4, 5, 5]));
    expect(withinSize(inside, 100)).toEqual(inside);
  });
});

describe('the threshold', () => {
  it('is where the logistic regression of the same counts crosses one half', () => {
    const fit = fitThreshold(counted([0, 0, 1, 2, 4, 5, 5, 5]));
    expect(fit.status).toBe('fitted');
    const { a, b } = newton(counted([0, 0, 1, 2, 4, 5, 5, 5]));
    expect(fit.slope).toBeCloseTo(b, 4);
    expect(Math.log(fit.estimate ?? 0)).toBeCloseTo(-a / b, 5);
  });

  it('is said to lie above where no run succeeds, with a bound that more runs make closer', () => {
    const five = fitThreshold(counted([0, 0, 0, 0, 0, 0, 0, 0]));
    expect(five).toMatchObject({ status: 'above', estimate: null, high: null });
    expect(five.low).toBeGreaterThan(100);
    expect(fitThreshold(counted([0, 0, 0, 0, 0, 0, 0, 0], 50)).low).toBeGreaterThan(five.low ?? 0);
  });

  it('is said to lie below where every run succeeds', () => {
    const fit = fitThreshold(counted([5, 5, 5, 5, 5, 5, 5, 5]));
    expect(fit).toMatchObject({ status: 'below', estimate: null, low: null });
    expect(fit.high).toBeLessThan(5);
  });

  it('lies between the last failure and the first success where no run is out of line', () => {
    const fit = fitThreshold(counted([0, 0, 0, 5, 5, 5, 5, 5]));
    expect(fit).toMatchObject({ status: 'separated', slope: null });
    expect(fit.estimate).toBeCloseTo(Math.sqrt(8 * 16), 6);
    expect(fit.low).toBeCloseTo(8, 1);
    expect(fit.high).toBeCloseTo(16, 1);
  });

  it('is not told where success does not grow with d', () => {
    expect(fitThreshold(counted([5, 4, 4, 3, 2, 1, 0, 0])).status).toBe('flat');
  });

  it('leaves an end open where the runs do not bound it', () => {
    const fit = fitThreshold([
      { dimension: 8, runs: 2, successes: 0 },
      { dimension: 16, runs: 2, successes: 1 },
    ]);
    expect(fit.status).toBe('open');
    expect(fit.high).toBeNull();
  });
});

/** Logistic regression on a + b ln d by Newton’s method. */
function newton(counts: readonly SuccessCount[]): { a: number; b: number } {
  let a = 0;
  let b = 0;
  for (let i = 0; i < 50; i++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const { dimension, runs, successes } of counts) {
      const x = Math.log(dimension);
      const p = 1 / (1 + Math.exp(-(a + b * x)));
      g0 += successes - runs * p;
      g1 += (successes - runs * p) * x;
      h00 += runs * p * (1 - p);
      h01 += runs * p * (1 - p) * x;
      h11 += runs * p * (1 - p) * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    a += (h11 * g0 - h01 * g1) / determinant;
    b += (h00 * g1 - h01 * g0) / determinant;
  }
  return { a, b };
}
