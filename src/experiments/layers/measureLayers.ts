import { throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { takeRows } from '../../science/datasets/duplicates';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { callingThread } from '../../science/neighbours';
import { contextPart } from '../kinds/contextPart';
import { Stages } from '../kinds/stages';
import { subsampleRows } from '../kinds/subsampleRows';
import type { RunContext } from '../kind';
import type { LayerEstimates } from './layerResult';
import { measureLayer, type MeasuredLayer } from './measureLayer';
import type { Representation } from './representation';

export interface LayerOptions {
  readonly requests: readonly EstimatorSpec[];
  readonly seed: number;
  /** So many of the inputs, the same ones in every layer. */
  readonly subsample?: number | undefined;
  /** One a layer, 0 to 1; evenly spaced where they are left out. */
  readonly depths?: readonly number[] | undefined;
  /** Bytes that a layer's values may take. */
  readonly maxBytes: number;
}

export interface MeasuredLayers {
  readonly layers: LayerEstimates[];
  /** Inputs that there are, and those used. */
  readonly rows: number;
  readonly used: number;
  readonly backend: string;
  readonly warnings: string[];
}

/**
 * The dimension of a network's representations, layer by layer (Ansuini, Laio, Macke, Zoccolan 2019, "Intrinsic dimension
 * of data representations in deep neural networks"). One layer is in memory at a time, and of it no more than the rows
 * that are used, where its file lets them be read alone. An estimator that a layer allows
 * no estimate of is left out there, with a warning.
 *
 * @param representations from input to output; at least one.
 * @throws `data.unreadable` where a layer has not as many rows as the first, naming it; `estimate.impossible` where no
 *   layer allows an estimate.
 */
export async function measureLayers(
  representations: readonly Representation[],
  options: LayerOptions,
  context: RunContext,
): Promise<MeasuredLayers> {
  for (const { source, rows } of representations) checkRows(representations[0], source, rows);
  const backend = context.neighbours ?? callingThread();
  const layers: LayerEstimates[] = [];
  const measured: MeasuredLayer[] = [];
  const warnings: string[] = [];
  let first: { source: string; rows: number } | undefined;
  let used = 0;
  for (const [i, representation] of representations.entries()) {
    throwIfAborted(context.signal);
    const { name, source } = representation;
    const stages = new Stages(
      contextPart(context, i / representations.length, (i + 1) / representations.length, name),
    );
    const chosen = (count: number): Int32Array => subsampleRows(count, options);
    const keep = options.subsample === undefined ? undefined : chosen;
    const read = await stages.run('reading', 0.1, ({ onProgress }) =>
      representation.read(options.maxBytes, onProgress, keep),
    );
    const rows = read.sampledOf ?? read.rows;
    first ??= { source, rows };
    checkRows(first, source, rows);
    const matrix = read.sampledOf === undefined ? takeRows(read, chosen(rows)) : read;
    used = matrix.rows;
    const layer = await measureLayer(matrix, source, options, stages, backend);
    measured.push(layer);
    warnings.push(...warningsOf(name, layer, matrix.rows));
    warnings.push(...layer.notices.filter((notice) => !warnings.includes(notice)));
    const depth = options.depths?.[i] ?? i / Math.max(1, representations.length - 1);
    layers.push({
      name,
      depth,
      features: matrix.columns,
      duplicates: layer.duplicates,
      estimates: [...layer.estimates],
    });
  }
  if (layers.every(({ estimates }) => estimates.length === 0)) {
    throw (
      measured.flatMap(({ refusals }) => refusals)[0] ?? new CodedError('internal', 'no layer was measured')
    );
  }
  const searched = measured.map((layer) => layer.backend).find((each) => each !== '');
  return { layers, rows: first?.rows ?? 0, used, backend: searched ?? 'javascript, 1 thread', warnings };
}

function checkRows(
  first: { readonly source: string; readonly rows: number | undefined } | undefined,
  source: string,
  rows: number | undefined,
): void {
  if (first?.rows === undefined || rows === undefined || rows === first.rows) return;
  throw new CodedError('data.unreadable', `it has ${rows} rows where ${first.source} has ${first.rows}.`, {
    remedy:
      'Save every layer for the same inputs in the same order, or name the layers to compare in `layers`.',
    location: { file: source },
  });
}

function warningsOf(name: string, { duplicates, refusals }: MeasuredLayer, rows: number): string[] {
  return [
    ...(duplicates > 0
      ? [`${name}: ${duplicates} of ${rows} rows equal an earlier one; estimators of points leave them out.`]
      : []),
    ...refusals.map(({ message }) => `${name}: no estimate: ${message}`),
  ];
}
