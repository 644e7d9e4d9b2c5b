import { randomUUID } from 'node:crypto';
import { open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Clock } from '../base/clock';

/** A lock that this process holds. */
export interface HeldLock {
  release(): Promise<void>;
}

const holderSchema = z.object({ token: z.string(), pid: z.number().int(), host: z.string() });

/** A living holder touches its lock this often … */
const heartbeatMs = 2_000;
/** … so that one this old belongs to nobody, whatever process has its number now. */
const staleMs = 20_000;
const pollMs = 100;

/**
 * Takes the lock at `path`, waiting while another process, on this machine or on one that shares the folder, holds
 * it. The lock of a holder that died is broken. Rejects with an AbortedError as soon as the signal aborts, and with
 * the file system's error where the folder cannot be written.
 */
export async function takeLock(path: string, clock: Clock, signal?: AbortSignal): Promise<HeldLock> {
  const token = randomUUID();
  while (!(await tryCreate(path, token))) {
    if (await isStale(path)) await breakLock(path, clock);
    await clock.sleep(pollMs * (0.5 + Math.random()), signal);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A failed touch is no reason to stop: at worst others take the lock for stale.
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      if ((await readHolder(path))?.token === token) await removeIfThere(path);
    },
  };
}

async function tryCreate(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(JSON.stringify({ token, pid: process.pid, host: hostname() }));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    // Windows answers EPERM or EBUSY while a file of that name is being deleted.
    if (['EEXIST', 'EBUSY'].includes(codeOf(error))) return false;
    if (codeOf(error) === 'EPERM' && process.platform === 'win32') return false;
    throw error;
  }
}

/**
 * Two processes that both find a lock stale must not both remove it: the second would remove the lock that the
 * first has taken since. A second lock decides who removes, and who has it looks again.
 */
async function breakLock(path: string, clock: Clock): Promise<void> {
  const breaker = `${path}.break`;
  if (!(await tryCreate(breaker, randomUUID()))) {
    if ((await ageOf(breaker)) > staleMs) await removeIfThere(breaker);
    return clock.sleep(pollMs);
  }
  try {
    if (await isStale(path)) await removeIfThere(path);
  } finally {
    await removeIfThere(breaker);
  }
}

/** A holder on this machine is asked for by its process id, one elsewhere known by its heartbeat alone. */
async function isStale(path: string): Promise<boolean> {
  const age = await ageOf(path);
  if (age > staleMs) return true;
  const holder = await readHolder(path);
  return holder?.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Undefined where there is no lock, or one whose holder has not finished writing it. */
async function readHolder(path: string): Promise<z.infer<typeof holderSchema> | undefined> {
  try {
    return holderSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** In ms, by the clock that stamps files; 0 for a file that is gone. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
