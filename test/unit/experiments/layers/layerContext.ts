import type { RunContext } from '../../../../src/experiments/kind';
import { layerDimension } from '../../../../src/experiments/kinds/layerDimension';
import { layerResultSchema, type LayerResult } from '../../../../src/experiments/layers/layerResult';
import type { Representation } from '../../../../src/experiments/layers/representation';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';

export interface Seen extends RunContext {
  readonly fractions: number[];
  readonly messages: string[];
  readonly warnings: string[];
  /** The layers whose values were read, in order. */
  readonly read: string[];
}

/** A worker that holds these layers. @param rowsKnown whether they say how many rows they have before they are read. */
export function layerContext(
  layers: Readonly<Record<string, DataMatrix>>,
  { rowsKnown = true, signal = new AbortController().signal } = {},
): Seen {
  const seen = {
    fractions: [] as number[],
    messages: [] as string[],
    warnings: [] as string[],
    read: [] as string[],
  };
  const representations = Object.entries(layers).map(([name, matrix]): Representation => ({
    name,
    source: `net/${name}.npy`,
    rows: rowsKnown ? matrix.rows : undefined,
    read: (_maxBytes, onProgress) => {
      seen.read.push(name);
      onProgress(1);
      return Promise.resolve(matrix);
    },
  }));
  return {
    ...seen,
    signal,
    seed: 0,
    threads: 1,
    progress(fraction, message) {
      seen.fractions.push(fraction);
      if (seen.messages.at(-1) !== message) seen.messages.push(message);
    },
    warn: (message) => void seen.warnings.push(message),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    readData: () => Promise.reject(new Error('layers are no single data set')),
    readRepresentations: () => Promise.resolve(representations),
  };
}

export async function runLayers(context: RunContext, spec: object = {}): Promise<LayerResult> {
  const parsed = layerDimension.schema.parse({ data: 'net', ...spec });
  return layerResultSchema.parse((await layerDimension.run(parsed, context)).result);
}
