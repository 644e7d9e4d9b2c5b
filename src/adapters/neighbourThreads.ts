import { existsSync } from 'node:fs';
import { throwIfAborted } from '../base/abort';
import type { Crew } from '../compute/crew';
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
import type { PairJob } from '../compute/pairPlans';
import { planSearch, type SearchPlan } from '../compute/searchPlan';
import type { WorkHooks } from '../compute/work';
import { runOnThreads, ThreadCrew } from './threadCrew';
import { ThreadPool } from './threadPool';

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
  /** The same threads for what is computed of neighbourhoods; undefined where there are no further ones. */
  readonly crew: Crew<PairJob> | undefined;
  private readonly pool: ThreadPool;

  /** @param script the built `neighbourThread.js`; where it is missing, the calling thread searches. */
  constructor(
    private readonly threads: number,
    private readonly script: string,
  ) {
    this.pool = new ThreadPool(script);
    this.crew = threads > 1 && existsSync(script) ? new ThreadCrew(this.pool, threads) : undefined;
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

  private async search(plan: SearchPlan, hooks: WorkHooks): Promise<NeighbourTable> {
    const count = Math.min(this.threads, plan.leaves);
    const { evaluated, description } = await runOnThreads(
      this.pool,
      { kind: 'search', plan },
      count,
      hooks,
      (done) => searchProgress(plan, done),
    );
    return tableOf(plan, evaluated, `${description}, ${count} threads`);
  }
}

/** What the search takes one thread, about, where little is ruled out. */
function roughMilliseconds({ rows, columns }: Matrix): number {
  return rows * 0.006 + rows ** 2 * 4e-7 * (1 + columns / 50);
}
