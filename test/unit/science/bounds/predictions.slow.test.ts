import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { gordonHitBound, gordonThreshold } from '../../../../src/science/bounds/gordonBound';
import {
  kinematicBounds,
  kinematicRange,
  predictedSuccess,
} from '../../../../src/science/bounds/kinematicFormula';
import { normalReach } from '../../../../src/science/bounds/normalLaw';
import { normalDistribution } from '../../../../src/science/estimators/specialFunctions';
import { publishedThreshold } from '../../../../src/science/bounds/publishedWidth';
import { coneStatistics } from '../../../../src/science/bounds/statisticalDimension';
import { well } from './wells';

const one = (value: number): Float64Array => Float64Array.of(value);

describe('the published formula', () => {
  it.each([
    ['flat', 1, 0.1, 166.7],
    ['power(1)', 1, 0.01, 80.1],
    ['power(1)', 3, 0.01, 165.3],
    ['power(1)', 3, 0.1, 75.9],
    ['power(2)', 10, 0.01, 86.6],
    ['outliers(10, 10, 1e-3)', 10, 0.01, 168.3],
    ['outliers(10, 10, 1e-3)', 10, 0.1, 73.3],
  ])('of %s at R = %d, ε = %d is %d', (spectrum, distance, level, expected) => {
    expect(publishedThreshold(well(spectrum, 200, distance, level))).toBeCloseTo(expected, 1);
  });

  it('counts no direction that is flat', () => {
    expect(publishedThreshold(well('outliers(3, 1, 0)', 50, 1, 1e-12))).toBeCloseTo(3, 6);
  });
});

describe('the statistical dimension', () => {
  /** Of the cone of all vectors within an angle of one, by a quadrature over the angle of a normal vector to it. */
  function ofCircularCone(dimension: number, angle: number): number {
    const steps = 20_000;
    let [sum, weights] = [0, 0];
    for (let i = 0; i < steps; i++) {
      const theta = (Math.PI * (i + 0.5)) / steps;
      const weight = Math.sin(theta) ** (dimension - 2);
      const beyond = theta - angle;
      const share = beyond <= 0 ? 1 : beyond >= Math.PI / 2 ? 0 : Math.cos(beyond) ** 2;
      sum += weight * share;
      weights += weight;
    }
    return (dimension * sum) / weights;
  }

  it.each([
    [3, 0.05],
    [20, 0.2],
    [200, 0.1],
  ])('of a flat well in %d dimensions, ε = %d, is a circular cone’s', async (dimension, level) => {
    const { delta, deltaError, transition } = await coneStatistics(
      well('flat', dimension, 1, level),
      400,
      new Rng(2),
      {},
    );
    const exact = ofCircularCone(dimension, Math.asin(Math.sqrt(2 * level)));
    expect(Math.abs(delta - exact)).toBeLessThan(4 * deltaError);
    expect(deltaError).toBeLessThan(0.02 * dimension);
    // The binomial law of a circular cone's intrinsic volumes (Amelunxen et al. 2014, section 3.4) is about 2 sin²α D wide.
    const sine2 = 2 * level;
    if (dimension === 200)
      expect(transition / Math.sqrt(2 * sine2 * (1 - sine2) * dimension)).toBeCloseTo(1, 0.7);
  });

  it('is the same for the same seed, and each position has its own', async () => {
    const given = well('power(1)', 30, 1, 0.01);
    const a = await coneStatistics(given, 30, new Rng(5), {});
    expect(await coneStatistics(given, 30, new Rng(5), {})).toEqual(a);
    expect((await coneStatistics(given, 60, new Rng(5), {})).widths.slice(0, 30)).toEqual(a.widths);
    expect(new Set(a.widths).size).toBe(30);
  });

  it('is D where the start is inside already', async () => {
    const found = await coneStatistics(well('flat', 12, 1, 0.6), 10, new Rng(5), {});
    expect(found).toMatchObject({ inside: 1, delta: 12, deltaError: 0 });
    expect(found.transition).toBeCloseTo(0, 12);
  });
});

describe('Gordon’s theorem', () => {
  it('is the formula, and one where it says nothing', () => {
    // k = 99, k/√(k+1) = 9.9.
    expect(gordonHitBound(100, 1, one(1.9))).toBeCloseTo(3.5 * Math.exp(-64 / 18), 12);
    expect(gordonHitBound(100, 1, one(9))).toBe(1);
    expect(gordonHitBound(100, 100, one(0))).toBe(1);
    expect(gordonHitBound(100, 1, Float64Array.of(1.9, 9))).toBeCloseTo(0.5 + 1.75 * Math.exp(-64 / 18), 12);
  });

  it('excludes dimensions up to a threshold, and is vacuous where it excludes none', () => {
    const d = gordonThreshold(200, one(6.3), 0.5);
    expect(gordonHitBound(200, d, one(6.3))).toBeLessThanOrEqual(0.5);
    expect(gordonHitBound(200, d + 1, one(6.3))).toBeGreaterThan(0.5);
    expect(d).toBeGreaterThan(40);
    expect(gordonThreshold(200, one(13.7), 0.5)).toBe(0);
  });
});

describe('the kinematic formula', () => {
  it('is certain a√D on either side of D − δ', () => {
    const a = Math.sqrt(8 * Math.log(4 / 0.05));
    const [low, high] = kinematicRange(10_000, one(4000), 0.05);
    expect(low).toBe(Math.floor(6000 - a * 100));
    expect(high).toBe(Math.ceil(6000 + a * 100));
  });

  it('bounds what it predicts', () => {
    for (let d = 0; d <= 400; d += 20) {
      const deltas = Float64Array.of(150, 250);
      const [low, high] = kinematicBounds(400, d, deltas);
      const predicted = predictedSuccess(400, d, deltas, 9);
      expect(low).toBeLessThanOrEqual(predicted);
      expect(high).toBeGreaterThanOrEqual(predicted);
    }
  });

  it('predicts one half at D − δ, and the mean over positions', () => {
    expect(predictedSuccess(200, 160, one(40), 8)).toBeCloseTo(0.5, 12);
    expect(predictedSuccess(200, 168, one(40), 8)).toBeCloseTo(normalDistribution(1), 12);
    expect(predictedSuccess(200, 100, Float64Array.of(40, 180), 1)).toBeCloseTo(0.5, 9);
  });
});

describe('the normal law', () => {
  it('has its textbook values', () => {
    expect(normalReach(0.95)).toBeCloseTo(1.959963984540054, 9);
    expect(normalReach(0.5)).toBeCloseTo(0.6744897501960817, 9);
    expect(normalDistribution(-1.2815515655446004)).toBeCloseTo(0.1, 9);
  });
});
