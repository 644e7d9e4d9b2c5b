import { z } from 'zod';
import type { FiniteScore } from './finiteScore';

/** A `FiniteScore` as it is read back. */
export const scoreSchema: z.ZodType<FiniteScore> = z.object({
  loss: z.number().nullable(),
  accuracy: z.number().nullable(),
});

/** One run of training. Scores that are no finite number, as of a run that diverged, are null. */
export const replicaOutcomeSchema = z.object({
  /** d; null for all of parameter space. */
  dimension: z.number().int().nullable(),
  /** Which of the runs of this dimension, from 0. */
  index: z.number().int(),
  /** The target's score, the best at the end of an epoch. */
  best: z.number().nullable(),
  /** The first epoch, from 1, whose end reaches the target; null where none does. */
  reachedAt: z.number().int().nullable(),
  /** The least training loss of all points of its subspace, where a closed form tells it. */
  least: z.number().optional(),
  succeeded: z.boolean(),
  diverged: z.boolean(),
  /** At the end of training. */
  train: scoreSchema,
  test: scoreSchema,
  /** At the end of some epochs, from 1: the mean loss of its batches, and the target's score. */
  curve: z.array(
    z.object({ epoch: z.number().int(), loss: z.number().nullable(), score: z.number().nullable() }),
  ),
});
export type ReplicaOutcome = z.infer<typeof replicaOutcomeSchema>;
