import { z } from 'zod';
import { leastPoints } from '../../science/estimators/distanceEstimator';
import { publishedIds } from '../../science/layers/publishedCurves';
import { isGenerated } from '../../science/tasks/generatedData';
import { estimatorsOption } from '../kinds/estimatorsOption';
import { subspaceSchema } from '../kinds/subspaceOptions';
import { optionalTraining } from '../kinds/trainingOptions';

/** Which rows of the data the networks are looked at with. */
export const pointsNames = ['test', 'train', 'all'] as const;

const trained = {
  ...optionalTraining,
  seeds: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Networks trained, each from its own initialisation (3 unless said): the intervals hold their spread',
    ),
  points: z
    .enum(pointsNames)
    .optional()
    .describe(
      'Rows whose representations are measured: test, those kept for testing (unless said), train or all',
    ),
};

/** What only a network that is trained here has. */
const trainedKeys = Object.keys(trained) as (keyof typeof trained)[];

export const layerSchema = z
  .strictObject({
    data: z
      .string()
      .min(1)
      .refine(
        (given) => !isGenerated(given),
        'a manifold or a task is one data set, and layers are several; it has no answers that a network could be trained on.',
      )
      .describe(
        'A folder of arrays, one a layer, a row an input; or an .npz or .safetensors file of several; with model, a data set to train it on',
      ),
    model: subspaceSchema.shape.model
      .optional()
      .describe(
        `A network to train on the data, in place of saved activations: ${subspaceSchema.shape.model.description ?? ''}`,
      ),
    ...trained,
    layers: z
      .union([z.string(), z.array(z.union([z.string(), z.number().transform(String)])).min(1)])
      .transform((given) => (typeof given === 'string' ? given.split(',').map((name) => name.trim()) : given))
      .refine((names) => new Set(names).size === names.length, 'a layer is named twice.')
      .optional()
      .describe(
        'The layers to measure, from input to output; all in the natural order of their names unless said',
      ),
    depths: z
      .array(z.number().min(0).max(1))
      .min(1)
      .refine(
        (depths) => depths.every((depth, i) => i === 0 || depth > (depths[i - 1] ?? 0)),
        'depths must grow from layer to layer.',
      )
      .optional()
      .describe('The relative depth of each layer, 0 to 1; evenly spaced unless said'),
    estimators: estimatorsOption(['twonn', 'pca(version=ratio,alpha=0.9)']),
    seed: z
      .number()
      .int()
      .nonnegative()
      .default(0)
      .describe('Seed of the resampling behind the intervals, of subsample, and of the networks trained'),
    subsample: z
      .number()
      .int()
      .min(leastPoints)
      .optional()
      .describe('Use only so many inputs, drawn at random, the same in every layer'),
    published: z
      .array(z.enum(publishedIds))
      .default([])
      .describe(`Published curves to draw beside: ${publishedIds.join(', ')}`),
    maxMemory: z
      .number()
      .positive()
      .default(4)
      .describe('Gigabytes that the values of one layer may take; more is refused before it is read'),
  })
  .superRefine((spec, context) => {
    if (spec.model !== undefined) return;
    for (const key of trainedKeys) {
      if (spec[key] !== undefined)
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `the option ${key} belongs to a network that is trained here: name one by model, or leave ${key} out.`,
        });
    }
  });
export type LayerSpec = z.infer<typeof layerSchema>;
