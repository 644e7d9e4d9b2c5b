import { z } from 'zod';
import { wellBoundsSchema } from '../science/bounds/wellBounds';
import { dimensionEstimateSchema, scalePointSchema } from '../science/estimators/estimate';

export const dimensionResultSchema = z.object({
  kind: z.literal('intrinsic-dimension'),
  data: z.object({
    path: z.string(),
    /** Rows in the file, after `missing: drop-rows`, before duplicates are taken out. */
    n: z.number().int(),
    features: z.number().int(),
    /** Rows equal to an earlier row; neighbour-based estimators leave them out. */
    duplicates: z.number().int(),
    /** Pairs of distinct rows whose distance underflows to zero. */
    zeroDistances: z.number().int(),
    droppedRows: z.number().int(),
  }),
  estimates: z.array(dimensionEstimateSchema),
  scale: z.array(scalePointSchema),
  warnings: z.array(z.string()),
});
export type DimensionResult = z.infer<typeof dimensionResultSchema>;

export const boundResultSchema = z.object({
  kind: z.literal('gordon-bound'),
  spectrum: z.object({
    /** As the block names it, or its file. */
    name: z.string(),
    /** D. */
    dimension: z.number().int(),
    /** Eigenvalues above 0. */
    rank: z.number().int(),
    greatest: z.number(),
    least: z.number(),
    trace: z.number(),
  }),
  /** One for each distance and level. */
  wells: z.array(wellBoundsSchema),
  /** Of the threshold dimension: four a well. */
  estimates: z.array(dimensionEstimateSchema),
  warnings: z.array(z.string()),
});
export type BoundResult = z.infer<typeof boundResultSchema>;

/** What a finished run found, by kind. */
export const experimentResultSchema = z.discriminatedUnion('kind', [
  dimensionResultSchema,
  boundResultSchema,
]);
export type ExperimentResult = z.infer<typeof experimentResultSchema>;
