import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { finishRows, type PlainRows } from './finishRows';
import { imageOfAxes, type ImageShape } from './imageShape';
import { keptRows, ofKept, RowFill } from './keptRows';
import { concat } from './numberFill';
import { fitsFloat32, numberBytes, type NumberType } from './numberTypes';

const types: Readonly<Record<number, NumberType>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/**
 * MNIST's IDX: two zero bytes, a type, the number of axes, their sizes (32 bits), the numbers; all big-endian.
 * The first axis is the points; the others, such as rows and columns of an image, are flattened into features.
 */
export class IdxDecoder implements DataDecoder {
  private held: Uint8Array = new Uint8Array(0);
  private seen = 0;
  private expected = 0;
  private array:
    | {
        rows: number;
        width: number;
        fill: RowFill;
        kept: Int32Array | undefined;
        image: ImageShape | undefined;
      }
    | undefined;

  /** @param labels classes of the points, from the file beside. */
  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
    private readonly labels?: readonly string[],
  ) {}

  push(bytes: Uint8Array): void {
    this.seen += bytes.length;
    let rest = bytes;
    if (this.array === undefined) {
      this.held = concat(this.held, bytes);
      const dataOffset = this.readHeader(this.held);
      if (dataOffset === undefined) return;
      rest = this.held.subarray(dataOffset);
      this.held = new Uint8Array(0);
    }
    if ((this.array?.fill.push(rest) ?? 0) > 0) this.checkLength(this.seen);
  }

  finish(): DecodedData {
    if (this.array === undefined) {
      throw this.error(
        `the file ends at byte ${this.seen}, within its header.`,
        'The copy is incomplete: fetch or write it again.',
      );
    }
    this.checkLength(this.seen);
    const { rows, width, fill, kept, image } = this.array;
    const { labels } = this;
    if (labels !== undefined && labels.length !== rows) {
      throw this.error(
        `it holds ${rows} points, and the labels beside it are ${labels.length}.`,
        'Put the labels that belong to it beside it, or rename the other file.',
      );
    }
    const plain: PlainRows = { ...ofKept(kept, rows, labels), width, values: fill.values, image };
    return finishRows(plain, this.options, this.source.path);
  }

  /** Where the numbers begin; undefined while the header is not yet complete. */
  private readHeader(bytes: Uint8Array): number | undefined {
    if (bytes.length < 4) return undefined;
    const [first, second, code = 0, axes = 0] = bytes;
    const type = types[code];
    if (first !== 0 || second !== 0 || type === undefined || axes === 0) {
      const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
      throw this.error(
        `this is no IDX file: it begins with the bytes ${magic}.`,
        'Fetch it again; MNIST’s images begin with 00 00 08 03.',
      );
    }
    const dataOffset = 4 + 4 * axes;
    if (bytes.length < dataOffset) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [rows = 0, ...others] = Array.from({ length: axes }, (_, i) => view.getUint32(4 + 4 * i));
    const width = others.reduce((product, n) => product * n, 1);
    if (rows * width === 0) {
      throw this.error(`it is empty: its axes are ${[rows, ...others].join(' × ')}.`, 'Fetch it again.');
    }
    const bytesEach = fitsFloat32(type) ? 4 : 8;
    const kept = keptRows(this.source.path, { rows, width, bytesEach }, this.options);
    this.expected = dataOffset + rows * width * numberBytes(type);
    if (this.source.bytes !== undefined) this.checkLength(this.source.bytes);
    const fill = new RowFill(type, false, rows, width, kept);
    this.array = { rows, width, fill, kept, image: imageOfAxes(others) };
    return dataOffset;
  }

  private checkLength(bytes: number): void {
    if (bytes === this.expected) return;
    throw this.error(
      bytes < this.expected
        ? `the file ends at byte ${bytes}, where its header promises ${this.expected}.`
        : `the file has ${bytes} bytes, and its header accounts for ${this.expected}.`,
      'The copy is incomplete or not an IDX file: fetch it again.',
    );
  }

  private error(message: string, remedy: string): CodedError {
    return new CodedError('data.unreadable', message, { remedy, location: { file: this.source.path } });
  }
}

/**
 * How the file of labels beside a file of images may be called, likeliest first: MNIST's
 * `train-images-idx3-ubyte.gz` has `train-labels-idx1-ubyte.gz`. None for other names.
 */
export function idxLabelNames(name: string): readonly string[] {
  if (!/images/i.test(name)) return [];
  const labels = name
    .replace(/images/i, (word) => (word === 'IMAGES' ? 'LABELS' : word.startsWith('I') ? 'Labels' : 'labels'))
    .replace(/idx\d/i, (word) => `${word.slice(0, 3)}1`);
  return labels.toLowerCase().endsWith('.gz') ? [labels, labels.slice(0, -3)] : [labels, `${labels}.gz`];
}

/** Whether a file is one of labels, as {@link idxLabelNames} calls them. */
export function isIdxLabelName(name: string): boolean {
  return /labels[-.]idx1-ubyte(?:\.gz)?$/i.test(name);
}
