import { z } from 'zod';
import { dimensionEstimateSchema, scalePointSchema } from '../science/estimators/estimate';
import { subspaceResultSchema } from './subspaceResult';

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

/** What a finished run found, by kind. */
export const experimentResultSchema = z.discriminatedUnion('kind', [
  dimensionResultSchema,
  subspaceResultSchema,
]);
export type ExperimentResult = z.infer<typeof experimentResultSchema>;
