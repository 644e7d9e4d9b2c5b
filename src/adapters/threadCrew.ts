import { AbortedError, throwIfAborted } from '../base/abort';
import { CallingThread, type Crew } from '../compute/crew';
import { takeUpPairs } from '../compute/neighbourPairs';
import type { PairJob } from '../compute/pairPlans';
import type { WorkHooks } from '../compute/work';
import {
  counters,
  threadAnswerSchema,
  type NeighbourThreadTask,
  type ThreadJob,
} from './neighbourThreadData';
import type { ThreadPool } from './threadPool';

const pollMs = 50;

/** What the threads of a job computed together. */
export interface JobAnswer {
  readonly evaluated: number;
  readonly description: string;
}

/**
 * Has threads of the pool do a job, each taking the next piece that nobody has. Rejects with an AbortedError when the
 * signal aborts.
 *
 * @param progress the share that is done once so many pieces are.
 */
export async function runOnThreads(
  pool: ThreadPool,
  job: ThreadJob,
  count: number,
  { signal, onProgress }: WorkHooks,
  progress: (pieces: number) => number,
): Promise<JobAnswer> {
  throwIfAborted(signal);
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const tasks = Array.from({ length: count }, (_, thread): NeighbourThreadTask => ({
    job,
    thread,
    counters: shared,
  }));
  const report = setInterval(() => onProgress?.(progress(Atomics.load(shared, counters.done))), pollMs);
  const stop = (): void => void Atomics.store(shared, counters.stop, 1);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answers = (await pool.ask(tasks)).map((answer) => threadAnswerSchema.parse(answer));
    let evaluated = 0;
    let description = '';
    for (const answer of answers) {
      if ('stopped' in answer) throw new AbortedError();
      evaluated += answer.evaluated;
      description = answer.description;
    }
    onProgress?.(1);
    return { evaluated, description };
  } catch (error) {
    // A thread that failed leaves the others waiting for it.
    if (!(error instanceof AbortedError)) await pool.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    clearInterval(report);
  }
}

/** Pieces of work from which on threads are worth starting, and from which on they are worth using. */
const worthStarting = 20;
const worthUsing = 8;

/** The pool's threads, for work on neighbourhoods; the calling thread for little of it. */
export class ThreadCrew implements Crew<PairJob> {
  private readonly alone = new CallingThread(takeUpPairs);

  constructor(
    private readonly pool: ThreadPool,
    readonly threads: number,
  ) {}

  async run(job: PairJob, pieces: number, hooks: WorkHooks): Promise<void> {
    if (pieces < (this.pool.size > 0 ? worthUsing : worthStarting)) return this.alone.run(job, pieces, hooks);
    const count = Math.min(this.threads, pieces);
    await runOnThreads(this.pool, job, count, hooks, (done) => done / pieces);
  }
}
