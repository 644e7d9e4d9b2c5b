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
  /**
   * Throws `data.*` for what is no finite numbers among the rows read, and `data.too-large` beyond `maxBytes`.
   *
   * @param keep the inputs wanted of so many, ascending. Where they can be read alone, no others are, and the answer says
   *   of how many they are; else all are read.
   */
  read(
    maxBytes: number,
    onProgress: (fraction: number) => void,
    keep?: (rows: number) => Int32Array,
  ): Promise<RepresentationRows>;
}

export interface RepresentationRows extends DataMatrix {
  /** Inputs that there are, where these are only those asked for. */
  readonly sampledOf?: number | undefined;
}
