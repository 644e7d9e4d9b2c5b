import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import { dataSet, trainingContext } from './trainingContext';

/** A linear teacher over points that span only `rank` of 24 dimensions. */
function teacher(rank: number) {
  const rng = new Rng(3);
  const normals = (n: number): number[] => Array.from({ length: n }, () => rng.normal());
  const axes = Array.from({ length: rank }, () => normals(24));
  const weights = normals(24);
  const rows = Array.from({ length: 300 }, () => {
    const place = normals(rank);
    return Array.from({ length: 24 }, (_, c) =>
      place.reduce((sum, value, r) => sum + (value * (axes[r]?.[c] ?? 0)) / Math.sqrt(rank), 0),
    );
  });
  const answers = rows.map((row) =>
    String(row.reduce((sum, value, c) => sum + value * (weights[c] ?? 0), 0) / 5),
  );
  return dataSet(rows, answers);
}

describe('a linear teacher over data of known rank', () => {
  // The loss vanishes where rank + 1 equations hold, the last for the bias: a random subspace meets their solutions
  // from d = rank + 1 on, and misses them below.
  it.each([4, 9])('of rank %d has its threshold at one more', async (rank) => {
    const spec = subspaceTraining.schema.parse({
      data: 'teacher.csv',
      model: 'linear',
      task: 'regression',
      target: 'train loss <= 0.0005',
      dimensions: Array.from({ length: 16 }, (_, i) => i + 1),
      seeds: 6,
      epochs: 400,
      full: 2,
      batch: 240,
      rate: 0.1,
      fullRate: 0.05,
      schedule: 'cosine',
      normalise: 'none',
    });
    const { result } = await subspaceTraining.run(spec, trainingContext(teacher(rank)));
    if (result.kind !== 'subspace-training') throw new Error('another kind');
    expect(result.full?.successes).toBe(2);
    for (const { dimension, successes } of result.dimensions) {
      if (dimension < rank) expect(successes, `d = ${dimension}`).toBe(0);
    }
    const { low, high, estimate } = result.threshold;
    expect(low).toBeLessThan(rank + 1.2);
    expect(high).toBeGreaterThanOrEqual(rank);
    expect(Math.abs((estimate ?? NaN) - (rank + 0.5))).toBeLessThan(1.5);
  });
});
