import { CodedError } from '../../base/errors';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { finishRows, type PlainRows } from './finishRows';
import type { ImageShape } from './imageShape';
import { checkMemory } from './memory';

const image: ImageShape = { height: 32, width: 32, channels: 3, planar: true };
const pixels = 3 * 32 * 32;
const recordBytes = 1 + pixels;
const classes = 10;
/** Where the size is not known. */
const firstRoom = 1000;

/**
 * CIFAR-10's binary version (Krizhevsky 2009): records of 3,073 bytes, the class (0 to 9) and then 32 × 32 pixels,
 * all red ones, all green, all blue. Each image is a point of 3,072 features from 0 to 255.
 */
export class CifarDecoder implements DataDecoder {
  private values: Float32Array;
  private readonly labels: string[] = [];
  private seen = 0;
  private file: { readonly path: string; readonly start: number };

  /** @param source one batch, or several one after the other, with their bytes together; see {@link beginFile}. */
  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
  ) {
    const { path, bytes } = source;
    this.file = { path, start: 0 };
    this.values = this.reserve(bytes === undefined ? firstRoom : Math.floor(bytes / recordBytes));
  }

  /** What follows is another batch, for messages. */
  beginFile(path: string, bytes: number): void {
    this.file = { path, start: this.seen };
    this.checkLength(bytes);
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const inRecord = this.seen % recordBytes;
      if (inRecord === 0) {
        this.begin(bytes[at] ?? 0);
        at++;
        this.seen++;
        continue;
      }
      const n = Math.min(bytes.length - at, recordBytes - inRecord);
      this.values.set(bytes.subarray(at, at + n), (this.labels.length - 1) * pixels + inRecord - 1);
      at += n;
      this.seen += n;
    }
  }

  finish(): DecodedData {
    this.checkLength(this.seen - this.file.start);
    const rows = this.labels.length;
    const values = this.values.subarray(0, rows * pixels);
    const plain: PlainRows = { rows, width: pixels, values, labels: this.labels, image };
    return finishRows(plain, this.options, this.source.path);
  }

  private begin(label: number): void {
    if (label >= classes) {
      const byte = this.seen - this.file.start;
      throw this.error(
        `record ${byte / recordBytes + 1}, at byte ${byte}, is of class ${label}, and there are ${classes} from 0.`,
      );
    }
    this.labels.push(String(label));
    if (this.labels.length * pixels <= this.values.length) return;
    const grown = this.reserve(Math.ceil(this.labels.length * 1.5));
    grown.set(this.values);
    this.values = grown;
  }

  private reserve(records: number): Float32Array {
    const affordable = Math.floor(this.options.maxBytes / (4 * pixels));
    const needed = this.source.bytes === undefined ? this.labels.length + 1 : records;
    checkMemory(this.source.path, needed * pixels, 4, this.options.maxBytes);
    return new Float32Array(Math.min(records, affordable) * pixels);
  }

  private checkLength(bytes: number): void {
    if (bytes > 0 && bytes % recordBytes === 0) return;
    const whole = Math.floor(bytes / recordBytes);
    throw this.error(
      `the file ends at byte ${bytes}, within record ${whole + 1}: each has ${recordBytes} bytes, the class and ${pixels} pixels.`,
    );
  }

  private error(message: string): CodedError {
    return new CodedError('data.unreadable', message, {
      remedy: 'Fetch it again: .bin files are read as batches of CIFAR-10’s binary version.',
      location: { file: this.file.path },
    });
  }
}
