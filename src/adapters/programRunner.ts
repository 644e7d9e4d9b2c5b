import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { AbortedError, throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import { LineSplitter } from '../experiments/command/lineSplitter';
import type { ProgramBackend, ProgramEnd, ProgramHooks } from '../experiments/command/program';
import type { FoundProgram } from './allowedProgram';
import type { ProcessGroups } from './processGroups';
import { ProgramLog, type LogBudget } from './programLog';

/** A longer line is no message. */
const mostLineBytes = 1 << 20;
/** A program that prints more than this has lost its way: its messages are small. */
const mostOutputBytes = 256 << 20;
/** A process asked to stop gets this long before it is killed. */
const politeMs = 150;
/** How long output is waited for that a killed process left in the pipe. */
const drainMs = 250;

/**
 * Starts one program as processes of their own, each the leader of a group, so that all that it started ends with it.
 * Its parameters go to its standard input; its standard error to a log in `logs`.
 */
export class ProgramRunner implements ProgramBackend {
  private readonly budget: LogBudget = { left: 64 << 20 };
  private started = 0;

  constructor(
    private readonly program: FoundProgram,
    readonly ownFiles: readonly string[],
    private readonly logs: string,
    private readonly groups: ProcessGroups,
  ) {}

  async run(input: string, hooks: ProgramHooks): Promise<ProgramEnd> {
    throwIfAborted(hooks.signal);
    const { argv, folder } = this.program;
    const [command = '', ...args] = argv;
    const name = `${String(++this.started).padStart(4, '0')} ${hooks.name}`
      .replaceAll(/[^\p{L}\p{N}=.-]+/gu, '-')
      .slice(0, 80);
    const log = new ProgramLog(join(this.logs, `${name}.log`), this.budget);
    const startedAt = performance.now();
    const child = spawn(command, args, {
      cwd: folder,
      env: environmentOf(this.program),
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit');
    try {
      await once(child, 'spawn');
    } catch (cause) {
      exited.catch(() => undefined);
      throw await notStarted(command, folder, cause);
    }
    const group = this.groups.add(child);
    let stopped: 'timeout' | 'flood' | undefined;
    let killing: NodeJS.Timeout | undefined;
    const stop = (): void => {
      group.signal('SIGTERM');
      killing ??= setTimeout(() => group.signal('SIGKILL'), politeMs);
    };
    const stopFor = (reason: 'timeout' | 'flood'): void => {
      stopped ??= reason;
      stop();
    };
    const timer = setTimeout(() => stopFor('timeout'), hooks.timeoutSeconds * 1000);
    hooks.signal.addEventListener('abort', stop, { once: true });
    if (hooks.signal.aborted) stop();
    const lines = new LineSplitter(mostLineBytes);
    let bytes = 0;
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > mostOutputBytes) return stopFor('flood');
      for (const line of lines.push(piece)) hooks.onLine(line);
    });
    child.stderr.on('data', (piece: Buffer) => log.write(piece));
    // A program that does not read its parameters closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    try {
      const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      const seconds = (performance.now() - startedAt) / 1000;
      // What it started and left behind holds its pipes open, and has no one to work for.
      group.signal('SIGKILL');
      await drained(child);
      if (stopped !== 'flood') for (const line of lines.end()) hooks.onLine(line);
      await log.close();
      if (hooks.signal.aborted) throw new AbortedError();
      return { code, signal, stopped, seconds, lastWords: log.lastLines };
    } finally {
      clearTimeout(timer);
      clearTimeout(killing);
      hooks.signal.removeEventListener('abort', stop);
      group.done();
    }
  }
}

/** Until both pipes are at their ends, or long enough. */
async function drained({ stdout, stderr }: ChildProcess): Promise<void> {
  const pipes = [stdout, stderr].flatMap((pipe) => (pipe === null || pipe.closed ? [] : [pipe]));
  const closed = Promise.all(pipes.map((pipe) => once(pipe, 'close').catch(() => undefined)));
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([closed, new Promise((done) => (timer = setTimeout(done, drainMs)))]);
  clearTimeout(timer);
  for (const pipe of pipes) pipe.destroy();
}

/** The worker's environment, less what makes a Node of the editor, and what the block adds. */
function environmentOf({ environment }: FoundProgram): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  delete inherited['ELECTRON_RUN_AS_NODE'];
  // Python keeps what it prints to a pipe to itself until there is much of it: progress would come late.
  return { PYTHONUNBUFFERED: '1', ...inherited, ...environment };
}

async function notStarted(command: string, folder: string, cause: unknown): Promise<CodedError> {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const isPath = /[\\/]/u.test(command);
  const places = isPath
    ? [resolve(folder, command)]
    : (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, command));
  const there = await Promise.all(
    places.map((place) =>
      access(place, constants.F_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  const message =
    reason === 'ENOENT' && !there.includes(true)
      ? `There is no program “${command}”${isPath ? ` in ${folder}` : ' on the search path (PATH)'}.`
      : reason === 'EACCES'
        ? `“${command}” may not be executed.`
        : `“${command}” could not be started: ${reason}.`;
  const remedy =
    reason === 'EACCES' || isPath
      ? 'Name the interpreter too, as in `run: python train.py`, or make the file executable.'
      : 'Write the whole path of the program, or start the editor from where it is found.';
  return new CodedError('program.missing', message, { remedy, cause });
}
