import { z } from 'zod';
import type { PairJob } from '../compute/pairPlans';
import type { SearchPlan } from '../compute/searchPlan';

/** What threads do together: the neighbour search, or work on the neighbourhoods it found. */
export type ThreadJob = { readonly kind: 'search'; readonly plan: SearchPlan } | PairJob;

/** What a thread is sent for one job; it answers with a `threadAnswerSchema`. */
export interface NeighbourThreadTask {
  readonly job: ThreadJob;
  /** Which of the plan's rooms it works in. */
  readonly thread: number;
  /** See `counters`. */
  readonly counters: Int32Array;
}

/** Shared counters: the next piece to take, pieces done, and whether to stop. */
export const counters = { next: 0, done: 1, stop: 2 } as const;

/** Full-length distances that it computed, and by what; or that it stopped before the end. */
export const threadAnswerSchema = z.union([
  z.object({ evaluated: z.number(), description: z.string() }),
  z.object({ stopped: z.literal(true) }),
]);
export type ThreadAnswer = z.infer<typeof threadAnswerSchema>;
