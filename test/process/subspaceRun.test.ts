import { appendFile, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/adapters/systemClock';
import type { Run } from '../../src/experiments/run';
import { hasEnded } from '../../src/experiments/runEvents';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import { cloudsCsv } from '../fixtures/data/clouds';
import { isAlive, Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
  await place.write('clouds.csv', cloudsCsv(240));
});
afterEach(() => place.remove());

const options = { data: 'clouds.csv', label: 'name', model: 'mlp(6-8-3)', fullRate: 0.03 };

async function resultOf(runId: string): Promise<SubspaceResult> {
  const found = await place.store.readResult(runId);
  if (found?.result.kind !== 'subspace-training') throw new Error('there is no such result');
  return found.result;
}

function create(asked: Record<string, unknown>): Promise<string> {
  return place.create(asked, undefined, 'subspace-training');
}

const pieceSchema = z.object({ outcome: z.object({ dimension: z.number().nullable(), index: z.number() }) });

function pieceName(value: unknown): unknown[] {
  const { dimension, index } = pieceSchema.parse(value).outcome;
  return [dimension, index];
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

  it('goes on after a pause, after its worker was killed and after being cancelled, to what it would have been', async () => {
    const asked = { ...options, dimensions: [2, 4, 8], epochs: 40, seeds: 20 };
    const [whole, runId] = [await create(asked), await create(asked)];
    const { store } = place;
    await place.scheduler().start(whole);
    await place.untilEnded(whole);

    const scheduler = place.scheduler();
    const more = async (runs: number): Promise<Run> => {
      const before = (await store.readKept(runId)).length;
      for (;;) {
        const run = await store.read(runId);
        if (hasEnded(run.state) || (await store.readKept(runId)).length >= before + runs) return run;
        await systemClock.sleep(5);
      }
    };
    await scheduler.start(runId);
    const { pid } = await more(6);
    await scheduler.pause(runId);
    const paused = await store.read(runId);
    expect(paused.state).toBe('paused');
    expect(await isAlive(pid)).toBe(false);
    expect(await store.readResult(runId)).toBeUndefined();
    expect((await store.readResult(runId, 'so far'))?.result.kind).toBe('subspace-training');
    await expect(scheduler.pause(runId)).rejects.toMatchObject({ code: 'run.not-running' });
    expect(await scheduler.reap()).toEqual([]);

    // Another process takes it up, whose worker is killed, and tears the last line.
    const another = place.scheduler();
    await another.resume(runId);
    await expect(scheduler.resume(runId)).rejects.toMatchObject({ code: 'run.already-running' });
    const { pid: second } = await place.until(runId, ({ state }) => state !== 'created');
    await more(6);
    process.kill(second ?? 0, 'SIGKILL');
    expect((await place.untilEnded(runId)).error?.code).toBe('run.crashed');
    await appendFile(place.path('.marginalia/runs', runId, 'kept.jsonl'), '{"at":"20');

    await place.scheduler().resume(runId);
    await more(6);
    await another.cancel(runId);
    expect((await resultOf(runId)).runs.length).toBeGreaterThanOrEqual(18);
    await another.resume(runId);
    const end = await place.untilEnded(runId);
    expect(end).toMatchObject({ state: 'finished', resumed: 3, warnings: [] });
    expect(await resultOf(runId)).toEqual(await resultOf(whole));
    const { provenance } = (await store.readResult(runId)) ?? {};
    expect(provenance?.resumed).toBe(3);
    // Nothing was done twice.
    const kept = (await store.readKept(runId)).map(({ value }) => JSON.stringify(pieceName(value)));
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept).toHaveLength(63);
  });
});
