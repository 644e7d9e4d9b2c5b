import { z } from 'zod';
import { familyHelp, parseFamily } from '../../science/models/modelFamily';
import { subspaceSchema } from './subspaceOptions';

const { shape } = subspaceSchema;

export const minimumSchema = z.strictObject({
  data: shape.data,
  label: shape.label,
  family: z
    .string()
    .superRefine((given, context) => {
      const parsed = parseFamily(given);
      if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error });
    })
    .default('mlp(in-{1..64}-out)')
    .meta({
      description: `The networks among which the smallest is looked for: ${familyHelp}`,
      examples: ['mlp(in-{1..64}-out)', 'mlp(in-{8,16,32,64}-{8,16,32,64}-out)', 'linear'],
    }),
  task: z
    .enum(['auto', 'classification', 'regression'])
    .default('auto')
    .describe(
      'auto takes a task:… and a family that ends with 1 for a regression, others for a classification',
    ),
  target: shape.target,
  runs: z.number().int().min(8).max(100_000).default(120).describe('Runs of training at most, all together'),
  minutes: z
    .number()
    .positive()
    .optional()
    .describe('No round of runs begins after so many minutes; without it, runs alone are the budget'),
  width: z
    .union([z.literal('auto'), z.number().int().min(1).max(65_536)])
    .default('auto')
    .describe(
      'Of the network whose directions are counted; auto takes twice the smallest width that suffices',
    ),
  full: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(3)
    .describe(
      'Runs at least in all of parameter space of the widest network, and of that whose directions are counted',
    ),
  epochs: shape.epochs,
  batch: shape.batch,
  optimiser: shape.optimiser,
  rate: shape.rate,
  fullRate: shape.fullRate,
  momentum: shape.momentum,
  schedule: shape.schedule,
  method: shape.method,
  burnIn: shape.burnIn,
  projection: shape.projection,
  test: shape.test,
  normalise: shape.normalise,
  header: shape.header,
  missing: shape.missing,
  predict: z
    .boolean()
    .optional()
    .describe(
      'What the curvature where full training ends predicts of the directions: true, false, or, where it is left out, if that takes less than half a minute',
    ),
  seed: shape.seed,
  maxMemory: shape.maxMemory,
});
export type MinimumSpec = z.infer<typeof minimumSchema>;
