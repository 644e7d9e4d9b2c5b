import { z } from 'zod';
import { leastPoints } from '../../science/estimators/distanceEstimator';
import { publishedFamilies } from '../../science/subspace/publishedThresholds';
import { dataOption } from '../kinds/dataOption';
import { estimatorsOption } from '../kinds/estimatorsOption';
import { ownNetwork, subspaceSchema } from '../kinds/subspaceOptions';
import { fullTraining } from '../kinds/trainingOptions';
import { pointsNames } from '../layers/layerOptions';

const { target, rate, projection, maxMemory } = subspaceSchema.shape;
const { label, ...training } = fullTraining;

/** Networks in one run: each has its rows, points and live value. */
const mostNetworks = 60;

export const familySchema = z
  .strictObject({
    data: dataOption,
    label,
    widths: z
      .array(z.int().min(1).max(65_536))
      .min(1)
      .default([8, 16, 32, 64])
      .describe('Units in each hidden layer, a list: with every depth one network'),
    depths: z
      .array(z.int().min(0).max(20))
      .min(1)
      .default([1, 2])
      .describe('Hidden layers, a list; 0 is a linear model'),
    activation: z.enum(['relu', 'tanh', 'gelu']).default('relu').describe('After every hidden layer'),
    models: z
      .array(ownNetwork)
      .min(2)
      .max(mostNetworks)
      .optional()
      .describe('Networks, a list, in place of widths and depths: [mlp(64-16-10), mlp(64-64-32-10)]'),
    target,
    runs: z
      .int()
      .min(8)
      .max(10_000)
      .default(32)
      .describe(
        'Runs in subspaces at most, for each network: the search spends them where they tell its threshold',
      ),
    full: z
      .int()
      .min(1)
      .max(1000)
      .default(3)
      .describe(
        'Runs in all of parameter space, for each network: those that all fail have no threshold; the layers are theirs',
      ),
    rate,
    ...training,
    projection,
    estimators: estimatorsOption(['twonn', 'mle']),
    points: z
      .enum(pointsNames)
      .default('test')
      .describe(
        'Rows whose representations in the layers are measured: test, those kept for testing; train; all',
      ),
    subsample: z
      .int()
      .min(leastPoints)
      .optional()
      .describe('Use only so many rows, drawn at random, for the dimension of the data and of the layers'),
    published: z
      .array(z.enum(publishedFamilies))
      .default(['mnist-fc', 'table'])
      .describe(`Thresholds of Li et al. 2018 to draw beside: ${publishedFamilies.join(', ')}`),
    seed: z.number().int().nonnegative().default(0).describe('Seed of everything that is drawn'),
    maxMemory,
  })
  .superRefine(({ widths, depths, models }, context) => {
    const networks = models?.length ?? widths.length * depths.length;
    if (networks > mostNetworks)
      context.addIssue({
        code: 'custom',
        path: ['widths'],
        message: `${networks} networks: at most ${mostNetworks} in one run.`,
      });
  });
export type FamilySpec = z.infer<typeof familySchema>;
