import { describe, expect, it } from 'vitest';
import { ProgressPace } from '../../../src/experiments/progressPace';

describe('the time that is left by the pace of the work', () => {
  it('is what the rest takes at the pace of the latter half', () => {
    const pace = new ProgressPace();
    expect(pace.left(0, 0)).toBeUndefined();
    // Half of it was found done; then a hundredth takes a second.
    let left = pace.left(0.5, 100);
    for (let second = 1; second <= 20; second++) left = pace.left(0.5 + second / 100, 100 + 1000 * second);
    expect(left?.ms).toBeCloseTo(30_000, -2);
    expect(left?.atMost).toBe(false);
  });

  it('is not told while it is not known', () => {
    const pace = new ProgressPace();
    pace.left(0, 0);
    expect(pace.left(0.3, 4000)).toBeUndefined();
    expect(pace.left(0.4, 6000)).toBeDefined();
    const stuck = new ProgressPace();
    stuck.left(0.1, 0);
    expect(stuck.left(0.101, 60_000)).toBeUndefined();
  });
});
