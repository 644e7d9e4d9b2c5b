import { describe, expect, it } from 'vitest';
import { CallingThread } from '../../../src/compute/crew';
import type { Matrix } from '../../../src/compute/matrix';
import { SingleThreadNeighbours } from '../../../src/compute/nearestNeighbours';
import { neighbourSkewness, takeUpPairs } from '../../../src/compute/neighbourPairs';
import type { PairStatistic } from '../../../src/compute/pairPlans';
import { gaussian } from './points';

/** The skewness of some rows about their mean, from the definition. */
function byDefinition({ columns, values }: Matrix, rows: readonly number[], of: PairStatistic): number {
  const vectors = rows.map((row) => [...values.subarray(row * columns, (row + 1) * columns)]);
  const centre = Array.from(
    { length: columns },
    (_, c) => vectors.reduce((sum, v) => sum + (v[c] ?? 0), 0) / rows.length,
  );
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, x, c) => sum + (x - (centre[c] ?? 0)) * ((b[c] ?? 0) - (centre[c] ?? 0)), 0);
  let [seen, greatest] = [0, 0];
  vectors.forEach((a, i) => {
    for (const b of vectors.slice(0, i)) {
      const both = dot(a, a) * dot(b, b);
      seen += of === 'area' ? Math.sqrt(both - dot(a, b) ** 2) : Math.abs(dot(a, b));
      greatest += Math.sqrt(both);
    }
  });
  return seen / greatest;
}

describe('the skewness of a neighbourhood', () => {
  const crew = new CallingThread(takeUpPairs);

  it.each(['area', 'product'] as const)('and without each of its points: %s', async (of) => {
    const k = 60;
    const points = gaussian(300, 4, 3);
    const table = await new SingleThreadNeighbours().nearestNeighbours(points, k + 1, {});
    const found = await neighbourSkewness(points, table, k, of, Int32Array.of(7, 0), crew, {});
    const rows = [...table.indices.subarray(0, k + 1)];
    const whole = byDefinition(points, rows.slice(0, k), of);
    expect(found.values[0]).toBeCloseTo(whole, 12);
    const neighbours = [...found.neighbours.subarray(k)];
    expect(neighbours.toSorted((a, b) => a - b)).toEqual(rows.slice(0, k).toSorted((a, b) => a - b));
    const pulls = neighbours.map((gone) => {
      const left = rows.filter((row) => row !== gone);
      return whole - byDefinition(points, left, of);
    });
    // The centre's move is taken to first order: what is left out is of the order of 1 / k².
    const typical = (all: readonly number[]): number => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / k);
    const errors = pulls.map((pull, a) => pull - (found.pulls[k + a] ?? NaN));
    expect(typical(errors)).toBeLessThan(0.1 * typical(pulls));
  });

  it('of points on a line has no area', async () => {
    const line = { rows: 30, columns: 2, values: Float64Array.from({ length: 60 }, (_, i) => (i >> 1) ** 2) };
    const table = await new SingleThreadNeighbours().nearestNeighbours(line, 10, {});
    const found = await neighbourSkewness(line, table, 10, 'area', Int32Array.of(0), crew, {});
    expect(found.values[0]).toBeLessThan(1e-6);
    // The pairs are kept in float32, which knows an angle to 3e-4.
    expect(found.pulls.every((pull) => Math.abs(pull) < 1e-3)).toBe(true);
  });
});
