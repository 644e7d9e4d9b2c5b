import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { nextDimensions } from '../../../../src/science/subspace/adaptiveSearch';
import { fitThreshold, type SuccessCount } from '../../../../src/science/subspace/threshold';

/** A whole search on runs that succeed with a probability logistic in ln d. */
function search(threshold: number, slope: number, most: number, budget: number, rng: Rng) {
  const counts = new Map<number, SuccessCount>();
  let spent = 0;
  for (;;) {
    const round = nextDimensions([...counts.values()], most, budget - spent);
    if (round.length === 0) break;
    for (const dimension of round) {
      const before = counts.get(dimension) ?? { dimension, runs: 0, successes: 0 };
      const succeeded = rng.uniform() < 1 / (1 + (dimension / threshold) ** -slope);
      counts.set(dimension, {
        dimension,
        runs: before.runs + 1,
        successes: before.successes + (succeeded ? 1 : 0),
      });
    }
    spent += round.length;
  }
  return { fit: fitThreshold([...counts.values()]), spent, counts: [...counts.values()] };
}

describe('the adaptive search', () => {
  it.each([20, 150, 900])('finds a threshold of %d among 2,410 dimensions in sixty runs', (threshold) => {
    const rng = new Rng(threshold);
    const widths: number[] = [];
    let held = 0;
    for (let t = 0; t < 12; t++) {
      const { fit, spent } = search(threshold, 12, 2410, 60, rng);
      expect(spent).toBeLessThanOrEqual(60);
      if ((fit.low ?? 0) <= threshold && threshold <= (fit.high ?? Infinity)) held++;
      widths.push((fit.high ?? Infinity) / (fit.low ?? 0));
    }
    expect(held).toBeGreaterThanOrEqual(9);
    // A grid of powers of two would leave the threshold within a factor of two.
    expect(widths.sort((a, b) => a - b)[6]).toBeLessThan(1.3);
  });

  it('goes down to one dimension where every run succeeds, and stops there', () => {
    const { fit, counts, spent } = search(0.01, 10, 2410, 60, new Rng(1));
    expect(fit.status).toBe('below');
    expect(Math.min(...counts.map(({ dimension }) => dimension))).toBe(1);
    expect(spent).toBeLessThan(20);
  });

  it('goes up to all dimensions where no run succeeds, and stops there', () => {
    const { fit, counts, spent } = search(1e9, 10, 2410, 60, new Rng(1));
    expect(fit.status).toBe('above');
    expect(Math.max(...counts.map(({ dimension }) => dimension))).toBe(2410);
    expect(spent).toBeLessThan(20);
  });
});
