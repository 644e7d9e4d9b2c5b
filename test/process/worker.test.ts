import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processIdentity } from '../../src/adapters/processIdentity';
import { systemClock } from '../../src/adapters/systemClock';
import { intrinsicDimension } from '../../src/experiments/kinds/intrinsicDimension';
import { namedValues } from '../../src/results/namedValues';
import { gaussianCsv, isAlive, Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

describe('a run in its worker', () => {
  it('goes from its spec to a result with all of its provenance, and plots', async () => {
    const csv = gaussianCsv(400, 3);
    await place.write('notes/data/points.csv', csv);
    const runId = await place.create({ data: 'data/points.csv', seed: 11 }, 'notes/a.md');
    await place.scheduler().start(runId);
    const run = await place.untilEnded(runId);
    expect(run).toMatchObject({ state: 'finished', fraction: 1, error: undefined });

    const result = await place.store.readResult(runId);
    expect(result?.specHash).toBe(run.spec.specHash);
    expect(result?.provenance).toMatchObject({
      seed: 11,
      versions: {
        'intrinsic-dimension': String(intrinsicDimension.revision),
        node: process.versions.node,
        marginalia: '0.0.0',
      },
      inputs: [
        {
          path: 'data/points.csv',
          bytes: Buffer.byteLength(csv),
          sha256: createHash('sha256').update(csv).digest('hex'),
        },
      ],
    });
    for (const { estimate } of result ? namedValues(result.result) : []) {
      if (estimate === undefined) continue;
      const { dimension, interval } = estimate;
      expect(dimension).toBeGreaterThan(2);
      expect(interval[0]).toBeLessThan(interval[1] + 1e-9);
    }
    // Whoever sees the run's end may hold its lock for a moment still.
    const folder = (await readdir(place.path('.marginalia/runs', runId))).filter(
      (name) => name !== '.ending.lock',
    );
    const files = ['events.jsonl', 'plots', 'result.json', 'spec.json', 'tables', 'worker.log'];
    expect(folder.sort()).toEqual(files);
    const points = await place.store.readTable(runId, 'points');
    expect(points?.split('\r\n').slice(0, 1)).toEqual(['row,mle']);
    expect(points?.trimEnd().split('\r\n')).toHaveLength(401);
    expect(await place.store.readTable(runId, 'nothing')).toBeUndefined();
    expect(await place.store.readTable(runId, '../result')).toBeUndefined();
    for (const plot of await readdir(place.path('.marginalia/runs', runId, 'plots'))) {
      expect(await place.text(`.marginalia/runs/${runId}/plots/${plot}`)).toMatch(/^<svg [^]*<\/svg>\s*$/);
    }
    const types = (await place.events(runId)).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['created', 'started']);
    expect(types.filter((type) => type === 'finished')).toHaveLength(1);
    expect(types.at(-1)).toBe('finished');
  });

  it('gives the same numbers for the same seed', async () => {
    await place.write('points.csv', gaussianCsv(200, 4));
    const runIds = [await place.create({ data: 'points.csv' }), await place.create({ data: 'points.csv' })];
    await Promise.all(runIds.map((runId) => place.scheduler().start(runId)));
    const results = await Promise.all(
      runIds.map(async (runId) => {
        await place.untilEnded(runId);
        return (await place.store.readResult(runId))?.result;
      }),
    );
    expect(results[0]).toBeDefined();
    expect(results[0]).toEqual(results[1]);
  });

  it('says in the run why it failed, with the place in the file', async () => {
    await place.write('points.csv', 'a,b\n1,2\n3,oops\n5,6\n');
    const runId = await place.create({ data: 'points.csv' });
    await place.scheduler().start(runId);
    const run = await place.untilEnded(runId);
    expect(run).toMatchObject({
      state: 'failed',
      error: { code: 'data.unreadable', location: { file: 'points.csv', line: 3 } },
    });
    expect(run.error?.remedy).not.toBe('');
  });

  it('says that a file is missing', async () => {
    const runId = await place.create({ data: 'nowhere.csv' });
    await place.scheduler().start(runId);
    expect((await place.untilEnded(runId)).error).toMatchObject({
      code: 'data.missing',
      location: { file: 'nowhere.csv' },
    });
  });

  it('fails a run whose worker cannot be started', async () => {
    const runId = await place.create({ data: 'a.csv' });
    await expect(place.scheduler('/no/such/node').start(runId)).rejects.toMatchObject({
      code: 'run.crashed',
    });
    expect(await place.store.read(runId)).toMatchObject({ state: 'failed', error: { code: 'run.crashed' } });
  });

  it('starts a run once', async () => {
    await place.write('points.csv', gaussianCsv(100, 2));
    const runId = await place.create({ data: 'points.csv' });
    await place.scheduler().start(runId);
    await place.untilEnded(runId);
    await expect(place.scheduler().start(runId)).rejects.toMatchObject({ code: 'run.already-running' });
  });
});

