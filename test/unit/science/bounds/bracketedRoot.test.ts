import { describe, expect, it } from 'vitest';
import { bracketedRoot } from '../../../../src/science/bounds/bracketedRoot';

describe('a bracketed root', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['of a line', (x) => x - 0.3, -1, 2, 0.3],
    ['whose ends stand the other way round', (x) => 1 - x, 5, -7, 1],
    ['of a power, hardly rising at first', (x) => x ** 21 - 1e-21, 0, 1, 0.1],
    ['between values sixty orders apart', (x) => Math.exp(x) - 1e-30, -300, 140, Math.log(1e-30)],
    ['at a jump', (x) => (x < Math.PI ? -1e-9 : 1e9), 0, 100, Math.PI],
  ])('%s is found to rounding, in few steps', (_, f, negative, positive, root) => {
    let steps = 0;
    const counted = (x: number): number => {
      steps++;
      return f(x);
    };
    const found = bracketedRoot(counted, negative, positive);
    expect(Math.abs(found - root)).toBeLessThanOrEqual(8e-16 * Math.max(1, Math.abs(root)));
    expect(f(found)).toBeGreaterThan(0);
    expect(steps).toBeLessThan(125);
  });
});
