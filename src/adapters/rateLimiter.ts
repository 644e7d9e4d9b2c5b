import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AbortedError, throwIfAborted } from '../base/abort';
import type { Clock } from '../base/clock';
import type { Http, HttpRequest, HttpResponse, Pace } from '../base/http';
import type { Logger } from '../base/logger';
import { askedToWait, slowedPace } from '../papers/askedToWait';
import { takeLock, type HeldLock } from './lockFile';

export interface RateLimitOptions {
  /** Shared by all processes of the user: {@link userStateFolder}. */
  readonly stateFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For requests that carry no pace of their own; arXiv's terms say 3 s. */
  readonly intervalMs?: number;
}

const stateSchema = z.object({ lastRequest: z.number() });
const pauseSchema = z.object({ until: z.number() });

/** Requests of this process to one host that go one after the other. */
interface Lane {
  waiting: number;
  last: Promise<unknown>;
}

/**
 * Keeps to each host's pace over all processes of the user that share the state folder: in each lane one request at a
 * time and one an interval. A process that dies while it holds the right to ask does not keep it. A host that asked
 * any of them to be left alone is: until then requests get the host's own 429 again, with the time that is left.
 */
export class RateLimitedHttp implements Http {
  private readonly usual: Pace;
  private readonly lanes = new Map<string, Lane[]>();
  /** What hosts have said of their limits. */
  private readonly slowed = new Map<string, Pace>();

  constructor(
    private readonly http: Http,
    private readonly options: RateLimitOptions,
  ) {
    this.usual = { intervalMs: options.intervalMs ?? 3_000, concurrency: 1 };
  }

  /** In the order asked, within this process; rejects as {@link Http.send} does. */
  send(request: HttpRequest): Promise<HttpResponse> {
    const { host } = new URL(request.url);
    const pace = slower(request.pace ?? this.usual, this.slowed.get(host));
    const lanes = this.lanes.get(host) ?? [];
    this.lanes.set(host, lanes);
    while (lanes.length < pace.concurrency) lanes.push({ waiting: 0, last: Promise.resolve() });
    const lane = lanes
      .slice(0, pace.concurrency)
      .reduce((least, each) => (each.waiting < least.waiting ? each : least));
    lane.waiting += 1;
    const turn = lane.last.then(() => {
      throwIfAborted(request.signal);
      return this.sendIn(lanes.indexOf(lane), request, pace);
    });
    const done = (): void => void (lane.waiting -= 1);
    lane.last = turn.then(done, done);
    return orAborted(turn, request.signal);
  }

  private async sendIn(lane: number, request: HttpRequest, pace: Pace): Promise<HttpResponse> {
    const { clock, logger } = this.options;
    const { host } = new URL(request.url);
    const { lock, statePath, pausePath } = await this.enter(lane, request);
    try {
      const left = ((await readState(pausePath, pauseSchema))?.until ?? 0) - clock.now();
      if (left > pauseSlackMs) {
        logger.info(`${host} asked to be left alone for another ${Math.ceil(left / 1000)} s: not asked.`);
        return { status: 429, headers: { 'retry-after': String(left / 1000) }, body: '' };
      }
      const last = (await readState(statePath, stateSchema))?.lastRequest;
      const wait = waitFor(last, clock.now(), pace.intervalMs);
      // Timers may fire a little early.
      if (wait > 0) await clock.sleep(wait + 5, request.signal);
      // Before, so that a process killed while it asks has asked; after, so that a slow answer counts too.
      await writeState(statePath, { lastRequest: clock.now() });
      try {
        const response = await this.http.send(request);
        this.slowed.set(host, slowedPace(response, request.pace ?? this.usual));
        const asked = askedToWait(response, clock.now());
        if (asked !== undefined && asked > 0) await writeState(pausePath, { until: clock.now() + asked });
        return response;
      } finally {
        await writeState(statePath, { lastRequest: clock.now() });
      }
    } finally {
      await lock.release();
    }
  }

  private async enter(
    lane: number,
    request: HttpRequest,
  ): Promise<{ lock: HeldLock; statePath: string; pausePath: string }> {
    const host = `limit-${new URL(request.url).host.replace(/[^a-z0-9.-]/gi, '_')}`;
    const name = lane === 0 ? host : `${host}.lane${lane + 1}`;
    const enterIn = async (folder: string) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = await takeLock(join(folder, `${name}.lock`), this.options.clock, request.signal);
      // With a key there is more to spend: its limits are others.
      const pausePath = join(folder, `${host}${request.secrets ? '.key' : ''}.pause.json`);
      return { lock, statePath: join(folder, `${name}.json`), pausePath };
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

/** Whoever waited as long as a host asked for may ask, though the timer fired a little early. */
const pauseSlackMs = 50;

function slower(pace: Pace, told: Pace | undefined): Pace {
  if (!told) return pace;
  return {
    intervalMs: Math.max(pace.intervalMs, told.intervalMs),
    concurrency: Math.min(pace.concurrency, told.concurrency),
  };
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
async function readState<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

async function writeState(path: string, state: Readonly<Record<string, number>>): Promise<void> {
  // Lanes write the pause at the same time: each by a name of its own.
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2, 8)}.new`;
  await writeFile(temporary, JSON.stringify(state));
  await rename(temporary, path);
}

function isDenied(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'ENOSPC'].includes(String(error.code))
  );
}
