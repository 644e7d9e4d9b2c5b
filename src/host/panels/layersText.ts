import type { LayerResult } from '../../experiments/layers/layerResult';
import type { RunResult } from '../../experiments/run';
import { layerTable } from '../../results/layerBlock';

/** The layers as a Markdown table, with the line that says where they come from. */
export function layersMarkdown(
  { runId, experimentId, provenance }: Pick<RunResult, 'runId' | 'experimentId' | 'provenance'>,
  result: LayerResult,
): string {
  const { path, n } = result.data;
  const source = `${experimentId}: ${path}, ${n} inputs, 95 % intervals, seed ${provenance.seed}, run ${runId}`;
  return `${layerTable(result)}\n\n${source}\n`;
}

/** One estimate a line, numbers in full. */
export function layersCsv({ layers }: LayerResult): readonly (readonly (string | number)[])[] {
  return [
    ['layer', 'depth', 'features', 'key', 'dimension', 'low', 'high', 'level', 'interval_method'],
    ...layers.flatMap(({ name, depth, features, estimates }) =>
      estimates.map((each) => [
        name,
        depth,
        features,
        each.key,
        each.dimension,
        ...each.interval,
        each.level,
        each.intervalMethod,
      ]),
    ),
  ];
}
