import { CodedError } from '../../base/errors';
import type { DataReadOptions } from './dataSet';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import { finishRows } from './finishRows';
import { imageOfAxes } from './imageShape';
import { keptRows, ofKept, placesOf, RowFill } from './keptRows';
import { readNpyHeader, type NpyHeader } from './npyHeader';
import { concat, NumberFill } from './numberFill';
import { fitsFloat32, numberBytes } from './numberTypes';

/**
 * NumPy's `.npy`. The first axis is the points; the others are flattened in C order into features, whatever order
 * the file keeps; a one-dimensional array is one feature. Values stay float32 where that loses nothing.
 */
export class NpyDecoder implements DataDecoder {
  private held: Uint8Array = new Uint8Array(0);
  private seen = 0;
  private array: NpyArray | undefined;

  /** @param labels of the points, where another array holds them. */
  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
    private readonly labels?: readonly string[],
  ) {}

  push(bytes: Uint8Array): void {
    this.seen += bytes.length;
    if (this.array !== undefined) {
      this.array.push(bytes, this.seen);
      return;
    }
    const all = concat(this.held, bytes);
    const header = readNpyHeader(all, this.source.path);
    if (header === undefined) {
      this.held = all;
      return;
    }
    this.array = new NpyArray(header, this.source, this.options, this.labels);
    this.array.push(all.subarray(header.dataOffset), this.seen);
  }

  finish(): DecodedData {
    if (this.array === undefined) {
      throw new CodedError('data.unreadable', `the file ends at byte ${this.seen}, within its header.`, {
        remedy: 'The copy is incomplete: fetch or write it again.',
        location: { file: this.source.path },
      });
    }
    return this.array.finish(this.seen);
  }
}

class NpyArray {
  private readonly rows: number;
  private readonly width: number;
  private readonly expectedBytes: number;
  private readonly fill: NumberFill | RowFill;
  private readonly kept: Int32Array | undefined;
  private readonly cursor: number[];

  constructor(
    private readonly header: NpyHeader,
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
    private readonly labels: readonly string[] | undefined,
  ) {
    const { type, shape, dataOffset, littleEndian, fortranOrder } = header;
    const [rows, ...others] = shape;
    if (rows === undefined)
      throw this.error('the array is a single number, not points.', 'Save a two-dimensional array.');
    this.rows = rows;
    this.width = others.reduce((product, n) => product * n, 1);
    const size = this.rows * this.width;
    if (size === 0) {
      throw this.error(`the array is empty: its shape is (${shape.join(', ')}).`, 'Save at least one point.');
    }
    const bytesEach = fitsFloat32(type) ? 4 : 8;
    this.kept = keptRows(source.path, { rows, width: this.width, bytesEach }, options);
    this.expectedBytes = dataOffset + size * numberBytes(type);
    if (source.bytes !== undefined) this.checkLength(source.bytes);
    this.cursor = shape.map(() => 0);
    const placeOf = placesOf(this.kept, rows);
    this.fill =
      fortranOrder && shape.length > 1
        ? new NumberFill(type, littleEndian, (this.kept?.length ?? rows) * this.width, {
            numbers: size,
            place: () => this.nextFortranPlace(placeOf),
          })
        : new RowFill(type, littleEndian, rows, this.width, this.kept);
  }

  push(bytes: Uint8Array, seen: number): void {
    if (this.fill.push(bytes) > 0) this.checkLength(seen);
  }

  finish(seen: number): DecodedData {
    this.checkLength(seen);
    const { rows, width, labels, kept } = this;
    if (labels !== undefined && labels.length !== rows) {
      throw this.error(
        `the array has ${rows} points, and that of the labels ${labels.length}.`,
        'Name the array of labels that belongs to it.',
      );
    }
    const image = imageOfAxes(this.header.shape.slice(1));
    return finishRows(
      { ...ofKept(kept, rows, labels), width, values: this.fill.values, image },
      this.options,
      this.source.path,
    );
  }

  /** Where the next number of a column-major file belongs in our row-major matrix; −1 where its row is left out. */
  private nextFortranPlace(placeOf: (row: number) => number): number {
    const { shape } = this.header;
    let feature = 0;
    for (let axis = 1; axis < shape.length; axis++)
      feature = feature * (shape[axis] ?? 1) + (this.cursor[axis] ?? 0);
    const row = placeOf(this.cursor[0] ?? 0);
    for (let axis = 0; axis < shape.length; axis++) {
      const next = (this.cursor[axis] ?? 0) + 1;
      this.cursor[axis] = next === shape[axis] ? 0 : next;
      if (next !== shape[axis]) break;
    }
    return row < 0 ? -1 : row * this.width + feature;
  }

  private checkLength(bytes: number): void {
    if (bytes < this.expectedBytes) {
      throw this.error(
        `the file ends at byte ${bytes}, where its header promises ${this.expectedBytes}.`,
        'The copy is incomplete: fetch or write it again.',
      );
    }
    if (bytes > this.expectedBytes) {
      throw this.error(
        `the file has ${bytes} bytes, and its header accounts for ${this.expectedBytes}.`,
        'Save one array a file with numpy.save.',
      );
    }
  }

  private error(message: string, remedy: string): CodedError {
    return new CodedError('data.unreadable', message, { remedy, location: { file: this.source.path } });
  }
}
