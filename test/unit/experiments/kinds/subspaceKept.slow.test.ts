import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { KindOutcome } from '../../../../src/experiments/kind';
import { subspaceTraining } from '../../../../src/experiments/kinds/subspaceTraining';
import { Shelf } from './shelf';
import { dataSet, trainingContext } from './trainingContext';

/** Two clouds in five dimensions. */
function clouds(): ReturnType<typeof dataSet> {
  const rng = new Rng(2);
  const rows = Array.from({ length: 80 }, (_, i) =>
    Array.from({ length: 5 }, (_column, c) => rng.normal() + (c === i % 2 ? 4 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['ant', 'bee'][i % 2] ?? ''),
  );
}

interface Ran {
  readonly outcome: KindOutcome;
  /** Runs that were trained, not found. */
  readonly trained: number;
}

async function run(
  options: Record<string, unknown>,
  shelf = new Shelf(),
  stopAt = Infinity,
  from?: string,
): Promise<Ran> {
  const spec = subspaceTraining.schema.parse({
    ...{ data: 'clouds.csv', model: 'mlp(5-4-2)', epochs: 4, full: 2, fullRate: 0.05, batch: 16 },
    ...options,
  });
  const stop = new AbortController();
  const before = shelf.kept;
  const context = trainingContext(clouds(), {
    signal: stop.signal,
    keeping: shelf.keeping(from),
    progress: () => {
      if (shelf.kept - before >= stopAt) stop.abort();
    },
  });
  const outcome = await subspaceTraining.run(spec, context);
  return { outcome, trained: shelf.kept - before };
}

const list = { dimensions: [1, 2, 6], seeds: 3 };
const search = { dimensions: 'auto', runs: 18 };

describe('runs that are kept', () => {
  it.each([
    ['a list', list],
    ['a search', search],
    ['a relative target', { ...list, target: 'train loss <= 1.3 x full' }],
  ])('make a run of %s that was stopped twice the same to the last bit', async (_, options) => {
    const { outcome: whole, trained: all } = await run(options);
    const shelf = new Shelf();
    const parts = [await run(options, shelf, 4), await run(options, shelf, 3), await run(options, shelf)];
    expect(parts[0]?.trained).toBe(4);
    expect(parts.reduce((sum, part) => sum + part.trained, 0)).toBe(all);
    expect(JSON.stringify(parts[2]?.outcome.result)).toBe(JSON.stringify(whole.result));
  });

  it('are not done again by a run that asks for more, which says where they came from', async () => {
    const shelf = new Shelf();
    const first = await run(list, shelf);
    const more = { dimensions: [1, 2, 4, 6], seeds: 4 };
    const { outcome, trained } = await run(more, shelf, Infinity, 'first-run');
    expect(first.trained).toBe(11);
    expect(trained).toBe(4 + 3);
    expect(outcome.result).toEqual((await run(more)).outcome.result);
    expect(outcome.reused).toEqual([
      { runId: 'first-run', pieces: 11, what: '2 in full space; 3 at d = 1; 3 at d = 2; 3 at d = 6' },
    ]);
  });

  it('count only for a run that would do the same', async () => {
    const shelf = new Shelf();
    await run(list, shelf);
    for (const other of [{ seed: 1 }, { epochs: 5 }, { rate: 0.1 }, { target: 'accuracy >= 0.8' }])
      expect((await run({ ...list, ...other }, shelf)).trained).toBe(11);
    expect((await run({ ...list, maxMemory: 2 }, shelf)).trained).toBe(0);
  });
});
