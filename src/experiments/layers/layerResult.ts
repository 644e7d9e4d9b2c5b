import { z } from 'zod';
import { dimensionEstimateSchema } from '../../science/estimators/estimate';
import { scoreSchema } from '../../science/subspace/outcome';

export const layerEstimatesSchema = z.object({
  /** Unique among the layers; live values name it. */
  name: z.string().min(1),
  /** From 0, the input, to 1, the output. */
  depth: z.number(),
  features: z.number().int(),
  /** Rows equal to an earlier one, which neighbour-based estimators leave out. */
  duplicates: z.number().int(),
  /** In the order they were asked for; without those that the layer allows none of. */
  estimates: z.array(dimensionEstimateSchema),
});
export type LayerEstimates = z.infer<typeof layerEstimatesSchema>;

export const layerResultSchema = z.object({
  kind: z.literal('layer-dimension'),
  data: z.object({
    path: z.string(),
    /** Inputs whose representations were used, the same in every layer. */
    n: z.number().int(),
    /** Inputs that there are. */
    rows: z.number().int(),
  }),
  /** The estimators' keys in the order they were asked for: the first is the one that a layer's name alone stands for. */
  estimators: z.array(z.string()).min(1),
  /** From the input to the output. */
  layers: z.array(layerEstimatesSchema).min(1),
  /** Ids of published curves to draw beside. */
  published: z.array(z.string()),
  warnings: z.array(z.string()),
  /** Of networks that were trained for this; absent where the layers were read. */
  network: z
    .object({
      name: z.string(),
      parameters: z.number().int(),
      epochs: z.number().int(),
      steps: z.number().int(),
      optimiser: z.string(),
      rate: z.number(),
      /** Which rows of the data the layers were measured on. */
      points: z.enum(['test', 'train', 'all']),
      /** At the end of training, one a network. */
      scores: z.array(z.object({ index: z.number().int(), train: scoreSchema, test: scoreSchema })).min(1),
    })
    .optional(),
});
export type LayerResult = z.infer<typeof layerResultSchema>;
