import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { exactThresholds } from '../../../../src/science/bounds/exactThresholds';
import { operatorWell } from '../../../../src/science/bounds/operatorWell';
import { predictFromOperator } from '../../../../src/science/bounds/predictFromOperator';
import { publishedThreshold } from '../../../../src/science/bounds/publishedWidth';
import { coneStatistics } from '../../../../src/science/bounds/statisticalDimension';
import type { SymmetricOperator } from '../../../../src/science/bounds/symmetricOperator';
import { normals, squaredLength, well } from './wells';

const size = 300;

/** Diagonal in a random basis that a reflection makes: far from the axes, and cheap. */
function hidden(
  eigenvalues: Float64Array,
  seed: number,
): { operator: SymmetricOperator; turn: (x: Float64Array) => Float64Array } {
  const axes = [1, 2, 3].map((k) => normals(eigenvalues.length, new Rng(seed + k)));
  const reflect = (x: Float64Array, a: Float64Array): Float64Array => {
    const share = (2 * a.reduce((sum, value, i) => sum + value * (x[i] ?? 0), 0)) / squaredLength(a);
    return x.map((value, i) => value - share * (a[i] ?? 0));
  };
  const turn = (x: Float64Array): Float64Array => axes.reduce(reflect, x);
  const back = (x: Float64Array): Float64Array => axes.toReversed().reduce(reflect, x);
  return {
    operator: {
      size: eigenvalues.length,
      apply: (v) => turn(back(v).map((x, i) => x * (eigenvalues[i] ?? 0))),
    },
    turn,
  };
}

const options = { top: 12, steps: 40, probes: 8, samples: 60, doubt: 0.05, hooks: {} };

describe('the predictions for an operator', () => {
  it.each<[string, Float64Array, number]>([
    ['outliers and a bulk', well('outliers(10, 10, 0.05)', size, 1, 1).eigenvalues, 0.05],
    ['a power law', well('power(1)', size, 1, 1).eigenvalues, 0.002],
    ['many flat directions', well('outliers(80, 1, 0)', size, 1, 1).eigenvalues, 0.02],
  ])('are those of its exact spectrum: %s', async (_, eigenvalues, level) => {
    const rng = new Rng(21);
    const c = normals(size, rng).map((x) => (2 * x) / Math.sqrt(size));
    const { operator, turn } = hidden(eigenvalues, 5);
    const found = await predictFromOperator(operator, turn(c), level, { ...options, rng: new Rng(22) });
    const distance = Math.sqrt(squaredLength(c));
    const exact = await coneStatistics({ eigenvalues, distance, level }, 100, new Rng(23), {}, c);
    expect(Math.abs(found.sharp.value - (size - exact.delta))).toBeLessThan(
      4 * Math.hypot(found.sharp.error, exact.deltaError) + 1,
    );
    expect(found.sharp.error).toBeLessThan(0.03 * size);
    expect(
      Math.abs(found.published.value - publishedThreshold({ eigenvalues, distance, level })),
    ).toBeLessThan(4 * found.published.error + 1);
    const loss = eigenvalues.reduce((sum, value, i) => sum + (value / 2) * (c[i] ?? 0) ** 2, 0);
    expect(found.lossAtStart / loss).toBeCloseTo(1, 6);
    expect(found.negative).toBeLessThan(1e-9 + (eigenvalues.includes(0) ? 1 : 0));
    // And it is where it happens, for this very minimiser.
    const thresholds: number[] = [];
    for (let i = 0; i < 40; i++) {
      const direction = c.map((x) => x / distance);
      const [d = NaN] = await exactThresholds(eigenvalues, direction, [(2 * level) / distance ** 2], {
        end: 'smallest',
        rng: rng.split(i),
        hooks: {},
      });
      thresholds.push(d);
    }
    const mean = thresholds.reduce((sum, d) => sum + d, 0) / 40 - 0.5;
    expect(Math.abs(found.sharp.value - mean)).toBeLessThan(
      4 * Math.hypot(found.sharp.error, found.transition / Math.sqrt(40)) + 1,
    );
    expect(found.kinematic[0]).toBeLessThan(mean);
    expect(found.kinematic[1]).toBeGreaterThan(mean);
    expect(found.gordon).toBeLessThan(mean);
  });

  it('keep the minimiser’s length and its place in the spectrum', async () => {
    const eigenvalues = well('outliers(5, 8, 0.1)', 80, 1, 1).eigenvalues;
    const c = new Float64Array(80);
    c[2] = 3;
    c[50] = 4;
    const { operator, turn } = hidden(eigenvalues, 9);
    const { all, each, top } = await operatorWell(operator, turn(c), { ...options, top: 5, rng: new Rng(1) });
    for (const { minimiser, eigenvalues: found } of [all, ...each]) {
      expect(squaredLength(minimiser)).toBeCloseTo(25, 8);
      const steep = minimiser.reduce((sum, x, i) => sum + ((found[i] ?? 0) > 1 ? x * x : 0), 0);
      expect(steep).toBeCloseTo(9, 8);
      expect(found).toHaveLength(80);
      expect([...found]).toEqual([...found].sort((a, b) => b - a));
    }
    for (const { value } of top) expect(value).toBeCloseTo(8, 9);
  });

  it('have no more curved directions than the operator, wherever the minimiser lies', async () => {
    // Sixteen eigenvalues below the twelve that are found one by one, then a kernel; the minimiser in the range alone.
    const eigenvalues = Float64Array.from({ length: 90 }, (_, i) => (i < 28 ? 0.8 ** i : 0));
    const c = eigenvalues.map((value) => (value > 0 ? 1 : 0));
    const { operator, turn } = hidden(eigenvalues, 12);
    const given = { ...options, probes: 30, steps: 90, rng: new Rng(2) };
    const { all } = await operatorWell(operator, turn(c), given);
    const curved = all.eigenvalues.filter((value) => value > 1e-9).length;
    expect(Math.abs(curved - 28)).toBeLessThanOrEqual(3);
    const found = await predictFromOperator(operator, turn(c), 1e-9, given);
    expect(found.sharp.value).toBeLessThan(32);
  });

  it('tell negative curvature apart', async () => {
    const { operator } = hidden(
      Float64Array.from({ length: 60 }, (_, i) => (i < 15 ? -1 : 1)),
      2,
    );
    const found = await predictFromOperator(operator, normals(60, new Rng(3)), 1, {
      ...options,
      rng: new Rng(4),
    });
    expect(Math.abs(found.negative - 0.25)).toBeLessThan(0.12);
  });
});
