import { CodedError } from '../../base/errors';
import { parseEstimators, type EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { layerNames } from '../../science/models/layerNames';
import { withDataWidths } from '../../science/models/dataWidths';
import { parseModel } from '../../science/models/modelSpec';
import { checkDepths, chooseLayers } from '../layers/chooseLayers';
import { layerSchema, type LayerSpec } from '../layers/layerOptions';
import type { LayerResult } from '../layers/layerResult';
import { measureLayers, type MeasuredLayers } from '../layers/measureLayers';
import { trainedLayers, type MeasuredNetwork } from '../layers/trainedLayers';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';

/** The dimension of a network's representations, layer by layer, by the estimators of the registry. */
export const layerDimension: ExperimentKind<typeof layerSchema, LayerResult> = {
  id: 'layer-dimension',
  title: 'Dimension of layers',
  description:
    'The intrinsic dimension of the representation in each layer of a network, beside the linear one: from saved activations, or of a network trained here.',
  starter: ['data: activations'],
  revision: 2,
  schema: layerSchema,
  fileKeys: ['data'],
  modelKeys: ['model'],
  readsLayers: { unless: 'model', names: 'layers' },
  fields: ({ layers, model }) => ['max', 'last', ...(layers ?? trainedNames(model))],
  run,
};

async function run(spec: LayerSpec, context: RunContext): Promise<KindOutcome<LayerResult>> {
  const parsed = parseEstimators(spec.estimators.join(','));
  if (!parsed.ok) throw new CodedError('experiment.invalid', parsed.error);
  const found: MeasuredLayers & Partial<MeasuredNetwork> =
    spec.model === undefined
      ? await savedLayers(spec, parsed.value, context)
      : await trainedLayers({ ...spec, model: spec.model }, parsed.value, context);
  for (const warning of found.warnings) context.warn(warning);
  return {
    result: {
      kind: 'layer-dimension',
      data: { path: spec.data, n: found.used, rows: found.rows },
      estimators: spec.estimators,
      layers: found.layers,
      published: spec.published,
      warnings: found.warnings,
      ...(found.network === undefined ? {} : { network: found.network }),
    },
    backend: found.backend,
    precision: found.network === undefined ? 'float64' : 'float32 training, float64 estimates',
  };
}

async function savedLayers(
  spec: LayerSpec,
  requests: readonly EstimatorSpec[],
  context: RunContext,
): Promise<MeasuredLayers> {
  if (context.readRepresentations === undefined) {
    throw new CodedError('internal', 'there is nothing here to read layers with');
  }
  context.progress(0, 'looking for layers');
  const representations = chooseLayers(await context.readRepresentations(spec.data), spec.layers, spec.data);
  checkDepths(
    spec.depths,
    representations.map(({ name }) => name),
  );
  return measureLayers(representations, { ...spec, requests, maxBytes: spec.maxMemory * 2 ** 30 }, context);
}

/** The layers of a network before it is trained; none where there is none, or its text is no model. */
function trainedNames(model: string | undefined): string[] {
  const parsed = model === undefined ? undefined : parseModel(withDataWidths(model, 1, 1));
  if (parsed?.ok !== true) return [];
  const { widths, image } = parsed.value;
  const count = image === undefined ? (widths?.length ?? 2) - 1 : image.units.length + 1;
  return ['input', ...layerNames(count, image?.stages)];
}
