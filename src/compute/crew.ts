import { Pacer, type WorkHooks } from './work';

/** One thread's part in a job: what it does with a piece of the work that it is given. */
export interface Hand {
  /** Of the whole job. */
  readonly pieces: number;
  /** How many pieces, the first ones, must be done before this one may begin. */
  before(piece: number): number;
  /** Reports its work to the pacer, which throws an AbortedError when the job is to stop. */
  run(piece: number, pacer: Pacer): Promise<void>;
}

/** Takes up a job; the job itself is plain data and shared memory, so that it can be sent to a thread. */
export type TakeUp<Job> = (job: Job, thread: number) => Hand;

/** Threads that do the pieces of a job, whoever is free the next. */
export interface Crew<Job> {
  /** How many at once, at most: a job has room for as many. */
  readonly threads: number;
  /** Rejects with an AbortedError when the signal aborts. @param pieces how many the job has. */
  run(job: Job, pieces: number, hooks: WorkHooks): Promise<void>;
}

/** The calling thread alone. */
export class CallingThread<Job> implements Crew<Job> {
  readonly threads = 1;

  constructor(private readonly takeUp: TakeUp<Job>) {}

  async run(job: Job, pieces: number, hooks: WorkHooks): Promise<void> {
    const hand = this.takeUp(job, 0);
    const pacer = new Pacer(hooks);
    for (let piece = 0; piece < pieces; piece++) {
      await hand.run(piece, pacer);
      hooks.onProgress?.((piece + 1) / pieces);
    }
  }
}
