import { z } from 'zod';
import { parseTarget, targetHelp } from '../../science/subspace/target';
import { dataOption } from './dataOption';
import { subspaceSchema } from './subspaceOptions';

const shared = subspaceSchema.shape;
const rankStudies = ['rank', 'dimension', 'crumpling'] as const;
export type RankStudy = (typeof rankStudies)[number];
const rankModels = ['linear', 'mlp'] as const;
export type RankModel = (typeof rankModels)[number];

const mostFeatures = 500;
const mostPoints = 12;

function wholeNumbers(least: number, most: number): z.ZodArray<z.ZodNumber> {
  return z.array(z.number().int().min(least).max(most)).min(1).max(mostPoints);
}

export const rankBoundSchema = z
  .strictObject({
    data: dataOption
      .optional()
      .describe(
        'Data of your own, with labels, cut down to each rank by their principal components; generated where it is left out',
      ),
    label: shared.label,
    vary: z
      .union([z.enum(rankStudies), z.array(z.enum(rankStudies)).min(1)])
      .optional()
      .transform((given) => (typeof given === 'string' ? [given] : given))
      .describe(
        'What is varied: rank (of the data), dimension (of a manifold), crumpling (its curvature); all of them of generated data, of your own the rank',
      ),
    ranks: wholeNumbers(1, mostFeatures).default([2, 4, 8, 16]).describe('Ranks of the data'),
    intrinsic: wholeNumbers(1, 100)
      .default([1, 2, 3, 5])
      .describe('Intrinsic dimensions, at the curvature fixedCurvature'),
    curvatures: z
      .array(z.number().min(0).max(1000))
      .min(1)
      .max(mostPoints)
      .default([0, 4, 8, 16])
      .describe('Curvatures of the manifold’s sides of length 1, at the dimension fixedDimension'),
    fixedDimension: z.number().int().min(1).max(100).default(2).describe('Dimension where curvature varies'),
    fixedCurvature: z.number().min(0).max(1000).default(4).describe('Curvature where dimension varies'),
    waves: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(2)
      .describe('Circles that each side is bent into; the data have rank 2 · waves · dimension'),
    rows: z.number().int().min(20).max(20_000).default(300).describe('Points, some of them for testing'),
    features: z
      .number()
      .int()
      .min(2)
      .max(mostFeatures)
      .default(20)
      .describe('Coordinates of generated points, the same for all'),
    classes: z.number().int().min(2).max(100).default(4).describe('Classes of generated points'),
    models: z
      .array(z.enum(rankModels))
      .min(1)
      .default([...rankModels])
      .describe('What is trained: linear (softmax), mlp (one hidden layer), or both'),
    hidden: z.number().int().min(1).max(1000).default(16).describe('Units of the mlp’s hidden layer'),
    activation: z.enum(['tanh', 'relu', 'gelu']).default('tanh').describe('Of the hidden layer'),
    target: z
      .string()
      .superRefine((given, context) => {
        const parsed = parseTarget(given);
        if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error });
      })
      .default('train accuracy >= 0.9')
      .describe(`When a run has succeeded: ${targetHelp}`),
    runs: z
      .number()
      .int()
      .min(10)
      .max(10_000)
      .default(24)
      .describe('Runs in subspaces at most, for each model of each data set'),
    epochs: z.number().int().min(1).max(100_000).default(150).describe('Passes over the training rows'),
    batch: z.number().int().min(1).max(1_000_000).default(64).describe('Rows in a step'),
    optimiser: shared.optimiser,
    rate: shared.rate,
    fullRate: z
      .number()
      .positive()
      .default(0.02)
      .describe('Learning rate in all of parameter space, where the curvature is looked at'),
    momentum: shared.momentum,
    schedule: shared.schedule,
    projection: shared.projection,
    test: shared.test,
    normalise: shared.normalise,
    header: shared.header,
    missing: shared.missing,
    maxMemory: shared.maxMemory,
    lanczos: z.number().int().min(10).max(1000).default(40).describe('Lanczos’ steps for the predictions'),
    probes: z
      .number()
      .int()
      .min(2)
      .max(100)
      .default(3)
      .describe('Random vectors for the bulk of the spectrum'),
    samples: z
      .number()
      .int()
      .min(20)
      .max(20_000)
      .default(160)
      .describe('Projections for the sharp prediction'),
    tolerance: z
      .number()
      .min(1e-13)
      .max(0.1)
      .default(1e-10)
      .describe('Eigenvalues above this share of the greatest count for the rank of the Gauss–Newton matrix'),
    seed: shared.seed,
  })
  .superRefine((spec, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (spec.data !== undefined) {
      const stray = spec.vary?.find((name) => name !== 'rank');
      if (stray !== undefined)
        fault('vary', `${stray} is varied in generated data alone: leave data out, or write vary: rank.`);
      return;
    }
    const studies = studiesOf(spec);
    const rank = Math.max(...spec.ranks);
    if (studies.includes('rank') && rank > spec.features)
      fault('ranks', `data of ${spec.features} features have no rank ${rank}: raise features.`);
    const bent = (dimension: number): number => 2 * spec.waves * dimension;
    if (studies.includes('dimension') && bent(Math.max(...spec.intrinsic)) > spec.features)
      fault(
        'intrinsic',
        `a manifold of dimension ${Math.max(...spec.intrinsic)} takes ${bent(Math.max(...spec.intrinsic))} coordinates, 2 · waves · dimension: raise features.`,
      );
    if (studies.includes('crumpling') && bent(spec.fixedDimension) > spec.features)
      fault(
        'fixedDimension',
        `a manifold of dimension ${spec.fixedDimension} takes ${bent(spec.fixedDimension)} coordinates, 2 · waves · dimension: raise features.`,
      );
  });
export type RankBoundSpec = z.infer<typeof rankBoundSchema>;

/** What a block varies. */
export function studiesOf({ vary, data }: Pick<RankBoundSpec, 'vary' | 'data'>): readonly RankStudy[] {
  return vary ?? (data === undefined ? rankStudies : ['rank']);
}

/** One data set of a study: what is varied, and at which value. */
export interface RankPoint {
  readonly study: RankStudy;
  readonly at: number;
}

/** Every data set of a block, ascending within each study. */
export function pointsOf(spec: RankBoundSpec): readonly RankPoint[] {
  const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const all = { rank: spec.ranks, dimension: spec.intrinsic, crumpling: spec.curvatures };
  return studiesOf(spec).flatMap((study) => ascending(all[study]).map((at) => ({ study, at })));
}

/** What a live value calls a threshold: `threshold-linear-rank-4`, `threshold-mlp-crumpling-2-5`. */
export function rankField(model: RankModel, { study, at }: RankPoint): string {
  return `threshold-${model}-${study}-${String(at).replace(/[^0-9]+/g, '-')}`;
}
