import { z } from 'zod';

/**
 * Why an estimate is not to be taken at its word: biased low for want of points, held by a bound of its own search,
 * made of too few neighbours for its dimension, of neighbourhoods that are not local, of rounded values, or of too few
 * pairs.
 */
export const faultSchema = z.enum([
  'finite-sample',
  'saturated',
  'few-neighbours',
  'not-local',
  'rounded',
  'rough',
]);
export type Fault = z.infer<typeof faultSchema>;

/** The `intervalMethod` of what is no estimate at all, and so has no uncertainty to show. */
export const withoutError = 'a formula, without error of its own';

/** An estimate of the intrinsic dimension of a data set, with its uncertainty. */
export const dimensionEstimateSchema = z.object({
  /** Its id, the same in YAML, on the command line and in JSON. */
  estimator: z.string().min(1),
  /** The request in normal form, unique within a run: `twonn`, `mle(k=10)`. Live values name it. */
  key: z.string(),
  /** Every option in force, as the field names them: `k=20, combine=harmonic`. */
  variant: z.string(),
  dimension: z.number(),
  /** Two-sided, at `level`. */
  interval: z.tuple([z.number(), z.number()]),
  level: z.number(),
  /** How the interval was made: `chi-square on the likelihood`, `bootstrap, 200 resamples`. */
  intervalMethod: z.string(),
  /** Numbers a reader may check: points used, discarded, log-ratios … */
  details: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number())])),
  /** Sentences about when this number misleads. */
  warnings: z.array(z.string()),
  /** What the warnings that tell against the number itself are about; a consensus leaves such estimates out. */
  faults: z.array(faultSchema).optional(),
});
export type DimensionEstimate = z.infer<typeof dimensionEstimateSchema>;

/** The dimension against scale (Gride, Denti et al. 2022): one point a neighbourhood size. */
export const scalePointSchema = z.object({
  /** Neighbour ranks n1 and n2 = 2 n1. */
  n1: z.number().int(),
  n2: z.number().int(),
  /** Mean distance to the n2-th neighbour, in the data's units: the scale. */
  scale: z.number(),
  dimension: z.number(),
  interval: z.tuple([z.number(), z.number()]),
});
export type ScalePoint = z.infer<typeof scalePointSchema>;