describe('a worker that is killed', () => {
  it('leaves a failed run that names the signal, and every other run alone', async () => {
    await place.write('points.csv', gaussianCsv(100, 2));
    const other = await place.create({ data: 'points.csv' });
    await place.scheduler().start(other);
    await place.untilEnded(other);

    await place.write('big.csv', gaussianCsv(20_000, 20));
    const runId = await place.create({ data: 'big.csv' });
    const scheduler = place.scheduler();
    await scheduler.start(runId);
    const { pid } = await place.until(runId, (run) => run.pid !== undefined);
    process.kill(pid ?? 0, 'SIGKILL');
    const run = await place.untilEnded(runId);
    expect(run.state).toBe('failed');
    expect(run.error).toMatchObject({
      code: 'run.crashed',
      message: expect.stringContaining('SIGKILL') as string,
    });
    expect(run.error?.remedy).toContain('worker.log');
    expect(await place.store.readResult(runId)).toBeUndefined();
    const { runs, unreadable } = await place.store.list();
    expect(unreadable).toEqual([]);
    expect(runs.map(({ state }) => state)).toEqual(['finished', 'failed']);
  });

  it('is noticed by a scheduler that did not start it, once', async () => {
    const { runId, pid } = await place.startLong();
    const others = [place.scheduler(), place.scheduler(), place.scheduler()];
    expect(await others[0]?.reap()).toEqual([]);
    process.kill(pid, 'SIGKILL');
    while (await isAlive(pid)) await systemClock.sleep(10);
    await Promise.all(others.map((scheduler) => scheduler.reap()));
    expect((await place.store.read(runId)).state).toBe('failed');
    const ends = (await place.events(runId)).filter(({ type }) => type === 'failed');
    expect(ends).toHaveLength(1);
  });

  it('is not mistaken for another process that has its number now', async () => {
    const runId = await place.create({ data: 'a.csv' });
    await place.store.append(runId, {
      type: 'started',
      at: new Date().toISOString(),
      pid: process.pid,
      processStart: await recycledIdentity(),
    });
    expect(await place.scheduler().reap()).toEqual([runId]);
    await place.scheduler().cancel(runId);
    expect((await place.store.read(runId)).state).toBe('failed');
  });

  it('on another machine is left alone, and can be cancelled from here', async () => {
    const runId = await place.create({ data: 'a.csv' });
    const at = new Date().toISOString();
    await place.store.append(runId, {
      type: 'started',
      at,
      pid: process.pid,
      processStart: 'far-away boot 1',
    });
    expect(await place.scheduler().reap()).toEqual([]);
    await place.scheduler().cancel(runId);
    expect((await place.store.read(runId)).state).toBe('cancelled');
  });

  it('has finished when it was killed between its result and its last event', async () => {
    await place.write('points.csv', gaussianCsv(100, 2));
    const runId = await place.create({ data: 'points.csv' });
    await place.scheduler().start(runId);
    const { pid } = await place.untilEnded(runId);
    while (await isAlive(pid)) await systemClock.sleep(10);
    const log = place.path('.marginalia/runs', runId, 'events.jsonl');
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    await writeFile(log, `${lines.slice(0, -1).join('\n')}\n`);
    expect((await place.store.read(runId)).state).toBe('running');
    expect(await place.scheduler().reap()).toEqual([]);
    expect((await place.store.read(runId)).state).toBe('finished');
  });
});

