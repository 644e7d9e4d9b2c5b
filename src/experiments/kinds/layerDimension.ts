import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { leastPoints } from '../../science/estimators/distanceEstimator';
import { parseEstimators } from '../../science/estimators/estimatorSpec';
import { isGenerated } from '../../science/tasks/generatedData';
import type { LayerResult } from '../layers/layerResult';
import { chooseLayers } from '../layers/chooseLayers';
import { measureLayers } from '../layers/measureLayers';
import { publishedIds } from '../../science/layers/publishedCurves';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { estimatorsOption } from './estimatorsOption';

const schema = z.strictObject({
  data: z
    .string()
    .min(1)
    .refine(
      (given) => !isGenerated(given),
      'a manifold or a task is one data set, and layers are several.',
    )
    .describe('A folder of arrays, one a layer, a row an input; or an .npz or .safetensors file of several'),
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
    .describe('Seed of the resampling behind the intervals, and of subsample'),
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
});
type LayerSpec = z.infer<typeof schema>;

/** The dimension of a network's representations, layer by layer, by the estimators of the registry. */
export const layerDimension: ExperimentKind<typeof schema, LayerResult> = {
  id: 'layer-dimension',
  title: 'Dimension of layers',
  description:
    'The intrinsic dimension of the representation in each layer of a network, beside the linear one, from saved activations.',
  starter: ['data: activations'],
  revision: 1,
  schema,
  fileKeys: ['data'],
  readsLayers: true,
  fields: ({ layers = [] }) => ['max', 'last', ...layers],
  run,
};

async function run(spec: LayerSpec, context: RunContext): Promise<KindOutcome<LayerResult>> {
  const parsed = parseEstimators(spec.estimators.join(','));
  if (!parsed.ok) throw new CodedError('experiment.invalid', parsed.error);
  if (context.readRepresentations === undefined) {
    throw new CodedError('internal', 'there is nothing here to read layers with');
  }
  context.progress(0, 'looking for layers');
  const representations = chooseLayers(await context.readRepresentations(spec.data), spec.layers, spec.data);
  if (spec.depths !== undefined && spec.depths.length !== representations.length) {
    throw new CodedError(
      'experiment.invalid',
      `\`depths\` has ${spec.depths.length} numbers for ${representations.length} layers.`,
      { remedy: `Give one a layer: ${representations.map(({ name }) => name).join(', ')}.` },
    );
  }
  const found = await measureLayers(
    representations,
    { ...spec, requests: parsed.value, maxBytes: spec.maxMemory * 2 ** 30 },
    context,
  );
  for (const warning of found.warnings) context.warn(warning);
  return {
    result: {
      kind: 'layer-dimension',
      data: { path: spec.data, n: found.used, rows: found.rows },
      estimators: spec.estimators,
      layers: found.layers,
      published: spec.published,
      warnings: found.warnings,
    },
    backend: found.backend,
    precision: 'float64',
  };
}
