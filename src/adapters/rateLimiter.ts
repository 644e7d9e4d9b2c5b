import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AbortedError, throwIfAborted } from '../base/abort';
import type { Clock } from '../base/clock';
import type { Http, HttpRequest, HttpResponse } from '../base/http';
import type { Logger } from '../base/logger';
import { takeLock, type HeldLock } from './lockFile';

export interface RateLimitOptions {
  /** Shared by all processes of the user: {@link userStateFolder}. */
  readonly stateFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From the end of a request to the start of the next one to the same host; arXiv's terms say 3 s. */
  readonly intervalMs?: number;
}

const stateSchema = z.object({ lastRequest: z.number() });

/**
 * Lets through one request at a time and one an interval to each host, over all processes of the user that share
 * the state folder. A process that dies while it holds the right to ask does not keep it.
 */
export class RateLimitedHttp implements Http {
  private readonly intervalMs: number;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly http: Http,
    private readonly options: RateLimitOptions,
  ) {
    this.intervalMs = options.intervalMs ?? 3_000;
  }

  /** In the order asked, within this process; rejects as {@link Http.get} does. */
  get(request: HttpRequest): Promise<HttpResponse> {
    const turn = this.queue.then(() => {
      throwIfAborted(request.signal);
      return this.send(request);
    });
    this.queue = turn.catch(() => undefined);
    return orAborted(turn, request.signal);
  }

  private async send(request: HttpRequest): Promise<HttpResponse> {
    const { clock } = this.options;
    const { lock, statePath } = await this.enter(request);
    try {
      const wait = waitFor(await readState(statePath), clock.now(), this.intervalMs);
      // Timers may fire a little early.
      if (wait > 0) await clock.sleep(wait + 5, request.signal);
      // Before, so that a process killed while it asks has asked; after, so that a slow answer counts too.
      await writeState(statePath, clock.now());
      try {
        return await this.http.get(request);
      } finally {
        await writeState(statePath, clock.now());
      }
    } finally {
      await lock.release();
    }
  }

  private async enter(request: HttpRequest): Promise<{ lock: HeldLock; statePath: string }> {
    const name = `limit-${new URL(request.url).host.replace(/[^a-z0-9.-]/gi, '_')}`;
    const enterIn = async (folder: string) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = await takeLock(join(folder, `${name}.lock`), this.options.clock, request.signal);
      return { lock, statePath: join(folder, `${name}.json`) };
    };
    try {
      return await enterIn(this.options.stateFolder);
    } catch (error) {
      if (!isDenied(error)) throw error;
      // A home that cannot be written must not keep anyone from reading: all of the machine's processes still agree.
      const folder = join(tmpdir(), `marginalia-${userInfo().uid}`);
      this.options.logger.warn(
        `${this.options.stateFolder} cannot be written; using ${folder} for the limiter.`,
      );
      return enterIn(folder);
    }
  }
}

/** Whoever cancels does not wait for those before them in the queue. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new AbortedError());
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
  });
}

/** A time in the future means that the clock was set back: it is as if the request had just ended. */
function waitFor(last: number | undefined, now: number, interval: number): number {
  return last === undefined ? 0 : Math.min(interval, last + interval - now);
}

/** Undefined where nothing was asked yet, or where the file cannot be read as one of ours. */
async function readState(path: string): Promise<number | undefined> {
  try {
    return stateSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data?.lastRequest;
  } catch {
    return undefined;
  }
}

async function writeState(path: string, lastRequest: number): Promise<void> {
  // Under the lock, so that one temporary name is enough.
  const temporary = `${path}.new`;
  await writeFile(temporary, JSON.stringify({ lastRequest }));
  await rename(temporary, path);
}

function isDenied(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'ENOSPC'].includes(String(error.code))
  );
}
