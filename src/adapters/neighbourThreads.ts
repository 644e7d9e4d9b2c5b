import { existsSync } from 'node:fs';
import { AbortedError, throwIfAborted } from '../base/abort';
import type { Matrix } from '../compute/matrix';
import { fastestTarget } from '../compute/memory';
import {
  checkNeighbourCount,
  planHooks,
  searchProgress,
  SingleThreadNeighbours,
  tableOf,
} from '../compute/nearestNeighbours';
import type { NeighbourBackend, NeighbourTable } from '../compute/neighbourTable';
import { planSearch, type SearchPlan } from '../compute/searchPlan';
import type { WorkHooks } from '../compute/work';
import { counters, threadAnswerSchema, type NeighbourThreadTask } from './neighbourThreadData';
import { ThreadPool } from './threadPool';

const pollMs = 50;
/** Milliseconds of searching by one thread from which further ones are worth starting, and from which they are worth using. */
const worthStarting = 60;
const worthUsing = 15;

/**
 * The search on several threads over shared memory. Each takes the next task that nobody has; only exact distances
 * enter the lists, so the table is the same to the last bit for any number of threads. The threads are kept for the
 * next search.
 */
export class NeighbourThreads implements NeighbourBackend {
  private readonly alone = new SingleThreadNeighbours();
  private readonly pool: ThreadPool;

  /** @param script the built `neighbourThread.js`; where it is missing, the calling thread searches. */
  constructor(
    private readonly threads: number,
    private readonly script: string,
  ) {
    this.pool = new ThreadPool(script);
  }

  async nearestNeighbours(matrix: Matrix, k: number, hooks: WorkHooks): Promise<NeighbourTable> {
    const worth = roughMilliseconds(matrix) >= (this.pool.size > 0 ? worthUsing : worthStarting);
    if (!worth || this.threads < 2 || !existsSync(this.script)) {
      return this.alone.nearestNeighbours(matrix, k, hooks);
    }
    checkNeighbourCount(matrix, k);
    throwIfAborted(hooks.signal);
    this.pool.start(this.threads);
    const plan = await planSearch(matrix, k, this.threads, fastestTarget(), planHooks(hooks));
    return this.search(plan, hooks);
  }

  /** Ends the threads; a further search starts new ones. */
  async close(): Promise<void> {
    await this.pool.close();
  }

  private async search(plan: SearchPlan, { signal, onProgress }: WorkHooks): Promise<NeighbourTable> {
    const shared = new Int32Array(new SharedArrayBuffer(12));
    const count = Math.min(this.threads, plan.leaves);
    const tasks = Array.from({ length: count }, (_, thread): NeighbourThreadTask => ({
      plan,
      thread,
      counters: shared,
    }));
    const report = setInterval(() => {
      onProgress?.(searchProgress(plan, Atomics.load(shared, counters.done)));
    }, pollMs);
    const stop = (): void => void Atomics.store(shared, counters.stop, 1);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    try {
      const answers = (await this.pool.ask(tasks)).map((answer) => threadAnswerSchema.parse(answer));
      let evaluated = 0;
      let description = '';
      for (const answer of answers) {
        if ('stopped' in answer) throw new AbortedError();
        evaluated += answer.evaluated;
        description = answer.description;
      }
      onProgress?.(1);
      return tableOf(plan, evaluated, `${description}, ${count} threads`);
    } catch (error) {
      // A thread that failed leaves the others waiting for it.
      if (!(error instanceof AbortedError)) await this.pool.close();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      clearInterval(report);
    }
  }
}

/** What the search takes one thread, about, where little is ruled out. */
function roughMilliseconds({ rows, columns }: Matrix): number {
  return rows * 0.006 + rows ** 2 * 4e-7 * (1 + columns / 50);
}
