import type { DataReadOptions } from './dataSet';
import type { PlainRows } from './finishRows';
import { checkMemory } from './memory';
import { NumberFill } from './numberFill';
import { numberBytes, type NumberType } from './numberTypes';

/** Rows that an Int32Array can number. */
const mostRows = 2 ** 31 - 1;

/**
 * Which of a file's rows are read, by `options.keep`; undefined for all. Throws `data.too-large` where their values, and what it
 * takes to choose them, would need more than `options.maxBytes`. Call before allocating.
 *
 * @param bytesEach that a value takes in memory.
 */
export function keptRows(
  path: string,
  { rows, width, bytesEach }: { readonly rows: number; readonly width: number; readonly bytesEach: number },
  { keep, maxBytes }: Pick<DataReadOptions, 'keep' | 'maxBytes'>,
): Int32Array | undefined {
  if (keep === undefined) {
    checkMemory(path, rows * width, bytesEach, maxBytes);
    return undefined;
  }
  const bytesARow = Int32Array.BYTES_PER_ELEMENT;
  checkMemory(path, rows, bytesARow, Math.min(maxBytes, mostRows * bytesARow));
  const kept = keep(rows);
  checkMemory(path, kept.length * width, bytesEach, maxBytes);
  return kept.length === rows ? undefined : kept;
}

/** For each row of the file where it comes among the kept ones, −1 for those that are left out; the row itself where all are kept. */
export function placesOf(kept: Int32Array | undefined, rows: number): (row: number) => number {
  if (kept === undefined) return (row) => row;
  const places = new Int32Array(rows).fill(-1);
  kept.forEach((row, i) => (places[row] = i));
  return (row) => places[row] ?? -1;
}

/** The values of all rows of a file, or of the kept ones, filled out of its bytes in row-major order, in any pieces. */
export class RowFill {
  private readonly fill: NumberFill;
  private readonly rowBytes: number;
  private readonly bytes: number;
  private seen = 0;
  private next = 0;

  /** @param kept ascending; all where it is undefined. */
  constructor(
    type: NumberType,
    littleEndian: boolean,
    rows: number,
    width: number,
    private readonly kept: Int32Array | undefined,
  ) {
    this.rowBytes = width * numberBytes(type);
    this.bytes = rows * this.rowBytes;
    this.fill = new NumberFill(type, littleEndian, (kept?.length ?? rows) * width);
  }

  get values(): Float32Array | Float64Array {
    return this.fill.values;
  }

  /** Whether the last row's last byte was seen. */
  get isFull(): boolean {
    return this.seen === this.bytes;
  }

  /** Returns how many of the bytes come after the last row. */
  push(piece: Uint8Array): number {
    const own = piece.subarray(0, Math.min(piece.length, this.bytes - this.seen));
    if (this.kept === undefined) this.fill.push(own);
    else this.pick(own, this.kept);
    this.seen += own.length;
    return piece.length - own.length;
  }

  private pick(bytes: Uint8Array, kept: Int32Array): void {
    for (; this.next < kept.length; this.next++) {
      const start = (kept[this.next] as number) * this.rowBytes - this.seen;
      if (start >= bytes.length) return;
      const end = start + this.rowBytes;
      this.fill.push(bytes.subarray(Math.max(0, start), Math.min(end, bytes.length)));
      if (end > bytes.length) return;
    }
  }
}

/** What to call the kept of a file's rows, with the labels that are theirs. */
export function ofKept(
  kept: Int32Array | undefined,
  rows: number,
  labels?: readonly string[],
): Pick<PlainRows, 'rows' | 'kept' | 'labels'> {
  if (kept === undefined) return { rows, labels };
  return {
    rows: kept.length,
    kept: { rows: kept, of: rows },
    labels: labels && Array.from(kept, (row) => labels[row] ?? ''),
  };
}
