import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { judgePowerLaw, type LawPoint } from '../../../../src/science/analysis/powerLaw';

/** Points at x whose logarithms are given, with intervals of a given reach in the logarithm. */
function points(logs: readonly (readonly [number, number])[], reach: number): LawPoint[] {
  return logs.map(([x, y]) => ({
    x: Math.exp(x),
    y: Math.exp(y),
    interval: [Math.exp(y - reach), Math.exp(y + reach)],
  }));
}

function lawOf(given: readonly LawPoint[]) {
  const verdict = judgePowerLaw(given);
  if (verdict.status !== 'law') throw new Error(verdict.status);
  return verdict.law;
}

const z = 1.959963984540054;

describe('a power law through measured points', () => {
  it('is found exactly where they lie on one', () => {
    const law = lawOf(
      points(
        [1, 2, 4, 5, 7].map((x) => [x, 0.5 + 0.3 * x] as const),
        0.1,
      ),
    );
    expect(law.exponent).toBeCloseTo(0.3, 12);
    expect(law.scatter).toBe(1);
    expect(law.at(Math.exp(3)).y).toBeCloseTo(Math.exp(1.4), 10);
  });

  it('is least squares with Student’s interval where all points are as uncertain and scatter more', () => {
    const logs = [
      [0, 0.3],
      [1, 0.1],
      [2, 1.2],
      [3, 0.9],
      [4, 1.9],
    ] as const;
    // By hand: slope Σ(x − x̄)y / Σ(x − x̄)², s² = Σ residual² / (n − 2), t(3) = 3.182446305284263.
    const slope = (-2 * 0.3 - 0.1 + 0.9 + 2 * 1.9) / 10;
    const mean = 4.4 / 5;
    const squares = logs.reduce((sum, [x, y]) => sum + (y - mean - slope * (x - 2)) ** 2, 0);
    const reach = 3.182446305284263 * Math.sqrt(squares / 3 / 10);
    const law = lawOf(points(logs, 0.01));
    expect(law.exponent).toBeCloseTo(slope, 9);
    expect(law.interval[1] - slope).toBeCloseTo(reach, 6);
    expect(Math.log(law.scatter) ** 2).toBeCloseTo(squares / 3 - (0.01 / z) ** 2, 6);
    const reachInMiddle = 3.182446305284263 * Math.sqrt(squares / 3 / 5);
    const { y, interval } = law.at(Math.exp(2));
    expect(Math.log(y)).toBeCloseTo(mean, 9);
    expect(Math.log(interval[1] / y)).toBeCloseTo(reachInMiddle, 6);
  });

  it('is no narrower than the points’ own intervals make it, where they scatter less', () => {
    const law = lawOf(
      points(
        [0, 1, 2, 3].map((x) => [x, x] as const),
        0.5,
      ),
    );
    // t(2) = 4.302652729911275, and the variance of a slope Σ(x − x̄)² = 5.
    expect(law.interval[1] - 1).toBeCloseTo((4.302652729911275 * (0.5 / z)) / Math.sqrt(5), 6);
  });

  it('weighs a point that is told better more', () => {
    const sharp = points(
      [0, 1, 2, 3].map((x) => [x, 0] as const),
      0.05,
    );
    const vague = points([[4, 2]], 3);
    expect(Math.abs(lawOf([...sharp, ...vague]).exponent)).toBeLessThan(0.02);
  });

  it('is denied to points that bend, and to those that tell nothing', () => {
    expect(
      judgePowerLaw(
        points(
          [0, 1, 2, 3, 4, 5].map((x) => [x, x * x] as const),
          0.1,
        ),
      ).status,
    ).toBe('bent');
    expect(
      judgePowerLaw(
        points(
          [0, 2, 4].map((x) => [x, x] as const),
          0.1,
        ),
      ).status,
    ).toBe('few');
    expect(
      judgePowerLaw(
        points(
          [0, 0, 3, 3].map((x) => [x, x] as const),
          0.1,
        ),
      ).status,
    ).toBe('few');
    expect(
      judgePowerLaw(
        points(
          [0, 0.1, 0.2, 0.4].map((x) => [x, x] as const),
          0.1,
        ),
      ).status,
    ).toBe('narrow');
  });

  it('holds the exponent in its interval, and bends, at the stated rates', () => {
    let [held, bent] = [0, 0];
    const rounds = 300;
    for (let round = 0; round < rounds; round++) {
      const rng = new Rng(8).split(round);
      const given = [0, 1, 2, 3, 4, 5, 6].map((x) => {
        const own = 0.05 + 0.1 * rng.uniform();
        const y = 0.2 * x + 0.1 * rng.normal() + own * rng.normal();
        return points([[x, y]], z * own);
      });
      const verdict = judgePowerLaw(given.flat());
      if (verdict.status === 'bent') bent++;
      else if (verdict.status === 'law' && verdict.law.interval[0] <= 0.2 && verdict.law.interval[1] >= 0.2)
        held++;
    }
    expect(bent / rounds).toBeLessThan(0.08);
    expect(held / (rounds - bent)).toBeGreaterThan(0.93);
  });
});
