import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { AbortedError, throwIfAborted } from '../base/abort';
import type { Matrix } from '../compute/matrix';
import { checkNeighbourCount, SingleThreadNeighbours } from '../compute/nearestNeighbours';
import { leafCount, planSearch } from '../compute/neighbourSearch';
import type { NeighbourBackend, NeighbourTable } from '../compute/neighbourTable';
import type { WorkHooks } from '../compute/work';
import { counters, type NeighbourThreadData } from './neighbourThreadData';

const threadMessageSchema = z.object({ evaluated: z.number(), filter: z.string() });

const planShare = 0.1;
const pollMs = 50;
/** Multiply-adds of a brute search below which starting threads costs more than it saves. */
const worthThreads = 2e8;

/**
 * The search on several threads over shared memory. Each takes the next leaf that nobody has; leaves do not depend on
 * each other, so the table is the same to the last bit for any number of threads.
 */
export class NeighbourThreads implements NeighbourBackend {
  private readonly alone = new SingleThreadNeighbours();

  /** @param script the built `neighbourThread.js`; where it is missing, the calling thread searches. */
  constructor(
    private readonly threads: number,
    private readonly script: string,
  ) {}

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    const small = matrix.rows ** 2 * Math.min(matrix.columns, 64) < worthThreads;
    if (small || this.threads < 2 || !existsSync(this.script)) {
      return this.alone.nearestNeighbours(matrix, k, hooks);
    }
    checkNeighbourCount(matrix, k);
    const plan = await planSearch(
      matrix,
      { ...hooks, onProgress: (fraction) => hooks.onProgress?.(planShare * fraction) },
      (bytes) => new SharedArrayBuffer(bytes),
    );
    const size = matrix.rows * k;
    const data: NeighbourThreadData = {
      plan,
      output: {
        k,
        distances: new Float64Array(new SharedArrayBuffer(8 * size)),
        indices: new Int32Array(new SharedArrayBuffer(4 * size)),
      },
      counters: new Int32Array(new SharedArrayBuffer(12)),
    };
    const leaves = leafCount(plan);
    const count = Math.min(this.threads, leaves);
    const report = setInterval(() => {
      const done = Atomics.load(data.counters, counters.done);
      hooks.onProgress?.(planShare + ((1 - planShare) * done) / leaves);
    }, pollMs);
    try {
      const messages = await runThreads(this.script, data, count, hooks.signal);
      hooks.onProgress?.(1);
      return {
        points: matrix.rows,
        k,
        distances: data.output.distances,
        indices: data.output.indices,
        evaluated: messages.reduce((sum, message) => sum + message.evaluated, 0),
        backend: `${messages[0]?.filter}, ${count} threads`,
      };
    } finally {
      clearInterval(report);
    }
  }
}

/** Resolves once every thread has told what it did; ends them all when one fails or the signal aborts. */
async function runThreads(
  script: string,
  data: NeighbourThreadData,
  count: number,
  signal: AbortSignal | undefined,
): Promise<z.infer<typeof threadMessageSchema>[]> {
  throwIfAborted(signal);
  const workers = Array.from({ length: count }, () => new Worker(script, { workerData: data }));
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new AbortedError());
    signal?.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([Promise.all(workers.map(messageOf)), aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
    Atomics.store(data.counters, counters.stop, 1);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function messageOf(worker: Worker): Promise<z.infer<typeof threadMessageSchema>> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: unknown) => resolve(threadMessageSchema.parse(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a search thread ended early (exit code ${code})`)));
  });
}
