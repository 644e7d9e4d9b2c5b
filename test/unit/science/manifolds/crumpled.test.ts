import { describe, expect, it } from 'vitest';
import type { Rng } from '../../../../src/base/rng';
import { crumpled } from '../../../../src/science/manifolds/crumpled';

/** The point of a curve at t. */
function curve(curvature: number, waves: number): (t: number) => number[] {
  const sampler = crumpled({ dimension: 1, curvature, waves });
  return (t) => {
    const out = new Float64Array(sampler.ambient);
    sampler.point({ uniform: () => t } as Rng, out);
    return [...out];
  };
}

const length = (vector: readonly number[]): number => Math.hypot(...vector);
const h = 1e-4;

describe('a crumpled manifold', () => {
  it.each([
    [0, 1],
    [0, 3],
    [0.5, 3],
    [4, 1],
    [4, 3],
    [25, 5],
  ])('of curvature %d from %d waves is neither stretched nor bent otherwise', (curvature, waves) => {
    const at = curve(curvature, waves);
    for (const t of [0.1, 0.37, 0.8]) {
      const [before, here, after] = [at(t - h), at(t), at(t + h)];
      const speed = here.map((_, i) => ((after[i] ?? 0) - (before[i] ?? 0)) / (2 * h));
      const bend = here.map((x, i) => ((after[i] ?? 0) - 2 * x + (before[i] ?? 0)) / h ** 2);
      expect(length(speed)).toBeCloseTo(1, 4);
      expect(Math.abs(length(bend) - curvature)).toBeLessThan(1e-4 * Math.max(1, curvature) + 1e-4);
    }
  });

  it('of several waves does not close', () => {
    const at = curve(50, 3);
    const start = at(0.1);
    for (let t = 0.2; t <= 1; t += 0.01) {
      expect(length(at(t).map((x, i) => x - (start[i] ?? 0)))).toBeGreaterThan(1e-3);
    }
  });

  it('is a product of such curves', () => {
    expect(crumpled({ dimension: 5, curvature: 1, waves: 2 })).toMatchObject({
      dimensions: [5],
      ambient: 20,
    });
  });
});
