import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { drawMinimiser, excess, type QuadraticWell } from '../../../../src/science/bounds/quadraticWell';
import { WellCone } from '../../../../src/science/bounds/wellCone';
import { logSpectrum, normals, squaredLength, well } from './wells';

/**
 * ‖Π_C g‖² the slow way: the distance to the polar {−t Hc + κ H^½ v : ‖v‖ ≤ t} is a convex problem over a second-order cone,
 * solved by accelerated projected gradients.
 */
function bySecondOrderCone(given: QuadraticWell, c: Float64Array, g: Float64Array): number {
  const { eigenvalues } = given;
  const kappa = Math.sqrt(excess(given, c));
  const h = eigenvalues.map((value, i) => value * (c[i] ?? 0));
  const root = eigenvalues.map((value) => kappa * Math.sqrt(value));
  const step = 1 / (squaredLength(h) + Math.max(...root) ** 2);
  let v: Float64Array = new Float64Array(g.length);
  let t = 0;
  let at = { v, t };
  let momentum = 1;
  let best = squaredLength(g);
  for (let i = 0; i < 200_000; i++) {
    const residual = g.map((x, j) => x + at.t * (h[j] ?? 0) - (root[j] ?? 0) * (at.v[j] ?? 0));
    const along = residual.reduce((sum, x, j) => sum + x * (h[j] ?? 0), 0);
    const moved = at.v.map((x, j) => x + step * (root[j] ?? 0) * (residual[j] ?? 0));
    const [nextV, nextT] = ontoIceCream(moved, at.t - step * along);
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = (momentum - 1) / next;
    at = { v: nextV.map((x, j) => x + push * (x - (v[j] ?? 0))), t: nextT + push * (nextT - t) };
    [v, t, momentum] = [nextV, nextT, next];
    const value = squaredLength(g.map((x, j) => x + t * (h[j] ?? 0) - (root[j] ?? 0) * (v[j] ?? 0)));
    if (i % 1000 === 999 && best - value < 1e-13 * best) break;
    best = Math.min(best, value);
    if (value > best) momentum = 1;
  }
  return best;
}

/** The projection on {(v, t) : ‖v‖ ≤ t}. */
function ontoIceCream(v: Float64Array, t: number): [Float64Array, number] {
  const length = Math.sqrt(squaredLength(v));
  if (length <= t) return [v, t];
  if (length <= -t) return [v.map(() => 0), 0];
  const share = (length + t) / (2 * length);
  return [v.map((x) => x * share), share * length];
}

/** The same by two nested searches, in t and in the multiplier of ‖v‖ ≤ t, for spectra no gradient can cope with. */
function byNestedSearch(given: QuadraticWell, c: Float64Array, g: Float64Array): number {
  const { eigenvalues } = given;
  const kappa2 = excess(given, c);
  const distance = (t: number): number => {
    const y = g.map((x, i) => x + t * (eigenvalues[i] ?? 0) * (c[i] ?? 0));
    const length = (mu: number): number =>
      y.reduce((sum, x, i) => {
        const lambda = eigenvalues[i] ?? 0;
        return sum + (lambda === 0 ? 0 : kappa2 * lambda * (x / (kappa2 * lambda + mu)) ** 2);
      }, 0);
    let [low, high] = [-300, 300];
    for (let i = 0; i < 90; i++) {
      const middle = (low + high) / 2;
      if (length(10 ** middle) > t * t) low = middle;
      else high = middle;
    }
    const mu = length(0) <= t * t ? 0 : 10 ** high;
    return y.reduce((sum, x, i) => {
      const lambda = eigenvalues[i] ?? 0;
      return (
        sum +
        (lambda === 0
          ? x * x
          : (x * mu) / (kappa2 * lambda + mu) === 0
            ? 0
            : ((x * mu) / (kappa2 * lambda + mu)) ** 2)
      );
    }, 0);
  };
  // Convex in t, and so of one valley in ln t; level to rounding only where t is too small to matter.
  let [low, high] = [-60, 60];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 200; i++) {
    const a = high - golden * (high - low);
    const b = low + golden * (high - low);
    if (distance(10 ** a) < distance(10 ** b)) high = b;
    else low = a;
  }
  return Math.min(distance(10 ** low), squaredLength(g));
}

describe('the cone of a quadratic well', () => {
  const cases: [string, QuadraticWell][] = [
    ['flat', well('flat', 5, 1, 0.1)],
    ['falling', well('power(1)', 6, 1, 0.05)],
    ['steep', well('power(2)', 4, 3, 0.5)],
    ['of two sizes', well('outliers(2, 4, 0.25)', 7, 2, 0.3)],
    ['with free directions', well('outliers(3, 2, 0)', 6, 1, 0.1)],
  ];
  it.each(cases)('projects as a solver of convex problems does: %s', (_, given) => {
    const rng = new Rng(3);
    let inPolar = 0;
    for (let i = 0; i < 40; i++) {
      const c = drawMinimiser(given, rng.split(i));
      const cone = new WellCone(given, c);
      if (cone.isWhole) continue;
      // Towards the minimiser, away from it and across: every branch of the projection.
      const g = normals(c.length, rng).map((x, j) => x + ((i % 3) - 1) * 3 * (c[j] ?? 0));
      const slow = bySecondOrderCone(given, c, g);
      const fast = cone.squaredProjection(g);
      if (fast < 1e-9) inPolar++;
      expect(fast).toBeCloseTo(slow, 5);
    }
    if (given.eigenvalues.every((value) => value > 0)) expect(inPolar).toBeGreaterThan(0);
  });

  it.each([
    [1e-12, 1e6, 1e-3],
    [1e-12, 1e6, 1e3],
    [1e-12, 1, 1e-9],
    [1e-6, 1e6, 10],
  ])('projects as two nested searches do with eigenvalues from %f to %f', (least, greatest, level) => {
    const given = { eigenvalues: logSpectrum(60, least, greatest), distance: 2, level };
    const rng = new Rng(8);
    for (let i = 0; i < 5; i++) {
      const c = drawMinimiser(given, rng.split(i));
      const g = normals(60, rng);
      const fast = new WellCone(given, c).squaredProjection(g);
      expect(Math.abs(fast - byNestedSearch(given, c, g))).toBeLessThan(1e-6 * squaredLength(g));
    }
  });

  it('projects a multiple to the multiple of the projection', () => {
    const given = well('power(1)', 50, 1, 0.02);
    const rng = new Rng(1);
    const cone = new WellCone(given, drawMinimiser(given, rng));
    const g = normals(50, rng);
    const once = cone.squaredProjection(g);
    for (const factor of [1e-6, 1e5])
      expect(cone.squaredProjection(g.map((x) => x * factor)) / (once * factor * factor)).toBeCloseTo(1, 9);
  });

  it('is all of space where the start is in the sublevel set, and keeps what is in it', () => {
    const given = well('flat', 4, 1, 0.6);
    const c = drawMinimiser(given, new Rng(0));
    const cone = new WellCone(given, c);
    expect(cone.isWhole).toBe(true);
    expect(cone.squaredProjection(c.map((x) => -x))).toBeCloseTo(1, 12);
    const narrow = new WellCone({ ...given, level: 0.1 }, c);
    expect(narrow.squaredProjection(c)).toBeCloseTo(1, 12);
    expect(narrow.squaredProjection(c.map((x) => -x))).toBe(0);
  });
});
