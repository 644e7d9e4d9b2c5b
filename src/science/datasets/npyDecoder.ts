import { CodedError } from '../../base/errors';
import type { DataReadOptions } from './dataSet';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import { checkMemory } from './memory';
import { npyNumberReader, npyTypeBytes, npyTypeFitsFloat32 } from './npyNumbers';
import { readNpyHeader, type NpyHeader } from './npyHeader';

/**
 * NumPy's `.npy`. The first axis is the points; the others are flattened in C order into features, whatever order
 * the file keeps; a one-dimensional array is one feature. Values stay float32 where that loses nothing.
 */
export class NpyDecoder implements DataDecoder {
  private held = new Uint8Array(0);
  private seen = 0;
  private array: NpyArray | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
  ) {}

  push(bytes: Uint8Array): void {
    this.seen += bytes.length;
    const all = this.held.length === 0 ? bytes : concat(this.held, bytes);
    if (this.array === undefined) {
      const header = readNpyHeader(all, this.source.path);
      if (header === undefined) {
        this.held = all.slice();
        return;
      }
      this.array = new NpyArray(header, this.source, this.options);
      this.held = this.array.push(all.subarray(header.dataOffset));
    } else {
      this.held = this.array.push(all);
    }
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
  private readonly size: number;
  private readonly values: Float32Array | Float64Array;
  private filled = 0;
  private readonly cursor: number[];

  constructor(
    private readonly header: NpyHeader,
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
  ) {
    const [rows, ...others] = header.shape;
    if (rows === undefined)
      throw this.error('the array is a single number, not points.', 'Save a two-dimensional array.');
    this.rows = rows;
    this.width = others.reduce((product, n) => product * n, 1);
    this.size = this.rows * this.width;
    if (this.size === 0) {
      throw this.error(
        `the array is empty: its shape is (${header.shape.join(', ')}).`,
        'Save at least one point.',
      );
    }
    const float32 = npyTypeFitsFloat32(header.type);
    checkMemory(source.path, this.size, float32 ? 4 : 8, options.maxBytes);
    this.checkLength();
    this.values = float32 ? new Float32Array(this.size) : new Float64Array(this.size);
    this.cursor = header.shape.map(() => 0);
  }

  /** Takes whole numbers; returns the bytes of the one that was cut. */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const each = npyTypeBytes(this.header.type);
    const n = Math.min(Math.floor(bytes.length / each), this.size - this.filled);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const read = npyNumberReader(this.header.type, view, this.header.littleEndian);
    if (this.header.fortranOrder && this.header.shape.length > 1) {
      for (let i = 0; i < n; i++) this.values[this.nextFortranIndex()] = read(i * each);
    } else {
      for (let i = 0; i < n; i++) this.values[this.filled + i] = read(i * each);
    }
    this.filled += n;
    return bytes.slice(n * each);
  }

  finish(seen: number): DecodedData {
    if (this.filled < this.size) throw this.truncated(seen);
    const labelIndex = this.labelIndex();
    const columns = this.width - (labelIndex >= 0 ? 1 : 0);
    if (columns === 0) throw this.error('the only column is the label.', 'Leave `label` out.');
    const labels: string[] = [];
    let rows = 0;
    // Rows move up and columns close over the label in place: what is written was read before.
    for (let row = 0; row < this.rows; row++) {
      if (this.keepRow(row, labelIndex)) {
        let to = rows * columns;
        for (let c = 0; c < this.width; c++) {
          const value = this.values[row * this.width + c] ?? 0;
          if (c === labelIndex) labels.push(String(value));
          else this.values[to++] = value;
        }
        rows++;
      }
    }
    if (rows === 0)
      throw this.error(`all ${this.rows} rows miss a value.`, 'Leave out the columns with gaps.');
    return {
      matrix: { rows, columns, values: this.values.subarray(0, rows * columns) },
      columnNames: Array.from({ length: this.width }, (_, i) => `x${i + 1}`).filter(
        (_, i) => i !== labelIndex,
      ),
      labels: labelIndex >= 0 ? labels : undefined,
      droppedRows: this.rows - rows,
    };
  }

  private keepRow(row: number, labelIndex: number): boolean {
    for (let c = 0; c < this.width; c++) {
      const value = this.values[row * this.width + c] ?? 0;
      if (Number.isFinite(value) || c === labelIndex) continue;
      if (this.options.missing === 'drop-rows') return false;
      throw this.error(
        `row ${row + 1}, column ${c + 1} has no finite value (${value}).`,
        'Fill it in, or set `missing: drop-rows` to leave such rows out.',
      );
    }
    return true;
  }

  private labelIndex(): number {
    const { label } = this.options;
    if (label === undefined) return -1;
    const index = /^\d+$/.test(String(label).trim()) ? Number(label) : -1;
    if (index >= 0 && index < this.width) return index;
    throw this.error(
      `there is no column "${label}" to be the label: the columns of a .npy file have no names.`,
      `Give an index from 0 to ${this.width - 1}.`,
    );
  }

  /** Where the next number of a column-major file belongs in our row-major matrix. */
  private nextFortranIndex(): number {
    const { shape } = this.header;
    let index = 0;
    for (let axis = 0; axis < shape.length; axis++)
      index = index * (shape[axis] ?? 1) + (this.cursor[axis] ?? 0);
    for (let axis = 0; axis < shape.length; axis++) {
      const next = (this.cursor[axis] ?? 0) + 1;
      this.cursor[axis] = next === shape[axis] ? 0 : next;
      if (next !== shape[axis]) break;
    }
    return index;
  }

  private checkLength(): void {
    const expected = this.header.dataOffset + this.size * npyTypeBytes(this.header.type);
    if (this.source.bytes < expected) throw this.truncated(this.source.bytes);
    if (this.source.bytes > expected) {
      throw this.error(
        `the file has ${this.source.bytes} bytes, and its header accounts for ${expected}.`,
        'Save one array a file with numpy.save.',
      );
    }
  }

  private truncated(bytes: number): CodedError {
    const expected = this.header.dataOffset + this.size * npyTypeBytes(this.header.type);
    return this.error(
      `the file ends at byte ${bytes}, where its header promises ${expected}.`,
      'The copy is incomplete: fetch or write it again.',
    );
  }

  private error(message: string, remedy: string): CodedError {
    return new CodedError('data.unreadable', message, { remedy, location: { file: this.source.path } });
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
