import type { LayerResult } from '../experiments/layers/layerResult';
import type { RunResult } from '../experiments/run';
import { formatDimension, formatInterval } from './formatEstimate';
import { describeReached, describeTraining } from './networkText';
import { markdownTable, pictureLink, provenanceLine } from './resultBlock';

/** A layer's dimensions on lines of their own: a table, the curve over depth, and where the numbers come from. */
export function formatLayerBlock(layers: LayerResult, run: RunResult, notePath: string): string {
  const { data, estimators, network } = layers;
  const used = data.n === data.rows ? `${data.n} inputs` : `${data.n} of ${data.rows} inputs`;
  return [
    layerTable(layers),
    pictureLink(run, notePath, 'layers', `Dimension of the layers of ${data.path}`),
    ...(network === undefined ? [] : [`${describeTraining(network)}: ${describeReached(network)}.`]),
    provenanceLine(
      run,
      data.path,
      `${used} in ${layers.layers.length} layers, ${estimators.length > 1 ? 'intervals at 95 %' : 'interval at 95 %'}`,
    ),
  ].join('\n\n');
}

/** A row a layer, a column an estimator. */
export function layerTable({ estimators, layers }: LayerResult): string {
  const rows = layers.map(({ name, depth, features, estimates }) => [
    name,
    depth.toFixed(2),
    String(features),
    ...estimators.map((key) => {
      const estimate = estimates.find((each) => each.key === key);
      return estimate === undefined ? '–' : `${formatDimension(estimate)} (${formatInterval(estimate)})`;
    }),
  ]);
  const numbers = ['---:', '---:', ...estimators.map(() => '---:')];
  return markdownTable([['Layer', 'Depth', 'Features', ...estimators], ['---', ...numbers], ...rows]);
}
