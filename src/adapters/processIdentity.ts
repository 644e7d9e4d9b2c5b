import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `elsewhere`: on another machine, which shares the folder with this one; nothing can be said of it from here. */
export type ProcessState = 'running' | 'gone' | 'elsewhere';

/**
 * Which process a number stands for: the machine, and when the process started there, as the system tells it. Opaque;
 * equal for equal processes, so that a number given anew, also after a restart of the machine, is not taken for the
 * old one. Undefined where there is no such process or the system will not tell.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  const start = await processStart(pid);
  return start === undefined ? undefined : `${hostname()} ${start}`;
}

/** Whether the process that had this number, and this identity where one was noted, still runs. */
export async function processState(pid: number, identity: string | undefined): Promise<ProcessState> {
  if (identity !== undefined && !identity.startsWith(`${hostname()} `)) return 'elsewhere';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return 'gone';
  }
  if (process.platform === 'win32') return 'running';
  const now = await processIdentity(pid);
  return now !== undefined && (identity === undefined || now === identity) ? 'running' : 'gone';
}

async function processStart(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // Field 22, counted after the name, which stands in brackets and may hold spaces; field 3 is the state. A
      // zombie has ended: nobody has asked how yet.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[19] === undefined) return undefined;
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
      return `${boot.trim()} ${fields[19]}`;
    }
    if (process.platform === 'win32') return undefined;
    const options = { env: { ...process.env, LC_ALL: 'C' } };
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options);
    const [, state, start] = /^\s*(\S+)\s+(.*\S)\s*$/.exec(stdout) ?? [];
    return state?.startsWith('Z') ? undefined : start;
  } catch {
    return undefined;
  }
}
