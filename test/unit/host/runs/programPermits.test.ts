import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundProgram } from '../../../../src/adapters/allowedProgram';
import { command } from '../../../../src/experiments/kinds/command';
import { gordonBound } from '../../../../src/experiments/kinds/gordonBound';
import { ProgramPermits } from '../../../../src/host/runs/programPermits';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'marginalia permits-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** An editor whose user answers so, and what that user was shown. */
function editor(answer: boolean, isTrusted = true): { shown: FoundProgram[]; open: () => ProgramPermits } {
  const stored = new Map<string, unknown>();
  const shown: FoundProgram[] = [];
  const memento = {
    get: <T>(key: string): T | undefined => stored.get(key) as T | undefined,
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
  };
  const ask = (_id: string, program: FoundProgram): Promise<boolean> => {
    shown.push(program);
    return Promise.resolve(answer);
  };
  return {
    shown,
    open: () => new ProgramPermits({ memento, isTrusted: () => isTrusted, ask }),
  };
}

const spec = (options: Record<string, unknown> = {}): Record<string, unknown> =>
  command.schema.parse({ run: 'python train.py', target: 'accuracy >= 0.9', ...options });
const ask = (permits: ProgramPermits, options?: Record<string, unknown>): Promise<string | undefined> =>
  permits.permitFor(root, 'mine', command, spec(options), {});

describe('the permission to start a program', () => {
  it('is asked for once, with the whole command, and remembered over a restart', async () => {
    const { shown, open } = editor(true);
    const first = await ask(open(), { environment: { THREADS: 1 } });
    expect(first).toMatch(/^[\da-f]{64}$/u);
    expect(await ask(open(), { environment: { THREADS: 1 }, sweep: { d: [1] }, seeds: 2 })).toBe(first);
    expect(shown).toEqual([
      { argv: ['python', 'train.py'], folder: root, environment: { THREADS: '1' }, permit: first },
    ]);
  });

  it('is asked for again when the command or its environment changes', async () => {
    const { shown, open } = editor(true);
    const permits = [
      await ask(open()),
      await ask(open(), { run: 'python train.py --all' }),
      await ask(open(), { environment: { PATH: '/elsewhere' } }),
    ];
    expect(new Set(permits).size).toBe(3);
    expect(shown).toHaveLength(3);
  });

  it('is not given by who declines, who is asked again', async () => {
    const { shown, open } = editor(false);
    const permits = open();
    await expect(ask(permits)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(ask(permits)).rejects.toMatchObject({ name: 'AbortError' });
    expect(shown).toHaveLength(2);
  });

  it('is never asked for in a workspace that is not trusted', async () => {
    const { shown, open } = editor(true, false);
    await expect(ask(open())).rejects.toMatchObject({ name: 'AbortError' });
    expect(shown).toHaveLength(0);
  });

  it('is not needed where no program is started', async () => {
    const { shown, open } = editor(false);
    const wells = gordonBound.schema.parse({ spectrum: 'power(1)' });
    expect(await open().permitFor(root, 'wells', gordonBound, wells, {})).toBeUndefined();
    expect(shown).toHaveLength(0);
  });
});
