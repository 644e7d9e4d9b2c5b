import { describe, expect, it } from 'vitest';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import type { SubspaceResult } from '../../../../src/experiments/subspaceResult';
import { dataSet, trainingContext } from './trainingContext';

/** Five flat directions: a random subspace of d = 5 or more holds the minimum, and hardly any smaller one a small loss. */
const block = {
  data: 'task:quadratic-well(spectrum=outliers(5, 1, 0),dimension=20,distance=2)',
  ...{ model: 'well', target: 'loss <= 0.01', dimensions: [2, 4, 6, 8], seeds: 6, full: 1, epochs: 60 },
};

async function run(options: Record<string, unknown>): Promise<SubspaceResult> {
  const spec = subspaceTraining.schema.parse({ ...block, ...options });
  const { result } = await subspaceTraining.run(spec, trainingContext(dataSet([[0]], [''])));
  if (result.kind !== 'subspace-training') throw new Error('another kind');
  return result;
}

describe('training in random subspaces of a quadratic well', () => {
  it('succeeds where the subspace holds a solution, and stands beside the exact threshold', async () => {
    const result = await run({});
    for (const { dimension, succeeded, least = NaN, best } of result.runs) {
      if (dimension === null) continue;
      expect(succeeded).toBe(least <= 0.01);
      expect(best).toBeGreaterThanOrEqual(least * (1 - 1e-4) - 1e-9);
      if (dimension > 4) expect(least).toBeLessThan(1e-9);
    }
    expect(result.full).toMatchObject({ runs: 1, successes: 1 });
    expect(result.budget).toMatchObject({ batch: 0, steps: 1200 });
    const predictions = new Map(result.predicted?.predictions.map((each) => [each.name, each]));
    expect([...predictions.keys()]).toEqual(['exact', 'sharp', 'published', 'gordon']);
    expect(predictions.get('exact')?.value).toBeCloseTo(4.3, 0);
    expect(predictions.get('sharp')?.value).toBeCloseTo(4.3, 0);
    expect(result.predicted?.sentences.join()).toMatch(/hold a point of the target; training found one/);
    expect(result.warnings.filter((each) => each.includes('budget'))).toEqual([]);
  });

  it('tells a budget that was too small from a subspace that holds nothing', async () => {
    const result = await run({ epochs: 1, rate: 0.001, dimensions: [2, 10], predict: false });
    expect(result.predicted).toBeUndefined();

    expect(result.warnings.join()).toMatch(/7 of the 12 runs failed in subspaces that hold/);
  });

  it.each([
    [{ model: 'linear' }, 'write model: well'],
    [{ data: 'x.csv' }, 'the model well is that of data: task:quadratic-well'],
    [{ target: 'accuracy >= 0.9' }, 'has no accuracy'],
    [{ label: 'y' }, 'leave label out'],
    [{ data: 'task:quadratic-well(spectrum=flt)' }, 'did you mean flat'],
  ])('refuses %j', (options, sentence) => {
    const parsed = subspaceTraining.schema.safeParse({ ...block, ...options });
    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(sentence);
  });
});
