import type { DataMatrix } from '../../science/datasets/dataSet';

/**
 * The representation of a set of inputs in one layer of a network: a point a row, the same inputs in the same order in
 * every layer. Where it comes from is the business of who hands it over: a file, an archive, a network in training.
 */
export interface Representation {
  /** Unique among the layers. Plots and live values name it. */
  readonly name: string;
  /** What a message names when something is wrong with it: a path as the user wrote it. */
  readonly source: string;
  /** Inputs, where that is known before they are read. */
  readonly rows: number | undefined;
  /** Throws `data.*` for what is no finite numbers, and `data.too-large` beyond `maxBytes`. */
  read(maxBytes: number, onProgress: (fraction: number) => void): Promise<DataMatrix>;
}
