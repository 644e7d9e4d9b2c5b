import type { ImageShape } from './imageShape';

/** Points in R^D. `values` is row-major, `rows × columns`, finite. */
export interface DataMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array | Float64Array;
}

export interface DataSet {
  readonly matrix: DataMatrix;
  /** What image a row's features are, where the format tells. */
  readonly image?: ImageShape | undefined;
  /** Column names where the file had a header, else `x1` … `xD`. */
  readonly columnNames: readonly string[];
  /** One a row, where a label column was named or the format keeps classes apart. */
  readonly labels: readonly string[] | undefined;
  /** Rows left out because a value was missing, under `missing: drop-rows`. */
  readonly droppedRows: number;
  /** Rows of the file where only those asked for by `keep` were read; undefined where all were. */
  readonly sampledOf?: number | undefined;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
}

/** How to read a data file: what a block's `data`, `header`, `label`, `missing` say. */
export interface DataReadOptions {
  /** What follows `#` in `data`: an array's name, or columns; the default where it is absent. */
  readonly part?: string | undefined;
  readonly header: 'auto' | boolean;
  /** A column's name, or its index from 0. */
  readonly label: string | number | undefined;
  /** What to do with an empty, NaN or infinite value; `refuse` is `error` where a block has no option `missing`. */
  readonly missing: 'error' | 'refuse' | 'drop-rows';
  /**
   * The rows to keep of so many, ascending, where not all are wanted: the others are passed over and take no memory. Seen to by
   * the formats that tell their number of rows in advance (NumPy's, safetensors, IDX, Parquet); the others give all rows.
   */
  readonly keep?: ((rows: number) => Int32Array) | undefined;
  /** Refuse before allocating more than this for the values. */
  readonly maxBytes: number;
}

/** What to do about a value that is missing. */
export function gapRemedy(missing: DataReadOptions['missing']): string {
  return missing === 'refuse'
    ? 'Fill it in.'
    : 'Fill it in, or set `missing: drop-rows` to leave such rows out.';
}