// A promise about time, on a machine that may be doing other things: one of three tries counts.
describe('cancelling', { retry: 2 }, () => {
  it('ends a working run within a second, from any process', async () => {
    const { runId, pid } = await place.startLong();
    const before = performance.now();
    await place.scheduler().cancel(runId);
    expect(performance.now() - before).toBeLessThan(1000);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    expect(await isAlive(pid)).toBe(false);
    expect((await place.events(runId)).at(-1)?.type).toBe('cancelled');
  });

  it('kills a worker that does not listen', async () => {
    const { runId, pid } = await place.startLong();
    process.kill(pid, 'SIGSTOP');
    const before = performance.now();
    await place.scheduler().cancel(runId);
    expect(performance.now() - before).toBeLessThan(1000);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    while (await isAlive(pid)) await systemClock.sleep(10);
  });

  it('ends a run whose worker is only being started', async () => {
    await place.write('points.csv', gaussianCsv(5000, 10));
    for (const delay of [0, 20, 60, 100]) {
      const runId = await place.create({ data: 'points.csv' });
      const scheduler = place.scheduler();
      await scheduler.start(runId);
      await systemClock.sleep(delay);
      await scheduler.cancel(runId);
      expect((await place.store.read(runId)).state, `after ${delay} ms`).toBe('cancelled');
    }
  });

  it('ends a run that was never started', async () => {
    const runId = await place.create({ data: 'a.csv' });
    await place.scheduler().cancel(runId);
    await expect(place.scheduler().start(runId)).rejects.toMatchObject({ code: 'run.already-running' });
  });

  it('twice at once ends it once', async () => {
    const { runId } = await place.startLong();
    await Promise.all([
      place.scheduler().cancel(runId),
      place.scheduler().cancel(runId),
      place.scheduler().cancel(runId),
    ]);
    const types = (await place.events(runId)).map(({ type }) => type);
    expect(types.filter((type) => ['cancelled', 'failed', 'finished'].includes(type))).toEqual(['cancelled']);
  });

  it('of a finished run changes nothing', async () => {
    await place.write('points.csv', gaussianCsv(100, 2));
    const runId = await place.create({ data: 'points.csv' });
    await place.scheduler().start(runId);
    await place.untilEnded(runId);
    await place.scheduler().cancel(runId);
    expect((await place.store.read(runId)).state).toBe('finished');
  });
});

describe('the process that started a run', () => {
  it('may die: the run goes on and finishes', async () => {
    await place.write('points.csv', gaussianCsv(1500, 4));
    const runId = await place.create({ data: 'points.csv' });
    // A parent that starts the worker as the scheduler does, in a process group of its own, and is killed.
    const program = `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ${JSON.stringify([place.worker, '--root', place.root, '--run', runId])},
        { detached: true, stdio: 'ignore' }).unref();
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', program], { detached: true, stdio: 'ignore' });
    await place.until(runId, (run) => run.state === 'running');
    process.kill(-(parent.pid ?? 0), 'SIGKILL');
    await once(parent, 'exit');
    expect((await place.untilEnded(runId)).state).toBe('finished');
  });
});

describe('a run whose folder goes away', () => {
  it('does not go on computing for nobody', async () => {
    const { runId, pid } = await place.startLong();
    await rename(place.path('.marginalia/runs', runId), place.path('taken away'));
    while (await isAlive(pid)) await systemClock.sleep(20);
    expect((await place.store.list()).runs).toEqual([]);
  });
});

/** What a process noted that had this process's number before: the same machine, another start. */
async function recycledIdentity(): Promise<string> {
  const identity = await processIdentity(process.pid);
  return identity?.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) ?? '';
}
