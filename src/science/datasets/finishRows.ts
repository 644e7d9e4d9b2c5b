import { CodedError } from '../../base/errors';
import type { DecodedData } from './dataDecoder';
import { gapRemedy, type DataReadOptions } from './dataSet';
import type { ImageShape } from './imageShape';

/** Rows of numbers as a file has them, before labels and gaps are seen to. */
export interface PlainRows {
  readonly rows: number;
  readonly width: number;
  /** Which rows of the file these are, where not all of its `of`. */
  readonly kept?: { readonly rows: Int32Array; readonly of: number } | undefined;
  /** Row-major, `rows × width`; taken over, and overwritten where rows or a column are left out. */
  readonly values: Float32Array | Float64Array;
  /** One a row, where the file keeps classes apart from the numbers. */
  readonly labels?: readonly string[] | undefined;
  /** What image a row is, where the file tells. */
  readonly image?: ImageShape | undefined;
  /** Of the columns, where the file has them. */
  readonly names?: readonly string[];
}

/**
 * Takes the label column out and, under `missing: drop-rows`, the rows with gaps. Throws `data.unreadable` for a
 * label that there is not, a value that is not finite, or where no row or no feature is left.
 */
export function finishRows(plain: PlainRows, options: DataReadOptions, file: string): DecodedData {
  const { width, values } = plain;
  const labelIndex = findLabel(plain, options, file);
  const columns = width - (labelIndex >= 0 ? 1 : 0);
  if (columns === 0) throw failure(file, 'the only column is the label.', 'Leave `label` out.');
  const labels: string[] = [];
  let rows = 0;
  // Rows move up and columns close over the label in place: what is written was read before.
  for (let row = 0; row < plain.rows; row++) {
    if (!keepsRow(plain, row, labelIndex, options, file)) continue;
    let to = rows * columns;
    for (let c = 0; c < width; c++) {
      const value = values[row * width + c] ?? 0;
      if (c === labelIndex) labels.push(String(value));
      else values[to++] = value;
    }
    if (plain.labels !== undefined) labels.push(plain.labels[row] ?? '');
    rows++;
  }
  if (rows === 0)
    throw failure(file, `all ${plain.rows} rows miss a value.`, 'Leave out the columns with gaps.');
  return {
    matrix: { rows, columns, values: values.subarray(0, rows * columns) },
    ...(plain.image === undefined || labelIndex >= 0 ? {} : { image: plain.image }),
    columnNames: Array.from({ length: width }, (_, i) => plain.names?.[i] ?? `x${i + 1}`).filter(
      (_, i) => i !== labelIndex,
    ),
    labels: labelIndex >= 0 || plain.labels !== undefined ? labels : undefined,
    droppedRows: plain.rows - rows,
    ...(plain.kept === undefined ? {} : { sampledOf: plain.kept.of }),
  };
}

function keepsRow(
  { width, values, names, kept }: PlainRows,
  row: number,
  labelIndex: number,
  { missing }: DataReadOptions,
  file: string,
): boolean {
  for (let c = 0; c < width; c++) {
    const value = values[row * width + c] ?? 0;
    if (Number.isFinite(value) || c === labelIndex) continue;
    if (missing === 'drop-rows') return false;
    throw failure(
      file,
      `row ${(kept?.rows[row] ?? row) + 1}, column ${c + 1}${names ? ` (${names[c]})` : ''} has no finite value (${value}).`,
      gapRemedy(missing),
    );
  }
  return true;
}

function findLabel({ width, labels }: PlainRows, { label }: DataReadOptions, file: string): number {
  if (label === undefined) return -1;
  if (labels !== undefined) {
    throw failure(file, 'its classes are kept apart from the values already.', 'Leave `label` out.');
  }
  const index = /^\d+$/.test(String(label).trim()) ? Number(label) : -1;
  if (index >= 0 && index < width) return index;
  throw failure(
    file,
    `there is no column "${label}" to be the label: the columns of this format have no names.`,
    `Give an index from 0 to ${width - 1}.`,
  );
}

function failure(file: string, message: string, remedy: string): CodedError {
  return new CodedError('data.unreadable', message, { remedy, location: { file } });
}
