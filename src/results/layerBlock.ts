import { relativePath } from '../base/paths';
import type { LayerResult } from '../experiments/layers/layerResult';
import type { RunResult } from '../experiments/run';
import { formatDimension, formatInterval } from './formatEstimate';
import { cell, inlineText, linkText } from './markdownText';

/** A network's dimensions on lines of their own: a table, the curve over depth, and where the numbers come from. */
export function formatLayerBlock(result: LayerResult, run: RunResult, notePath: string): string {
  return [layerTable(result), picture(result, run, notePath), provenance(result, run)].join('\n\n');
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
  const alignments = ['---', '---:', '---:', ...estimators.map(() => '---:')];
  return [['Layer', 'Depth', 'Features', ...estimators], alignments, ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function picture({ data }: LayerResult, { runId }: RunResult, notePath: string): string {
  const target = `.marginalia/runs/${runId}/plots/layers.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  return `![Dimension of the layers of ${linkText(data.path)}](${link})`;
}

function provenance({ data, layers }: LayerResult, run: RunResult): string {
  const { seed, backend, startedAt } = run.provenance;
  const used = data.n === data.rows ? `${data.n} inputs` : `${data.n} of ${data.rows} inputs`;
  return `*${inlineText(data.path)}: ${used} in ${layers.length} layers, intervals at 95 %; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}
