import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/adapters/atomicFile';
import { systemClock } from '../../src/adapters/systemClock';
import type { RunEvent } from '../../src/experiments/run';
import { Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

const at = new Date(0).toISOString();
const progress = (fraction: number): RunEvent => ({ type: 'progress', at, fraction, message: '재는 중 😀' });

describe('the log of a run', () => {
  it('torn at any byte of its last line keeps every line before, and takes new ones', async () => {
    const runId = await place.create({ data: 'a.csv' });
    await place.store.append(runId, { type: 'started', at, pid: 1 });
    const log = place.path('.marginalia/runs', runId, 'events.jsonl');
    const whole = (await stat(log)).size;
    await place.store.append(runId, progress(0.5));
    const bytes = await readFile(log);
    for (let length = whole; length < bytes.length; length++) {
      await writeFile(log, bytes);
      await truncate(log, length);
      const torn = await place.store.read(runId);
      // Without its line end alone, the event is whole.
      expect(torn, `cut at ${length}`).toMatchObject({
        state: 'running',
        fraction: length === bytes.length - 1 ? 0.5 : 0,
      });
      await place.store.append(runId, progress(0.75));
      expect(await place.store.read(runId)).toMatchObject({ state: 'running', fraction: 0.75 });
    }
  });

  it('takes one last event and nothing after it', async () => {
    const runId = await place.create({ data: 'a.csv' });
    expect(await place.store.append(runId, progress(0.1))).toBe(true);
    const ends: readonly RunEvent[] = [
      { type: 'cancelled', at },
      { type: 'finished', at },
      { type: 'failed', at, error: { code: 'internal', message: 'm', remedy: '' } },
      { type: 'cancelled', at },
    ];
    const written = await Promise.all(ends.map((event) => place.store.append(runId, event)));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await place.store.append(runId, progress(0.9))).toBe(false);
    expect(await place.events(runId)).toHaveLength(3);
  });

  it('keeps the lines of several writers whole', async () => {
    const runId = await place.create({ data: 'a.csv' });
    await Promise.all(Array.from({ length: 60 }, (_, i) => place.store.append(runId, progress(i / 60))));
    expect(await place.events(runId)).toHaveLength(61);
  });

  it('goes on after a process died while it was writing the last event', async () => {
    const runId = await place.create({ data: 'a.csv' });
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    const { hostname } = await import('node:os');
    const lock = { token: 't', pid: dead.pid, host: hostname() };
    await writeFile(place.path('.marginalia/runs', runId, '.ending.lock'), JSON.stringify(lock));
    expect(await place.store.append(runId, { type: 'cancelled', at })).toBe(true);
  });
});

describe('the folders of runs', () => {
  it('are listed oldest first, damaged ones with what is wrong', async () => {
    const good = await place.create({ data: 'a.csv' });
    await systemClock.sleep(2);
    const later = await place.create({ data: 'a.csv' });
    const runs = place.path('.marginalia/runs');
    await mkdir(`${runs}/empty`);
    await mkdir(`${runs}/broken`);
    await writeFile(`${runs}/broken/spec.json`, '{"schema":1');
    await mkdir(`${runs}/no-log`);
    await writeFile(`${runs}/no-log/spec.json`, await readFile(`${runs}/${good}/spec.json`));
    await mkdir(`${runs}/garbage`);
    await writeFile(`${runs}/garbage/spec.json`, await readFile(`${runs}/${good}/spec.json`));
    await writeFile(`${runs}/garbage/events.jsonl`, '\0\0\0\0');
    await writeFile(`${runs}/.DS_Store`, 'x');
    const listed = await place.store.list();
    expect(listed.runs.map(({ spec }) => spec.runId)).toEqual([good, later]);
    expect(listed.unreadable.map(({ runId }) => runId).sort()).toEqual([
      'broken',
      'empty',
      'garbage',
      'no-log',
    ]);
    for (const { reason } of listed.unreadable) expect(reason).toMatch(/spec\.json|events\.jsonl/);
    await expect(place.store.read('broken')).rejects.toMatchObject({ code: 'run.corrupt' });
    await expect(place.store.read('nowhere')).rejects.toMatchObject({ code: 'run.not-found' });
    await expect(place.store.read('../../etc')).rejects.toMatchObject({ code: 'run.not-found' });
  });

  it('are there whole or not at all, and one run cannot take the place of another', async () => {
    const runId = await place.create({ data: 'a.csv' });
    const { spec } = await place.store.read(runId);
    await expect(place.store.create(spec)).rejects.toThrow();
    expect((await place.store.read(runId)).state).toBe('created');
    await place.store.delete(runId);
    expect(await place.store.list()).toEqual({ runs: [], unreadable: [] });
  });
});

describe('a file written whole', () => {
  it('is the old or the new one, whenever its writer is killed', async () => {
    const path = place.path('whole.txt');
    const versions = [...'abcdefgh'].map((letter) => letter.repeat(300_000));
    await writeFileAtomic(path, versions[0] ?? '');
    const program = fileURLToPath(new URL('../fixtures/rewriteForever.ts', import.meta.url));
    for (const delay of [0, 3, 7, 13, 29, 41]) {
      const writer = spawn(process.execPath, ['--import', 'tsx', program, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(writer.stdout, 'data');
      await systemClock.sleep(delay);
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      expect(versions).toContain(await readFile(path, 'utf8'));
    }
  });

  it('keeps a mode where it is given one, and leaves nothing beside it', async () => {
    const path = place.path('note.md');
    await writeFile(path, 'old', { mode: 0o640 });
    await writeFileAtomic(path, 'new', { mode: 0o640 });
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    await expect(writeFileAtomic(place.path('no/such/folder/x'), 'x')).rejects.toThrow();
    expect((await readdir(place.root)).sort()).toEqual(['.vscode', 'note.md']);
  });

  it('may have as long a name as the system allows', async () => {
    const path = place.path(`${'가'.repeat(84)}.md`);
    await writeFileAtomic(path, 'x');
    expect(await readFile(path, 'utf8')).toBe('x');
  });
});
