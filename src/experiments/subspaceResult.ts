import { z } from 'zod';
import { replicaOutcomeSchema } from '../science/subspace/outcome';
import { predictedThresholdSchema } from './predictedThreshold';
import { thresholdSchema } from '../science/subspace/threshold';

const countSchema = z.object({
  runs: z.number().int(),
  successes: z.number().int(),
  /** Wilson's 95 % interval of the success probability. */
  interval: z.tuple([z.number(), z.number()]),
  /** Median over the runs of the best score by the target's measure; null where no run has one. */
  median: z.number().nullable(),
});

export const subspaceResultSchema = z.object({
  kind: z.literal('subspace-training'),
  data: z.object({
    path: z.string(),
    n: z.number().int(),
    features: z.number().int(),
    /** Rows trained on, and kept for testing; none, as `n`, of a loss without examples. */
    train: z.number().int(),
    test: z.number().int(),
    /** 0 for a regression. */
    classes: z.number().int(),
    droppedRows: z.number().int(),
  }),
  model: z.object({ name: z.string(), parameters: z.number().int() }),
  /** In words; `value` is the score that counts, after full training has told what a relative one is. */
  target: z.object({
    text: z.string(),
    measure: z.enum(['accuracy', 'loss']),
    value: z.number().nullable(),
  }),
  /** What each run may spend: the threshold belongs to it. */
  budget: z.object({
    epochs: z.number().int(),
    /** 0 of a loss without examples: every step takes all of it. */
    batch: z.number().int(),
    steps: z.number().int(),
    optimiser: z.string(),
    rate: z.number(),
    fullRate: z.number(),
    schedule: z.string(),
    projection: z.string(),
    /** How subspaces are chosen: `random`, `burn-in of 64 steps`. */
    method: z.string(),
  }),
  dimensions: z.array(countSchema.extend({ dimension: z.number().int() })),
  /** Runs in all of parameter space. */
  full: countSchema.nullable(),
  threshold: thresholdSchema,
  runs: z.array(replicaOutcomeSchema),
  /** How many runs were asked for: more than there are, where the experiment was cancelled. */
  planned: z.number().int(),
  /** Of the threshold, from the curvature where full training ends; absent where it was not asked for. */
  predicted: predictedThresholdSchema.optional(),
  warnings: z.array(z.string()),
});
export type SubspaceResult = z.infer<typeof subspaceResultSchema>;
