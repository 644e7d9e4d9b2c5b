import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/compute/matrix';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import { Neighbourhood } from '../../../../src/science/estimators/neighbourhood';
import { Skewness, type SkewnessVersion } from '../../../../src/science/estimators/skewness';
import { gaussian } from '../../compute/points';

/** The skewness of some rows about their mean, from the definition. */
function byDefinition(
  { columns, values }: Matrix,
  rows: readonly number[],
  version: SkewnessVersion,
): number {
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
      seen += version === 'a' ? Math.sqrt(both - dot(a, b) ** 2) : Math.abs(dot(a, b));
      greatest += Math.sqrt(both);
    }
  });
  return seen / greatest;
}

describe('the skewness of a neighbourhood', () => {
  it.each(['a', 'b'] as const)('and without each of its points, version %s', async (version) => {
    const k = 60;
    const points = gaussian(300, 4, 3);
    const table = await new SingleThreadNeighbours().nearestNeighbours(points, k + 1, {});
    const rows = [...table.indices.subarray(0, k + 1)];
    const neighbourhood = new Neighbourhood(points, table, k, 1);
    neighbourhood.load(0, 'mean');
    const skewness = new Skewness(neighbourhood.vectors, k, version);
    skewness.measure();
    const whole = byDefinition(points, rows.slice(0, k), version);
    expect(skewness.value).toBeCloseTo(whole, 12);
    const pulls = rows.slice(0, k).map(
      (gone) =>
        whole -
        byDefinition(
          points,
          rows.filter((row) => row !== gone),
          version,
        ),
    );
    // The centre's move is taken to first order: what is left out is of the order of 1 / k².
    const typical = (all: readonly number[]): number => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0) / k);
    const errors = pulls.map((pull, a) => pull - (skewness.pulls[a] ?? NaN));
    expect(typical(errors)).toBeLessThan(0.1 * typical(pulls));
  });

  it('of points on a line has no area', async () => {
    const line = { rows: 30, columns: 2, values: Float64Array.from({ length: 60 }, (_, i) => (i >> 1) ** 2) };
    const table = await new SingleThreadNeighbours().nearestNeighbours(line, 10, {});
    const neighbourhood = new Neighbourhood(line, table, 10);
    neighbourhood.load(0, 'mean');
    const skewness = new Skewness(neighbourhood.vectors, 10, 'a');
    skewness.measure();
    expect(skewness.value).toBeLessThan(1e-6);
    expect(skewness.pulls.every((pull) => Math.abs(pull) < 1e-6)).toBe(true);
  });
});
