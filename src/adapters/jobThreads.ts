import { Worker } from 'node:worker_threads';
import { AbortedError, throwIfAborted } from '../base/abort';

/** What a thread is sent: a job to take up, one of its items to do, or that nothing more will come of the job. */
export type ThreadOrder<Job, Item> =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'item'; readonly item: Item }
  | { readonly type: 'rest' };

/**
 * Threads of one script that share out the items of a job. They are started when first needed and kept for the next job:
 * a thread costs about 100 ms of a core until its code is compiled as well as it can be. Idle, they hold nothing of a job
 * and do not keep the process alive.
 */
export class JobThreads {
  private idle: Worker[] = [];

  constructor(
    private readonly script: string,
    private readonly threads: number,
  ) {}

  /**
   * Hands items to threads, each its next when it is done with one. A thread that has taken up the job says
   * `{ type: 'ready' }`; what it says later is for `onMessage`, which tells whether the item it had is done.
   * @param onHand hears of an item when a thread is given it. @param signal ends the threads at once, since they hear nothing while they compute; rejects with an AbortedError.
   */
  async share<Item>(
    job: unknown,
    items: readonly Item[],
    onMessage: (message: unknown, item: Item) => 'done' | 'more',
    signal?: AbortSignal,
    onHand: (item: Item) => void = () => {},
  ): Promise<void> {
    throwIfAborted(signal);
    const queue = [...items];
    const next = (): Item | undefined => {
      const item = queue.shift();
      if (item !== undefined) onHand(item);
      return item;
    };
    const workers = this.take(Math.min(this.threads, items.length));
    let abort = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(new AbortedError());
      signal?.addEventListener('abort', abort, { once: true });
    });
    try {
      await Promise.race([
        Promise.all(workers.map((worker) => serve(worker, job, next, onMessage))),
        aborted,
      ]);
      for (const worker of workers) this.keep(worker);
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  private take(count: number): Worker[] {
    const kept = this.idle.splice(0, count);
    for (const worker of kept) silence(worker).ref();
    return [...kept, ...Array.from({ length: count - kept.length }, () => new Worker(this.script))];
  }

  private keep(worker: Worker): void {
    const drop = (): void => void (this.idle = this.idle.filter((other) => other !== worker));
    silence(worker).on('error', drop).on('exit', drop).unref();
    worker.postMessage({ type: 'rest' } satisfies ThreadOrder<never, never>);
    this.idle.push(worker);
  }
}

/** Takes away what listens to a thread; Node's own listeners stay. */
function silence(worker: Worker): Worker {
  return worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
}

/** Gives a thread one item after another; resolves when there are none left and it has answered the last. */
function serve<Item>(
  worker: Worker,
  job: unknown,
  next: () => Item | undefined,
  onMessage: (message: unknown, item: Item) => 'done' | 'more',
): Promise<void> {
  const order = (message: ThreadOrder<unknown, Item>): void => worker.postMessage(message);
  let item: Item | undefined;
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      try {
        if (item !== undefined && onMessage(message, item) === 'more') return;
        item = next();
        if (item === undefined) resolve();
        else order({ type: 'item', item });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended early (exit code ${code})`)));
    order({ type: 'job', job });
  });
}
