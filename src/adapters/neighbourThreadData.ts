import { z } from 'zod';
import type { SearchPlan } from '../compute/searchPlan';

/** What a search thread is sent for one search; it answers with a `threadAnswerSchema`. */
export interface NeighbourThreadTask {
  readonly plan: SearchPlan;
  /** Which of the plan's rooms it works in. */
  readonly thread: number;
  /** See `counters`. */
  readonly counters: Int32Array;
}

/** Shared counters: the next task to take, tasks done, and whether to stop. */
export const counters = { next: 0, done: 1, stop: 2 } as const;

/** What it computed, and by what; or that it stopped before the end. */
export const threadAnswerSchema = z.union([
  z.object({ evaluated: z.number(), description: z.string() }),
  z.object({ stopped: z.literal(true) }),
]);
export type ThreadAnswer = z.infer<typeof threadAnswerSchema>;
