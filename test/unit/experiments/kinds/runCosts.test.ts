import { describe, expect, it } from 'vitest';
import { RunCosts } from '../../../../src/experiments/kinds/runCosts';

describe('RunCosts', () => {
  it('tells nothing before two runs were timed', () => {
    const costs = new RunCosts();
    expect(costs.of([1])).toBeUndefined();
    costs.add(1, 10);
    expect(costs.of([1])).toBeUndefined();
    costs.add(1, 20);
    expect(costs.of([1, 1])).toBe(30);
  });

  it('takes the mean of its like, a line between neighbours, and proportion beyond', () => {
    const costs = new RunCosts();
    costs.add(10, 100);
    costs.add(30, 500);
    expect(costs.of([10])).toBe(100);
    expect(costs.of([20])).toBe(300);
    expect(costs.of([60])).toBe(1000);
    expect(costs.of([5])).toBe(50);
    expect(costs.of([])).toBe(0);
  });
});
