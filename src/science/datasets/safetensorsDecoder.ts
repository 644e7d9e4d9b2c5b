import { CodedError } from '../../base/errors';
import { chooseArray } from './chooseArray';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import type { DataReadOptions } from './dataSet';
import { finishRows } from './finishRows';
import { imageOfAxes } from './imageShape';
import { keptRows, ofKept, RowFill } from './keptRows';
import { concat } from './numberFill';
import { fitsFloat32, numberBytes } from './numberTypes';
import { readSafetensorsHeader, tensorTypes, type SafeTensor } from './safetensorsHeader';

/**
 * One tensor of a `.safetensors` file: `options.part`, or {@link chooseArray}'s. The first axis is the points; the
 * others are flattened into features. The bytes of other tensors are passed over.
 */
export class SafetensorsDecoder implements DataDecoder {
  private held: Uint8Array = new Uint8Array(0);
  private seen = 0;
  private tensor: SafeTensor | undefined;
  private fill: RowFill | undefined;
  private kept: Int32Array | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
  ) {}

  push(bytes: Uint8Array): void {
    if (this.tensor === undefined || this.fill === undefined) {
      const all = concat(this.held, bytes);
      const tensors = readSafetensorsHeader(all, this.source.path);
      if (tensors === undefined) {
        this.held = all;
        return;
      }
      this.start(tensors);
      this.held = new Uint8Array(0);
      this.take(all);
    } else {
      this.take(bytes);
    }
  }

  /** After the header: the next bytes pushed are those from this one of the file. */
  skipTo(byte: number): void {
    this.seen = byte;
  }

  finish(): DecodedData {
    const { tensor, fill } = this;
    if (tensor === undefined || fill === undefined) {
      throw this.error(
        `the file ends at byte ${this.held.length}, within its header.`,
        'The copy is incomplete: fetch or write it again.',
      );
    }
    if (!fill.isFull) throw this.truncated(tensor, this.seen);
    const [rows = 0] = tensor.shape;
    const width = widthOf(tensor);
    const image = imageOfAxes(tensor.shape.slice(1));
    const plain = { ...ofKept(this.kept, rows), width, values: fill.values, image };
    return finishRows(plain, this.options, this.source.path);
  }

  private start(tensors: readonly SafeTensor[]): void {
    const { path, bytes } = this.source;
    const names = tensors.map(({ name }) => name);
    const name = chooseArray(names, this.options.part, path);
    const tensor = tensors.find((each) => each.name === name) as SafeTensor;
    const type = tensorTypes[tensor.dtype];
    if (type === undefined) {
      throw new CodedError('data.unsupported', `"${name}" is of type ${tensor.dtype}, which is not read.`, {
        remedy: `Save real numbers: read are ${Object.keys(tensorTypes).join(', ')}.`,
        location: { file: path },
      });
    }
    const size = tensor.shape.reduce((product, n) => product * n, 1);
    const shape = `(${tensor.shape.join(', ')})`;
    if (tensor.shape.length === 0 || size === 0) {
      throw this.error(`"${name}" holds no points: its shape is ${shape}.`, 'Name another tensor after #.');
    }
    if (tensor.end - tensor.start !== size * numberBytes(type)) {
      throw this.error(
        `"${name}" of shape ${shape} and type ${tensor.dtype} needs ${size * numberBytes(type)} bytes, and is given those from ${tensor.start} to ${tensor.end}.`,
        'Write it anew with safetensors’ save_file.',
      );
    }
    const [rows = 0] = tensor.shape;
    const width = widthOf(tensor);
    this.kept = keptRows(path, { rows, width, bytesEach: fitsFloat32(type) ? 4 : 8 }, this.options);
    if (bytes !== undefined && bytes < tensor.end) throw this.truncated(tensor, bytes);
    this.tensor = tensor;
    this.fill = new RowFill(type, true, rows, width, this.kept);
  }

  private take(bytes: Uint8Array): void {
    const { start, end } = this.tensor as SafeTensor;
    const from = Math.max(0, start - this.seen);
    const to = Math.min(bytes.length, end - this.seen);
    if (from < to) this.fill?.push(bytes.subarray(from, to));
    this.seen += bytes.length;
  }

  private truncated({ name, end }: SafeTensor, bytes: number): CodedError {
    return this.error(
      `the file ends at byte ${bytes}, where its header promises "${name}" up to ${end}.`,
      'The copy is incomplete: fetch or write it again.',
    );
  }

  private error(message: string, remedy: string): CodedError {
    return new CodedError('data.unreadable', message, { remedy, location: { file: this.source.path } });
  }
}

function widthOf({ shape }: SafeTensor): number {
  return shape.slice(1).reduce((product, n) => product * n, 1);
}
