import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOfProgram, findProgram } from '../../../src/adapters/allowedProgram';
import { ProcessGroups } from '../../../src/adapters/processGroups';
import { processState } from '../../../src/adapters/processIdentity';
import { ProgramRunner } from '../../../src/adapters/programRunner';
import type { OutputLine } from '../../../src/experiments/command/lineSplitter';
import type { ProgramEnd } from '../../../src/experiments/command/program';

const script = resolve('test/fixtures/command/misbehaves.mjs');
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'marginalia program-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Ran extends ProgramEnd {
  readonly lines: readonly OutputLine[];
}

async function run(
  parameters: object,
  options: {
    argv?: readonly string[];
    timeoutSeconds?: number;
    signal?: AbortSignal;
    environment?: Record<string, string>;
    onLine?: (line: OutputLine) => void;
  } = {},
): Promise<Ran> {
  const { argv = [process.execPath, script], environment = {} } = options;
  const found = await findProgram(root, undefined, { argv, folder: undefined, environment });
  // No keeper: these tests are not killed.
  const groups = new ProcessGroups('/nowhere/programKeeper.js');
  const runner = new ProgramRunner(found, [], join(root, 'logs'), groups);
  const lines: OutputLine[] = [];
  const end = await runner.run(`${JSON.stringify(parameters)}\n`, {
    name: 'd=3, run 1',
    timeoutSeconds: options.timeoutSeconds ?? 30,
    signal: options.signal ?? new AbortController().signal,
    onLine: (line) => {
      lines.push(line);
      options.onLine?.(line);
    },
  });
  return { ...end, lines };
}

const pids = ({ text = '' }: OutputLine): number[] =>
  (/pids ([\d ]+)/.exec(text)?.[1] ?? '').split(' ').filter(Boolean).map(Number);

async function allGone(ids: readonly number[]): Promise<void> {
  expect(ids.length).toBeGreaterThan(0);
  // Their parent may be the test, which has not yet asked how they ended.
  await expect
    .poll(async () => (await Promise.all(ids.map((pid) => processState(pid, undefined)))).join())
    .toBe(ids.map(() => 'gone').join());
}

describe('a program', () => {
  it('gets its parameters, its folder and its environment', async () => {
    const code =
      'let s="";process.stdin.on("data",c=>s+=c).on("end",()=>console.log(JSON.stringify({s,cwd:process.cwd(),x:process.env.X,e:process.env.ELECTRON_RUN_AS_NODE??""})))';
    const { code: exit, lines } = await run(
      { a: [1, 'é'] },
      { argv: [process.execPath, '-e', code], environment: { X: '1 2' } },
    );
    expect(exit).toBe(0);
    expect(JSON.parse(lines[0]?.text ?? '')).toEqual({ s: '{"a":[1,"é"]}\n', cwd: root, x: '1 2', e: '' });
    expect(await run({ how: 'deaf' })).toMatchObject({
      code: 0,
      lines: [{ number: 1, text: '{"accuracy":1}' }],
    });
  });

  it('that takes too long is stopped with all it started', async () => {
    const ended = await run({ how: 'hang' }, { timeoutSeconds: 0.8 });
    expect(ended).toMatchObject({ code: null, signal: 'SIGKILL', stopped: 'timeout' });
    await allGone(ended.lines.flatMap(pids));
  });

  it('that is cancelled is gone with all it started, within a second', async () => {
    const controller = new AbortController();
    let ids: number[] = [];
    let at = 0;
    const running = run(
      { how: 'hang' },
      {
        signal: controller.signal,
        onLine: (line) => {
          ids = pids(line);
          at = performance.now();
          controller.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - at).toBeLessThan(1000);
    await allGone(ids);
  });

  it('leaves nothing behind that it started', async () => {
    const { code, lines } = await run({ how: 'leave' });
    expect(code).toBe(0);
    await allGone(lines.flatMap(pids));
  });

  it('may print what it likes: long lines are dropped, its log has an end', async () => {
    const { lines, code } = await run({ how: 'garbage' });
    expect(code).toBe(0);
    expect(
      lines.map(({ number, text }) => [
        number,
        text === undefined ? 'long' : text.replace(/[^\w".:{ ]/gu, '?'),
      ]),
    ).toEqual([
      [1, '???{'],
      [2, '{"accuracy": NaN?'],
      [3, 'long'],
      [4, '{"accuracy": 0.95?'],
      [5, '{"acc'],
    ]);
    const [log = ''] = await readdir(join(root, 'logs'));
    expect(log).toBe('0001-d=3-run-1.log');
    const { size } = await stat(join(root, 'logs', log));
    expect(size).toBeGreaterThan(300_000);
    expect(size).toBeLessThan(400_000);
    expect(await readFile(join(root, 'logs', log), 'utf8')).toMatch(/note\n… \d+ bytes left out …\n/);
  });

  it('that fails is told by its exit code and its last words', async () => {
    const { code, lastWords } = await run({ how: 'crash' });
    expect(code).toBe(3);
    expect(lastWords).toEqual(['first', 'Traceback:', '  ValueError: seed']);
  });

  it('that cannot be started is named, with what to do', async () => {
    await expect(run({}, { argv: ['no-such-program-anywhere'] })).rejects.toMatchObject({
      code: 'program.missing',
      message: 'There is no program “no-such-program-anywhere” on the search path (PATH).',
    });
    await writeFile(join(root, 'train.py'), 'print()', { mode: 0o644 });
    await expect(run({}, { argv: ['./train.py'] })).rejects.toMatchObject({
      code: 'program.missing',
      message: '“./train.py” may not be executed.',
      remedy: expect.stringContaining('python train.py') as string,
    });
  });
});

describe('the permission for a program', () => {
  const start = { argv: ['python', 'train.py'], folder: undefined, environment: {} };

  it('is for its words, its folder and its environment', async () => {
    await mkdir(join(root, 'notes'));
    const permits = await Promise.all([
      findProgram(root, undefined, start),
      findProgram(root, 'a.md', start),
      findProgram(root, 'notes/a.md', start),
      findProgram(root, undefined, { ...start, argv: ['python train.py'] }),
      findProgram(root, undefined, { ...start, environment: { PATH: '.' } }),
    ]);
    expect(permits[0]?.permit).toBe(permits[1]?.permit);
    expect(new Set(permits.map(({ permit }) => permit)).size).toBe(4);
    expect(permits[2]?.folder).toBe(join(root, 'notes'));
  });

  it('is for a folder of the workspace alone, whatever links there are', async () => {
    await symlink(tmpdir(), join(root, 'away'));
    for (const folder of ['..', 'away', tmpdir()])
      await expect(findProgram(root, undefined, { ...start, folder })).rejects.toThrow(
        /outside the workspace/,
      );
    await expect(findProgram(root, 'a.md', { ...start, folder: 'nowhere' })).rejects.toThrow(
      /no folder “nowhere”/,
    );
  });

  it('names the files that the command reads, where they are of the workspace', async () => {
    await mkdir(join(root, 'code'));
    for (const file of ['python', 'train.py', 'config.json']) await writeFile(join(root, 'code', file), '');
    const argv = ['python', 'train.py', '--config', './config.json', '/etc/hostname', 'train.py', '.'];
    const found = await findProgram(root, undefined, { ...start, argv, folder: 'code' });
    expect(await filesOfProgram(root, found)).toEqual(['code/train.py', 'code/config.json']);
  });
});
