import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const KILL_AFTER_MS = 5000;
const MARK = 'MARGINALIA_STARTED_BY';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end without standard input and keeps what it prints. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As {@link runCommand}, and throws with the end of the output where the command fails. */
export async function mustRun(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, output } = await runCommand(file, args, options);
  if (code !== 0) {
    throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${output.slice(-4000)}`);
  }
  return output;
}

export interface Running {
  readonly pid: number;
  /** All that it printed so far. */
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  /** Ends it and all that it started, also what left its process group, and waits until they are gone. */
  readonly stop: () => Promise<void>;
}

/** What was started here and has not been stopped. */
const started = new Map<Running, { readonly child: ChildProcess; readonly mark: string }>();

/** However this process comes to its end, nothing that it started stays behind. */
process.on('exit', () => {
  for (const { child, mark } of started.values()) signalTree(child, mark, 'SIGKILL');
});

/** Starts a long-lived program in a process group of its own. */
export function start(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly inherit?: boolean } = {},
): Running {
  const mark = randomUUID();
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...(options.env ?? process.env), [MARK]: mark },
    stdio: options.inherit === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  const take = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-1_000_000);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const exited = new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.on('exit', (code) => resolve(code));
  });
  let stopping: Promise<void> | undefined;
  const running: Running = {
    pid: child.pid ?? -1,
    output: () => output,
    exited,
    stop: () => (stopping ??= stopTree(child, mark).finally(() => started.delete(running))),
  };
  started.set(running, { child, mark });
  return running;
}

async function stopTree(child: ChildProcess, mark: string): Promise<void> {
  const deadline = Date.now() + KILL_AFTER_MS;
  signalTree(child, mark, 'SIGTERM');
  while (members(child, mark).length > 0 && Date.now() < deadline) await sleep(50);
  while (members(child, mark).length > 0 && Date.now() < deadline + KILL_AFTER_MS) {
    signalTree(child, mark, 'SIGKILL');
    await sleep(50);
  }
}

function signalTree(child: ChildProcess, mark: string, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  for (const member of members(child, mark)) trySignal(member, signal);
}

/** The living processes that a program consists of: its group, and those that left it. */
function members(child: ChildProcess, mark: string): number[] {
  if (child.pid === undefined) return [];
  return [...new Set([...group(child.pid), ...marked(mark)])];
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Processes that carry the mark in their environment (Linux only): those that moved to a group of their own. */
function marked(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readFileSync(`/proc/${name}/environ`, 'latin1').includes(`${MARK}=${mark}`))
        found.push(Number(name));
    } catch {
      // Gone meanwhile, or another user's.
    }
  }
  return found;
}

/** The living members of a process group. */
function group(pgid: number): number[] {
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-eo', 'pid=,pgid=,stat='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [pid, own, stat] = line.trim().split(/\s+/);
    return Number(own) === pgid && stat?.startsWith('Z') === false ? [Number(pid)] : [];
  });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The path of a program on PATH, or undefined. */
export function onPath(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

export const isAdministrator = (): boolean => process.getuid?.() === 0;

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}

/** Calls `stop` once when a person or the system asks this process to end, then exits as is usual for the signal. */
export function onStopSignal(stop: () => Promise<void>): void {
  let asked = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      stop().then(
        () => process.exit(code),
        () => process.exit(1),
      );
    });
  }
}
