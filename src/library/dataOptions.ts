import type { NumberArray } from './points';

/** How to read a data file. */
export interface ReadOptions {
  /** A column that is no feature: its name, or its index from 0. */
  readonly label?: string | number;
  /** Whether the first line of a `.csv` or `.tsv` names the columns. Default `auto`. */
  readonly header?: 'auto' | boolean;
  /** What to do with an empty, NaN or infinite value. Default `error`. */
  readonly missing?: 'error' | 'drop-rows';
  /** Gigabytes that the values may take; more is refused before it is read. Default 4. */
  readonly maxMemory?: number;
  /** Cancels. */
  readonly signal?: AbortSignal;
  /** Told the share that is read, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Points from a file. */
export interface Data extends NumberArray {
  /** `[rows, features]`. */
  readonly shape: readonly [rows: number, features: number];
  /** The features' names: the file's, else `x1`, `x2` … */
  readonly columns: readonly string[];
  /** One a row, where a label column was named or the format keeps classes apart. */
  readonly labels: readonly string[] | undefined;
  /** Rows left out because a value was missing. */
  readonly droppedRows: number;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
}

/** What every manifold takes; a family's own parameters, such as `d`, stand beside them. */
export interface ManifoldOptions {
  /** How many points. Default 2500. */
  readonly n?: number;
  /** The same seed gives the same points, on any machine. Default 0. */
  readonly seed?: number;
  /** Standard deviation of normal noise on every coordinate. Default 0. */
  readonly noise?: number;
  /** A parameter of the family: `d`, `ambient`, `radius`, `curvature` … */
  readonly [parameter: string]: number | undefined;
}

/** Points drawn from a manifold, and the answer. */
export interface ManifoldSample extends NumberArray {
  /** `[n, ambient]`. */
  readonly shape: readonly [n: number, ambient: number];
  /** The intrinsic dimension; several where parts of the manifold differ in it. */
  readonly dimensions: readonly number[];
  /** Which part each point is of, where there are several. */
  readonly labels: readonly string[] | undefined;
}
