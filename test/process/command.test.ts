import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../src/adapters/allowedProgram';
import { findKind } from '../../src/experiments/registry';
import type { StudyResult } from '../../src/experiments/studyResult';
import { isAlive, Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
  for (const name of ['succeeds.mjs', 'misbehaves.mjs'])
    await copyFile(resolve('test/fixtures/command', name), place.path(name));
});
afterEach(() => place.remove());

const target = 'accuracy >= 0.9';
const succeeds = { run: [process.execPath, 'succeeds.mjs'], target };
const misbehaves = { run: [process.execPath, 'misbehaves.mjs'], target };

/** Of the command as these options have it, as if the user had been asked. */
async function permitFor(options: Record<string, unknown>): Promise<string> {
  const kind = findKind('command');
  const start = kind?.program?.start(kind.schema.parse(options));
  if (start === undefined) throw new Error('it starts no program');
  return (await findProgram(place.root, undefined, start)).permit;
}

async function started(options: Record<string, unknown>, permit?: string): Promise<string> {
  const runId = await place.create(options, undefined, 'command');
  await place.scheduler().start(runId, permit ?? (await permitFor(options)));
  return runId;
}

async function resultOf(runId: string): Promise<StudyResult> {
  const found = await place.store.readResult(runId);
  if (found?.result.kind !== 'study') throw new Error('there is no such result');
  return found.result;
}

describe('a program of the user’s own in its worker', () => {
  it('is swept over d, and leaves its threshold, its runs and figures', async () => {
    const runId = await started({ ...succeeds, sweep: { d: [2, 12, 64] }, seeds: 3, full: 1, jobs: 4 });
    expect((await place.untilEnded(runId)).state).toBe('finished');
    const result = await resultOf(runId);
    expect(result.values.map(({ field }) => field)).toEqual(['threshold', 'full']);
    const [two, , most] = result.tables[0]?.rows ?? [];
    expect(two?.slice(0, 3)).toEqual([2, 3, 0]);
    expect(most?.slice(0, 3)).toEqual([64, 3, 3]);
    const plots = await readdir(place.path('.marginalia/runs', runId, 'plots'));
    expect(plots).toContain('success.svg');
    const curves = await place.text(`.marginalia/runs/${runId}/tables/curves.csv`);
    expect(curves.split('\r\n')).toHaveLength(1 + 10 * 3 + 1);
    const inputs = (await place.store.readResult(runId))?.provenance.inputs;
    expect(inputs?.map(({ path }) => path)).toEqual(['succeeds.mjs']);
  });

  it('is not started where nobody allowed that very command', async () => {
    const spared = { ...succeeds, seeds: 1 };
    const other = await permitFor({ ...spared, environment: { X: 1 } });
    for (const permit of [undefined, other]) {
      const runId = await place.create(spared, undefined, 'command');
      await place.scheduler().start(runId, permit);
      const { state, error } = await place.untilEnded(runId);
      expect([state, error?.code]).toEqual(['failed', 'program.not-allowed']);
      await expect(readdir(place.path('.marginalia/runs', runId, 'logs'))).rejects.toThrow();
    }
  });

  it('keeps what was done when it is cancelled, and is gone with all it started', async () => {
    const options = { ...misbehaves, sweep: { how: ['fine', 'hang'] }, seeds: [1], jobs: 2 };
    const runId = await started(options);
    const { message } = await place.until(runId, (run) => run.message.includes('1 of 2 runs done; how=hang'));
    const at = performance.now();
    await place.scheduler().cancel(runId);
    expect(performance.now() - at).toBeLessThan(1500);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    expect((await resultOf(runId)).warnings[0]).toBe('Cancelled after 1 of 2 runs: these are what was done.');
    const pids = (/pids ([\d ]+)/.exec(message)?.[1] ?? '').split(' ').map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('is paused with what was done, and goes on from there', async () => {
    const options = { ...succeeds, sweep: { d: [2, 12, 64] }, seeds: 4 };
    const runId = await started(options);
    await place.until(runId, ({ message }) => /^[2-9] of 12 runs done/u.test(message));
    await place.scheduler().pause(runId);
    expect((await place.store.read(runId)).state).toBe('paused');
    await place.scheduler().resume(runId, await permitFor(options));
    expect((await place.untilEnded(runId)).state).toBe('finished');
    const { tables } = await resultOf(runId);
    expect(tables.find(({ id }) => id === 'runs')?.rows).toHaveLength(12);
    // None of the twelve was done twice.
    expect(await place.store.readKept(runId)).toHaveLength(12);
  });

  it('ends with its worker, though that be killed', async () => {
    const runId = await started({ ...misbehaves, parameters: { how: 'hang' }, seeds: 1 });
    const { pid, message } = await place.until(runId, (run) => run.message.includes('pids'));
    const pids = (/pids ([\d ]+)/.exec(message)?.[1] ?? '').split(' ').map(Number);
    process.kill(pid ?? 0, 'SIGKILL');
    for (const each of pids) await expect.poll(() => isAlive(each), { timeout: 3000 }).toBe(false);
  });

  it('fails with its last words where every run breaks, and they are in its log', async () => {
    const runId = await started({ ...misbehaves, parameters: { how: 'crash' }, sweep: { d: 'auto' } });
    const { state, error } = await place.untilEnded(runId);
    expect([state, error?.code]).toEqual(['failed', 'program.failed']);
    expect(error?.message).toBe(
      'Each of the first 3 runs broke; the first ended with exit code 3: first ⏎ Traceback: ⏎   ValueError: seed.',
    );
    const logs = await readdir(place.path('.marginalia/runs', runId, 'logs'));
    expect(logs).toHaveLength(3);
    const log = await readFile(place.path('.marginalia/runs', runId, 'logs', logs[0] ?? ''), 'utf8');
    expect(log).toContain('ValueError: seed');
  });
});

describe('marginalia run, of a note with a program', () => {
  const marginalia = (args: readonly string[]): Promise<{ code: number | null; stderr: string }> =>
    new Promise((done) => {
      const child = execFile(
        process.execPath,
        [place.cli, ...args],
        { cwd: place.root },
        (_error, _out, stderr) => done({ code: child.exitCode, stderr }),
      );
    });

  it('starts it with --allow-commands alone, in the note’s folder, and writes its value', async () => {
    await place.write('notes/succeeds.mjs', await place.text('succeeds.mjs'));
    const block = [
      '```experiment mine',
      'kind: command',
      'run: node succeeds.mjs',
      `target: ${target}`,
      'parameters: {d: 1000}',
      'seeds: 2',
      '```',
      '',
      '<!-- result mine.accuracy --><!-- /result -->',
      '',
    ];
    await place.write('notes/a.md', block.join('\n'));
    const refused = await marginalia(['run', 'notes/a.md']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/mine starts: node succeeds\.mjs\n {2}in .*notes\n[^]*--allow-commands/u);
    expect(await place.store.ids()).toEqual([]);
    expect((await marginalia(['run', 'notes/a.md', '--allow-commands'])).code).toBe(0);
    expect(await place.text('notes/a.md')).toMatch(/mine\.accuracy -->0\.95/u);
  });
});
