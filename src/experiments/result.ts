import { z } from 'zod';
import { sizeCurveSchema } from '../science/analysis/againstN';
import { classDimensionSchema } from '../science/analysis/classDimensions';
import { consensusSchema } from '../science/analysis/consensus';
import { pointDimensionsSchema } from '../science/analysis/pointDimensions';
import { ratioFitSchema } from '../science/analysis/ratioFit';
import { layerResultSchema } from './layers/layerResult';
import { wellBoundsSchema } from '../science/bounds/wellBounds';
import { dimensionEstimateSchema, scalePointSchema } from '../science/estimators/estimate';
import { studyResultSchema } from './studyResult';
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
  // Results of versions before these parts have none of them.
  /** Absent where no estimate is left to form it. */
  consensus: consensusSchema.optional(),
  /** One for each TwoNN. */
  ratios: z.array(ratioFitSchema).optional(),
  /** The dimension against the number of points, a curve for each estimator quick enough. */
  sizes: z.array(sizeCurveSchema).optional(),
  /** Where rows are labelled: each class by itself. */
  classes: z.array(classDimensionSchema).optional(),
  /** For each estimator that gives every point a dimension. */
  points: z.array(pointDimensionsSchema).optional(),
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
  layerResultSchema,
  subspaceResultSchema,
  boundResultSchema,
  studyResultSchema,
]);
export type ExperimentResult = z.infer<typeof experimentResultSchema>;

/** The kind of experiment that gives such a result: many kinds give a study. */
export function experimentKindOf(result: ExperimentResult): string {
  return result.kind === 'study' ? result.experiment : result.kind;
}
