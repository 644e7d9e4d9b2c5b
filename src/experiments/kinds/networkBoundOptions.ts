import { z } from 'zod';
import { curvatureKinds } from '../../science/bounds/networkCurvature';
import { parseTarget, targetHelp } from '../../science/subspace/target';
import { ownNetwork, subspaceSchema } from './subspaceOptions';

const shared = subspaceSchema.shape;
/** Targets in one block: each has a figure and five numbers. */
const mostTargets = 6;

const target = z.string().superRefine((given, context) => {
  const parsed = parseTarget(given);
  if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error });
});

/** Options that say what is trained, and how, as subspace training has them. */
const training = {
  label: shared.label,
  task: shared.task,
  epochs: shared.epochs,
  batch: shared.batch,
  optimiser: shared.optimiser,
  rate: shared.rate,
  fullRate: shared.fullRate,
  momentum: shared.momentum,
  schedule: shared.schedule,
  projection: shared.projection,
  test: shared.test,
  normalise: shared.normalise,
  header: shared.header,
  missing: shared.missing,
  maxMemory: shared.maxMemory,
};

/** What a block of a trained network may say beside its data and its model. */
export const networkOptions = {
  target: z
    .union([target, z.array(target).min(1).max(mostTargets)])
    .default(['train loss <= 0.5', 'train loss <= 0.2'])
    .transform((given) => (typeof given === 'string' ? [given] : given))
    .describe(`When a run has succeeded, or a list: ${targetHelp}`),
  starts: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(3)
    .describe('Initialisations; from each the network is trained, and subspaces are drawn through it'),
  runs: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(40)
    .describe('Runs in subspaces at most, for each target of each initialisation'),
  curvature: z
    .union([z.enum(curvatureKinds), z.array(z.enum(curvatureKinds)).min(1).max(2)])
    .default('gauss-newton')
    .transform((given) => [...new Set(typeof given === 'string' ? [given] : given)])
    .describe('The matrix whose spectrum predicts: gauss-newton, hessian (slower), or both as a list'),
  lanczos: z
    .number()
    .int()
    .min(10)
    .max(1000)
    .default(60)
    .describe('Lanczos’ steps for each vector it begins from'),
  probes: z
    .number()
    .int()
    .min(2)
    .max(100)
    .default(3)
    .describe('Random vectors that the bulk of the spectrum is told by'),
  top: z
    .number()
    .int()
    .min(1)
    .max(300)
    .default(20)
    .describe('Greatest eigenvalues that are found one by one'),
  ...training,
};

/** All of a trained network's options with their defaults. */
export const networkBoundSchema = z.object({
  data: shared.data,
  model: ownNetwork,
  samples: z.number().int().min(20),
  seed: shared.seed,
  confidence: z.number(),
  ...networkOptions,
});
export type NetworkBoundSpec = z.infer<typeof networkBoundSchema>;

type Given<Shape extends z.ZodRawShape> = { [Key in keyof Shape]: z.ZodOptional<z.ZodType> };

/** Options that may be left out and have no default where they are: for a block that may be about something else. */
export function withoutDefaults<Shape extends z.ZodRawShape>(shape: Shape): Given<Shape> {
  const options = Object.entries(shape).map(([key, option]) => [key, asked(option as z.ZodType)]);
  return Object.fromEntries(options) as Given<Shape>;
}

function asked(option: z.ZodType): z.ZodOptional<z.ZodType> {
  const preset: unknown = option.safeParse(undefined).data;
  const shown = Array.isArray(preset) ? `[${preset.join(', ')}]` : String(preset);
  const help = preset === undefined ? '' : `; ${shown} where it is left out`;
  return innermost(option)
    .optional()
    .describe(`Of a network. ${option.description ?? ''}${help}`);
}

function innermost(option: z.ZodType): z.ZodType {
  if (option instanceof z.ZodDefault || option instanceof z.ZodOptional)
    return innermost(option.unwrap() as z.ZodType);
  if (option instanceof z.ZodPipe) return innermost(option.in as z.ZodType);
  return option;
}
