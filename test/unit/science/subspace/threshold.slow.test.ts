import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { fitThreshold, type SuccessCount } from '../../../../src/science/subspace/threshold';

const dimensions = [2, 4, 8, 16, 32, 64, 128, 256];

/** Runs whose probability of success is logistic in ln d. */
function simulate(threshold: number, slope: number, runs: number, rng: Rng): SuccessCount[] {
  return dimensions.map((dimension) => {
    const p = 1 / (1 + (dimension / threshold) ** -slope);
    let successes = 0;
    for (let i = 0; i < runs; i++) if (rng.uniform() < p) successes++;
    return { dimension, runs, successes };
  });
}

describe('the interval of the threshold', () => {
  it.each([3, 1.5])('holds the threshold about as often as the interval says, at slope %d', (slope) => {
    const rng = new Rng(11).split(slope * 10);
    const trials = 150;
    let held = 0;
    for (let t = 0; t < trials; t++) {
      const { low, high } = fitThreshold(simulate(20, slope, 5, rng));
      if ((low ?? 0) <= 20 && 20 <= (high ?? Infinity)) held++;
    }
    expect(held / trials).toBeGreaterThan(0.9);
    expect(held / trials).toBeLessThan(0.995);
  });
});
