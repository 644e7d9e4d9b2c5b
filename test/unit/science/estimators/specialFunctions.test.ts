import { describe, expect, it } from 'vitest';
import { cubicSpline, leastBetween, tolerantLeast } from '../../../../src/science/estimators/cubicSpline';
import {
  besselRatio,
  digamma,
  logGamma,
  lowerGamma,
} from '../../../../src/science/estimators/specialFunctions';

const near = (found: number, expected: number, tolerance = 1e-13): void => {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
};

describe('special functions', () => {
  it('ln Γ of whole and half numbers', () => {
    near(logGamma(1), 0);
    near(logGamma(6), Math.log(120));
    near(logGamma(0.5), Math.log(Math.PI) / 2);
    near(
      logGamma(30),
      Array.from({ length: 29 }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b),
    );
  });

  it('ψ by its recurrence and at one and a half', () => {
    near(digamma(1), -0.5772156649015329);
    near(digamma(0.5), -0.5772156649015329 - 2 * Math.LN2);
    near(digamma(25.3) + 1 / 25.3, digamma(26.3));
  });

  it('P(1, x) = 1 − e^−x and P(1/2, x²) = erf x, on both sides of its switch', () => {
    for (const x of [1e-8, 0.3, 1.9, 2.1, 30]) near(lowerGamma(1, x), -Math.expm1(-x));
    near(lowerGamma(0.5, 1), 0.8427007929497149);
    near(lowerGamma(0.5, 4), 0.9953222650189527);
    // P(a, x) − P(a + 1, x) = x^a e^−x / Γ(a + 1).
    near(lowerGamma(20, 20) - lowerGamma(21, 20), Math.exp(20 * Math.log(20) - 20 - logGamma(21)));
  });

  it('I0 and I1, where the series changes too', () => {
    near(besselRatio(0).logI0, 0);
    near(besselRatio(1).logI0, Math.log(1.2660658777520084));
    near(besselRatio(1).ratio, 0.5651591039924851 / 1.2660658777520084);
    const [below, above] = [besselRatio(40 - 1e-9), besselRatio(40)];
    near(below.logI0, above.logI0, 1e-10);
    near(below.ratio, above.ratio, 1e-10);
  });
});

describe('the spline', () => {
  const cubic = (x: number): number => 2 - x + 0.5 * x ** 2 - 0.1 * x ** 3;

  it.each([1, 2, 3, 4, 5, 6, 9])('through %i values of a polynomial is that polynomial', (n) => {
    const power = (x: number): number => (n > 3 ? cubic(x) : n === 3 ? x * x - x : n === 2 ? 3 * x : 7);
    const spline = cubicSpline(Array.from({ length: n }, (_, i) => power(i + 1)));
    for (let x = 1; x <= n; x += 0.3) near(spline(x), power(x), 1e-12);
  });

  it('has continuous curvature', () => {
    const spline = cubicSpline([3, 1, 4, 1, 5, 9, 2]);
    const curvature = (x: number): number => (spline(x + 1e-4) - 2 * spline(x) + spline(x - 1e-4)) / 1e-8;
    for (const knot of [2, 3, 4, 5, 6]) expect(curvature(knot - 2e-4)).toBeCloseTo(curvature(knot + 2e-4), 1);
  });

  it('is least where it is, at an end too', () => {
    near(
      leastBetween((x) => (x - 2.3) ** 2, 1, 4),
      2.3,
      1e-7,
    );
    expect(leastBetween((x) => x, 1, 4)).toBe(1);
  });

  it('a tolerant search takes one step where that gains little', () => {
    // Slope −0.02 at the start: the step is as long, and gains less than a thousandth.
    near(tolerantLeast((x) => 4 + 0.1 * (x - 3.1) ** 2, 3, 1, 9) ?? NaN, 3.02, 1e-6);
    expect(tolerantLeast((x) => 4 + 1e-5 * (x - 3.1) ** 2, 3, 1, 9)).toBe(3);
  });
});
