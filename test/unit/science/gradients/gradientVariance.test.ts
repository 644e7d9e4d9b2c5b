import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { coordinateFunction } from '../../../../src/science/gradients/coordinateFunctions';
import {
  gradientEstimators,
  predictVariance,
  type GradientOf,
  type GradientProblem,
} from '../../../../src/science/gradients/gradientVariance';
import { measureVariance } from '../../../../src/science/gradients/measureVariance';

function problem(
  name: string,
  of: GradientOf = 'mean',
  other: Partial<GradientProblem> = {},
): GradientProblem {
  const term = coordinateFunction(name);
  if (!term.ok) throw new Error(term.error);
  return { term: term.value, of, mean: 0.7, deviation: 1.3, offset: 2, ...other };
}

describe('the exact variances', () => {
  it('of a linear function are the closed ones: d m² / σ² + (d + 1) d, and none reparameterised', () => {
    const { variance, signal } = predictVariance(problem('linear'), 5, 4);
    const m = 2 + 5 * 0.7;
    expect(variance.score).toBeCloseTo((5 * m ** 2) / 1.69 + 5 * 6, 5);
    expect(variance['mean-baseline']).toBeCloseTo(30, 6);
    // By symmetry the mean is the best constant.
    expect(variance['best-baseline']).toBeCloseTo(30, 6);
    expect(variance.reparameterised).toBeCloseTo(0, 9);
    expect(signal).toBeCloseTo(5, 8);
    // Var f = d σ², E s² = 1 / σ², g = 1.
    expect(variance['leave-one-out']).toBeCloseTo(30 + (5 * (5 + 1)) / 3, 6);
  });

  it('of a quadratic are those of Wick’s formula', () => {
    const [mean, deviation, d] = [0.7, 1.3, 3];
    const { variance, baselines } = predictVariance(problem('quadratic'), d, 4);
    const m = 2 + (d * mean ** 2) / 2;
    const c = deviation ** 2 / 2;
    // Per coordinate: E[f² ε²] = σ² (‖g‖² + 2 g_i²) + (m + S + 2c)² + 2Q + 4c², with S = d c and Q = d c².
    const linear = deviation ** 2 * (d + 2) * mean ** 2;
    const each = (b: number): number =>
      (linear + (m - b + d * c + 2 * c) ** 2 + 2 * d * c * c + 4 * c * c) / deviation ** 2 - mean ** 2;
    expect(variance.score).toBeCloseTo(d * each(0), 5);
    expect(baselines.mean).toBeCloseTo(m + d * c, 8);
    expect(variance['mean-baseline']).toBeCloseTo(d * each(m + d * c), 6);
    expect(baselines.best).toBeCloseTo(m + d * c + 2 * c, 8);
    expect(variance['best-baseline']).toBeCloseTo(d * each(m + d * c + 2 * c), 6);
    expect(variance.reparameterised).toBeCloseTo(d * deviation ** 2, 6);
  });

  it('has the same gradient by both, but where the function jumps', () => {
    for (const of of ['mean', 'scale'] as const) {
      for (const name of ['linear', 'quadratic', 'cosine(3)', 'softplus']) {
        const { squaredBias } = predictVariance(problem(name, of), 2, 4);
        expect(squaredBias).toBeLessThan(1e-12);
      }
    }
    const { squaredBias, signal } = predictVariance(problem('step'), 2, 4);
    // d/dμ P(z > 0) is the density at 0.
    const density = Math.exp(-0.5 * (0.7 / 1.3) ** 2) / (1.3 * Math.sqrt(2 * Math.PI));
    expect(signal).toBeCloseTo(2 * density ** 2, 6);
    expect(squaredBias).toBeCloseTo(signal, 12);
  });

  it('no constant does better than the best', () => {
    const { variance } = predictVariance(problem('softplus', 'scale'), 4, 4);
    expect(variance['best-baseline']).toBeLessThanOrEqual(variance['mean-baseline']);
    expect(variance['best-baseline']).toBeLessThanOrEqual(variance.score);
  });
});

describe('the measured variances', () => {
  it.each([
    ['quadratic', 'mean'],
    ['cosine(2)', 'mean'],
    ['softplus', 'scale'],
  ] as const)('agree with the exact ones: %s, %s', async (name, of) => {
    const given = problem(name, of);
    const predicted = predictVariance(given, 3, 4);
    const plan = { samples: 4, groups: 60 };
    const measured = await measureVariance(given, 3, plan, predicted.baselines, new Rng(9), {});
    for (const estimator of gradientEstimators) {
      const { value, error } = measured.variance[estimator];
      expect(Math.abs(value - predicted.variance[estimator]) / error, estimator).toBeLessThan(4.5);
    }
  });
});

describe('a function by name', () => {
  it('that is none says what there is', () => {
    const misspelt = coordinateFunction('quadratc');
    expect(misspelt.ok ? '' : misspelt.error).toContain('did you mean quadratic?');
    expect(coordinateFunction('cosine').ok).toBe(false);
    expect(coordinateFunction('linear(2)').ok).toBe(false);
  });

  it('has the slope of its values', () => {
    for (const name of ['linear', 'quadratic', 'cosine(2)', 'softplus']) {
      const { term } = problem(name);
      for (const z of [-2, 0.3, 4]) {
        expect(term.slope(z)).toBeCloseTo((term.value(z + 1e-5) - term.value(z - 1e-5)) / 2e-5, 6);
      }
    }
  });
});
