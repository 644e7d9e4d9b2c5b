import { z } from 'zod';
import { parseShape, shapeHelp } from '../../science/datasets/imageShape';
import { withDataWidths } from '../../science/models/dataWidths';
import { isModelFile } from '../../science/models/layersFile';
import { modelHelp, parseModel } from '../../science/models/modelSpec';
import { checkSymmetry, symmetryHelp } from '../../science/models/featureGroup';
import { methodNames } from '../../science/subspace/openSubspace';
import { optimiserNames } from '../../science/subspace/optimiser';
import { projectionKinds } from '../../science/subspace/projections';
import { parseSchedule } from '../../science/subspace/schedule';
import { parseTarget, targetHelp } from '../../science/subspace/target';
import { secondPhases } from '../../science/subspace/trainReplica';
import { normalisations } from '../../science/subspace/trainingInput';
import { ok, type Result } from '../../base/result';
import { dataOption } from './dataOption';

/** Text that a parser must accept; its sentence is the problem that is shown. */
export function parsed(parse: (text: string) => Result<unknown, string>): z.ZodString {
  return z.string().superRefine((given, context) => {
    const result = parse(given);
    if (!result.ok) context.addIssue({ code: 'custom', message: result.error });
  });
}

const networkHelp = `The network: ${modelHelp}; mlp(in-32-out) takes inputs and outputs from the data`;

/** A network of ours, its widths perhaps from the data, or a model's file. */
export function checkModel(text: string): Result<unknown, string> {
  return isModelFile(text) ? ok(text) : parseModel(withDataWidths(text, 1, 1));
}

/** A network of ours, for kinds that look into it. */
export const ownNetwork = parsed((text) => parseModel(withDataWidths(text, 1, 1))).describe(networkHelp);

export const subspaceSchema = z.strictObject({
  data: dataOption,
  label: z
    .union([z.string().min(1), z.number().int().nonnegative()])
    .optional()
    .describe(
      'The column to predict, by name or by index from 0; not needed where a format keeps labels apart',
    ),
  model: parsed(checkModel).describe(
    `${networkHelp}; or a file, models/mine/model.json: any model of TensorFlow.js Layers (slower)`,
  ),
  begin: z
    .enum(['stored', 'drawn'])
    .optional()
    .describe(
      'Of a model from a file: stored, every run begins at its weights (where it has some, unless said); drawn, each at what its initialisers draw',
    ),
  shape: parsed(parseShape)
    .optional()
    .describe(`What image a row is, where a model takes images and the file does not tell: ${shapeHelp}`),
  task: z
    .enum(['auto', 'classification', 'regression'])
    .default('auto')
    .describe(
      'auto takes a model with one output, and data of a task, whose answers are numbers, for a regression; others for a classification',
    ),
  target: parsed(parseTarget).default('accuracy >= 0.9').describe(`When a run has succeeded: ${targetHelp}`),
  dimensions: z
    .union([z.literal('auto'), z.array(z.number().int().min(1).max(1_000_000)).min(1)])
    .default('auto')
    .describe('Dimensions d of the subspaces, a list; auto looks where they tell most of the threshold'),
  runs: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(60)
    .describe('Runs in subspaces at most, where dimensions are auto'),
  seeds: z.number().int().min(1).max(10_000).default(5).describe('Runs at each dimension of a list'),
  full: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(3)
    .describe('Runs in all of parameter space, to tell failures of training from failures of the subspace'),
  epochs: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(50)
    .describe('Passes over the training rows in a run'),
  batch: z.number().int().min(1).max(1_000_000).default(128).describe('Rows in a step'),
  optimiser: z
    .enum(optimiserNames)
    .default('adam')
    .describe(
      'sgd, momentum, adam, or larsen-adam: that of Larsen et al., whose steps are about 0.316 as long',
    ),
  rate: z.number().positive().default(0.05).describe('Learning rate in a subspace'),
  fullRate: z
    .number()
    .positive()
    .default(0.005)
    .describe('Learning rate in all of parameter space, where a step moves every parameter by it'),
  momentum: z.number().min(0).lt(1).default(0.9).describe('Decay of the optimiser named momentum'),
  schedule: parsed(parseSchedule)
    .default('constant')
    .describe('Of the learning rate: constant, cosine or step(every=10, factor=0.5)'),
  method: z
    .enum(methodNames)
    .default('random')
    .describe(
      'random; burn-in (random, from where burnIn steps in full space lead); lottery-subspace (principal directions of a full training); lottery-ticket (its largest weights)',
    ),
  burnIn: z.number().int().min(1).max(1_000_000).default(64).describe('Steps of burn-in'),
  symmetry: parsed(checkSymmetry)
    .optional()
    .describe(`Holds the network to functions that a group leaves as they are: ${symmetryHelp}`),
  then: z
    .enum(secondPhases)
    .optional()
    .describe(
      'A second phase of the runs in subspaces, from where the first led: full (all of parameter space) or random (another random subspace of as many dimensions)',
    ),
  thenEpochs: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Epochs of the second phase, out of epochs; half of them where it is left out'),
  projection: z
    .enum(projectionKinds)
    .default('dense')
    .describe('How a subspace lies: dense (Gaussian), sparse or fastfood; the latter two for large models'),
  test: z.number().gt(0).lt(1).default(0.2).describe('Share of the rows that is kept for testing'),
  normalise: z
    .enum(normalisations)
    .default('global')
    .describe('Bring features to mean 0 and variance 1: global (all together), features (each) or none'),
  header: z
    .union([z.literal('auto'), z.boolean()])
    .default('auto')
    .describe('Whether the first line names the columns: auto, true or false'),
  missing: z
    .enum(['error', 'drop-rows'])
    .default('error')
    .describe('What to do with empty, NaN or infinite values: error or drop-rows'),
  predict: z
    .boolean()
    .optional()
    .describe(
      'true draws what the curvature where full training ends predicts of the threshold: up to three full trainings more, and products with a Gauss–Newton matrix, on one core',
    ),
  seed: z.number().int().nonnegative().default(0).describe('Seed of everything that is drawn'),
  maxMemory: z
    .number()
    .positive()
    .default(4)
    .describe('Gigabytes that the values and the projections may take; more is refused before it is tried'),
});
export type SubspaceSpec = z.infer<typeof subspaceSchema>;
