import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import { Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
  await place.write('clouds.csv', clouds());
});
afterEach(() => place.remove());

/** Three clouds in six dimensions, with their names. */
function clouds(): string {
  const rng = new Rng(1);
  const lines = Array.from({ length: 240 }, (_, i) => {
    const point = Array.from({ length: 6 }, (_column, c) =>
      (rng.normal() + (c === i % 3 ? 6 : 0)).toFixed(4),
    );
    return [...point, ['ant', 'bee', 'cat'][i % 3]].join(',');
  });
  return `${['a,b,c,d,e,f,name', ...lines].join('\n')}\n`;
}

const options = { data: 'clouds.csv', label: 'name', model: 'mlp(6-8-3)', fullRate: 0.03 };

async function resultOf(runId: string): Promise<SubspaceResult> {
  const found = await place.store.readResult(runId);
  if (found?.result.kind !== 'subspace-training') throw new Error('there is no such result');
  return found.result;
}

describe('subspace training in its worker', () => {
  it('leaves every run, the threshold and two figures', async () => {
    const runId = await place.create(
      { ...options, dimensions: [1, 4, 16], epochs: 40, seeds: 3 },
      undefined,
      'subspace-training',
    );
    await place.scheduler().start(runId);
    expect((await place.untilEnded(runId)).state).toBe('finished');
    const result = await resultOf(runId);
    expect(result.runs).toHaveLength(12);
    const [one, , sixteen] = result.dimensions;
    expect(one?.successes).toBe(0);
    expect(sixteen?.successes).toBeGreaterThan(0);
    const plots = await readdir(place.path('.marginalia/runs', runId, 'plots'));
    expect(plots.sort()).toEqual(['phase.svg', 'scores.svg']);
  });

  it('keeps what was done when it is cancelled', async () => {
    const runId = await place.create(
      { ...options, dimensions: [2, 4, 8, 16], epochs: 400, seeds: 2000 },
      undefined,
      'subspace-training',
    );
    await place.scheduler().start(runId);
    await place.until(runId, ({ message }) => / \d{2,} of 8003 runs done/.test(message));
    await place.scheduler().cancel(runId);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    const { runs, planned, warnings } = await resultOf(runId);
    expect(runs.length).toBeGreaterThanOrEqual(10);
    expect(planned).toBe(8003);
    expect(warnings[0]).toBe(`Cancelled after ${runs.length} of 8003 runs: these are what was done.`);
  });
});
