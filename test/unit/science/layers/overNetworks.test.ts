import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { DimensionEstimate } from '../../../../src/science/estimators/estimate';
import { overNetworks } from '../../../../src/science/layers/overNetworks';

function estimate(dimension: number, reach: number, warnings: string[] = []): DimensionEstimate {
  return {
    ...{ estimator: 'twonn', key: 'twonn', variant: '', dimension, level: 0.95, details: {}, warnings },
    interval: [dimension / Math.exp(reach), dimension * Math.exp(2 * reach)],
    intervalMethod: 'bootstrap',
  };
}

describe('one estimate over networks', () => {
  it('is the estimate itself of a single network', () => {
    const only = estimate(5, 0.1);
    expect(overNetworks([only])).toBe(only);
  });

  it('is the geometric mean, with Student’s reach and the points’ added as variances', () => {
    const { dimension, interval, details } = overNetworks([estimate(4, 0.1), estimate(9, 0.3)]);
    expect(dimension).toBeCloseTo(6, 12);
    // t(1) = 12.7062…, and s / √2 of two numbers is half their distance.
    const student = 12.706204736432095 * (Math.log(9 / 4) / 2);
    expect(Math.log(6 / interval[0])).toBeCloseTo(Math.hypot(student, 0.2), 9);
    expect(Math.log(interval[1] / 6)).toBeCloseTo(Math.hypot(student, 0.4), 9);
    expect(details['in each']).toEqual([4, 9]);
  });

  it('keeps the points’ interval where all networks agree: more networks tell no more of the points', () => {
    const { interval } = overNetworks(Array.from({ length: 30 }, () => estimate(7, 0.2)));
    expect(interval[0]).toBeCloseTo(7 / Math.exp(0.2), 9);
    expect(interval[1]).toBeCloseTo(7 * Math.exp(0.4), 9);
  });

  it('says a warning once that differs in numbers alone', () => {
    const { warnings } = overNetworks([
      estimate(4, 0.1, ['k=3 is much.']),
      estimate(4, 0.1, ['k=4 is much.', 'b']),
    ]);
    expect(warnings).toEqual(['k=3 is much.', 'b']);
  });

  it('covers the mean over networks at its rate', () => {
    let covered = 0;
    const rounds = 1500;
    for (let round = 0; round < rounds; round++) {
      const rng = new Rng(5).split(round);
      const points = 0.05 * rng.normal();
      const { interval } = overNetworks(
        Array.from({ length: 4 }, () => {
          const dimension = 8 * Math.exp(points + 0.1 * rng.normal());
          return { ...estimate(dimension, 0), interval: around(dimension, 1.96 * 0.05) };
        }),
      );
      if (interval[0] <= 8 && interval[1] >= 8) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.94);
    expect(covered / rounds).toBeLessThan(0.985);
  });
});

function around(dimension: number, reach: number): [number, number] {
  return [dimension / Math.exp(reach), dimension * Math.exp(reach)];
}
