import type { DataMatrix } from '../../science/datasets/dataSet';
import { takeRows } from '../../science/datasets/duplicates';
import { overNetworks } from '../../science/layers/overNetworks';
import type { LayerValues } from '../../science/models/objective';
import type { TrainingData } from '../../science/models/networkObjective';
import type { RunContext } from '../kind';
import type { LayerEstimates } from './layerResult';
import { measureLayers, type LayerOptions, type MeasuredLayers } from './measureLayers';
import type { Representation } from './representation';
import type { TrainedNetwork } from './trainNetworks';

/** What the networks are given: the input layer, which all of them share. */
export function inputLayer({ rows, columns, features }: TrainingData, points: Int32Array): LayerValues {
  const { values } = takeRows({ rows, columns, values: features }, points);
  return { name: 'input', columns, values: Float32Array.from(values) };
}

/**
 * The dimension of every layer over networks that are alike but for their chance: of the input once, of the others the
 * mean over the networks with its interval. A layer that allows no estimate in one network counts in the others.
 *
 * @param input of all of them; undefined where it is not asked for.
 * @param networks at least one, all with the same layers, which are those asked for.
 */
export async function measureNetworks(
  input: LayerValues | undefined,
  networks: readonly TrainedNetwork[],
  options: Omit<LayerOptions, 'subsample' | 'maxBytes'> & { readonly source: string },
  context: RunContext,
): Promise<MeasuredLayers> {
  const alone = networks.length === 1;
  const each = networks.flatMap(({ outcome, layers }) =>
    layers.map((layer) =>
      representationOf(
        layer,
        alone ? layer.name : `${layer.name} of network ${outcome.index + 1}`,
        options.source,
      ),
    ),
  );
  const first = input === undefined ? [] : [representationOf(input, input.name, options.source)];
  const found = await measureLayers(
    [...first, ...each],
    { ...options, depths: undefined, maxBytes: Infinity },
    context,
  );
  const shared = found.layers.slice(0, first.length);
  const perNetwork = (networks[0]?.layers ?? []).map((layer, l) => {
    const same = networks.flatMap((_, n) => {
      const measured = found.layers[first.length + n * (networks[0]?.layers.length ?? 0) + l];
      return measured === undefined ? [] : [measured];
    });
    return mergeLayer(layer.name, same, options.requests);
  });
  return { ...found, layers: placed([...shared, ...perNetwork], options.depths) };
}

function representationOf({ columns, values }: LayerValues, name: string, source: string): Representation {
  const matrix: DataMatrix = { rows: values.length / columns, columns, values };
  return { name, source, rows: matrix.rows, read: () => Promise.resolve(matrix) };
}

function mergeLayer(
  name: string,
  layers: readonly LayerEstimates[],
  requests: LayerOptions['requests'],
): Omit<LayerEstimates, 'depth'> {
  const estimates = requests.flatMap(({ key }) => {
    const same = layers.flatMap((layer) => layer.estimates.filter((each) => each.key === key));
    return same.length === 0 ? [] : [overNetworks(same)];
  });
  return {
    name,
    features: layers[0]?.features ?? 0,
    duplicates: Math.max(0, ...layers.map(({ duplicates }) => duplicates)),
    estimates,
  };
}

function placed(
  layers: readonly Omit<LayerEstimates, 'depth'>[],
  depths: readonly number[] | undefined,
): LayerEstimates[] {
  return layers.map((layer, i) => ({ ...layer, depth: depths?.[i] ?? i / Math.max(1, layers.length - 1) }));
}
