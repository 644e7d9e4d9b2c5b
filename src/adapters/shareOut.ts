import { Worker } from 'node:worker_threads';
import { AbortedError, throwIfAborted } from '../base/abort';

/**
 * Hands items to threads of one script, each its next when it is done with one, and ends the threads. A thread first says
 * `{ type: 'ready' }`; what it says later is for `onMessage`, which tells whether the item it had is done.
 * @param shared what every thread is started with. @param signal ends the threads at once; rejects with an AbortedError.
 */
export async function shareOut<Item>(
  script: string,
  threads: number,
  shared: unknown,
  items: readonly Item[],
  onMessage: (message: unknown, item: Item) => 'done' | 'more',
  signal?: AbortSignal,
): Promise<void> {
  throwIfAborted(signal);
  const queue = [...items];
  const workers = Array.from(
    { length: Math.min(threads, items.length) },
    () => new Worker(script, { workerData: shared }),
  );
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new AbortedError());
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    await Promise.race([Promise.all(workers.map((worker) => serve(worker, queue, onMessage))), aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Gives a thread one item after another; resolves when there are none left and it has answered the last. */
function serve<Item>(
  worker: Worker,
  queue: Item[],
  onMessage: (message: unknown, item: Item) => 'done' | 'more',
): Promise<void> {
  let item: Item | undefined;
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      try {
        if (item !== undefined && onMessage(message, item) === 'more') return;
        item = queue.shift();
        if (item === undefined) resolve();
        else worker.postMessage(item);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a training thread ended early (exit code ${code})`)));
  });
}
