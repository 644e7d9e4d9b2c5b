import type { NeighbourOutput, SearchPlan } from '../compute/neighbourSearch';

/** What a search thread is given: the plan and the output in shared memory, and the counters it works by. */
export interface NeighbourThreadData {
  readonly plan: SearchPlan;
  readonly output: NeighbourOutput;
  /** See `counters`. */
  readonly counters: Int32Array;
}

/** Shared counters: the next leaf to take, leaves done, and whether to stop. */
export const counters = { next: 0, done: 1, stop: 2 } as const;
