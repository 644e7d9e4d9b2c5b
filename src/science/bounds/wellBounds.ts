import { z } from 'zod';

const measured = z.object({ value: z.number(), error: z.number() });

/** What was measured and predicted of one well: a spectrum, a distance R, a level ε. */
export const wellBoundsSchema = z.object({
  /** Unique within a run: `R=1,eps=0.1`. */
  key: z.string(),
  /** R, to the minimiser, whose direction is drawn anew for each chain and each cone. */
  distance: z.number(),
  /** ε. */
  level: z.number(),
  /** D. */
  dimension: z.number().int(),
  /** The share of directions at which the start has reached the level already. */
  inside: z.number(),
  /** The least dimension that reaches the level of each chain of nested random subspaces, ascending. */
  thresholds: z.array(z.number().int()),
  threshold: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  /** Of every interval here, e.g. 0.95. */
  confidence: z.number(),
  /** Success against d where it changes, each with its binomial interval. */
  curve: z.array(
    z.object({ d: z.number().int(), success: z.number(), interval: z.tuple([z.number(), z.number()]) }),
  ),
  /** D − δ with its interval. */
  sharp: z.object({ dimension: z.number(), interval: z.tuple([z.number(), z.number()]) }),
  /** δ(C), its mean over directions and the error of that mean. */
  delta: measured,
  /** How far δ differs from one direction to another, as a standard deviation. */
  deltaSpread: z.number(),
  /** How wide one cone's transition is: the standard deviation of the index of its intrinsic volumes. */
  transition: z.number(),
  /** Projections that δ is the mean of. */
  projections: z.number().int(),
  /** Outside of this range the kinematic formula makes success, or failure, less likely than 1 − confidence. */
  kinematic: z.tuple([z.number(), z.number()]),
  /** The probability of success that the cone predicts, from its mean and its transition. */
  predicted: z.array(z.object({ d: z.number(), success: z.number() })),
  /** The threshold by the published Gaussian width. */
  published: z.number(),
  gordon: z.object({
    /** The Gaussian width of the cone on the unit sphere. */
    width: measured,
    /** No threshold lies below this. */
    threshold: z.number().int(),
    /** Of the bound, from the error of the width. */
    interval: z.tuple([z.number(), z.number()]),
    /** Up to this dimension success is less likely than 1 − confidence. */
    sure: z.number().int(),
    /** Whether the theorem excludes no dimension at all. */
    vacuous: z.boolean(),
  }),
});
export type WellBounds = z.infer<typeof wellBoundsSchema>;
