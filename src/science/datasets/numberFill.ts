import { fitsFloat32, numberBytes, numberReader, type NumberType } from './numberTypes';

/** An array of known size, filled with numbers out of bytes that come in any pieces. */
export class NumberFill {
  readonly values: Float32Array | Float64Array;
  private filled = 0;
  private cut: Uint8Array = new Uint8Array(0);

  private readonly numbers: number;

  /** @param scattered where the next number belongs (−1: nowhere), called once for each of the file's `numbers`; in their order if absent. */
  constructor(
    private readonly type: NumberType,
    private readonly littleEndian: boolean,
    size: number,
    private readonly scattered?: { readonly numbers: number; readonly place: () => number },
  ) {
    this.numbers = scattered?.numbers ?? size;
    this.values = fitsFloat32(type) ? new Float32Array(size) : new Float64Array(size);
  }

  get isFull(): boolean {
    return this.filled === this.numbers;
  }

  /** Returns how many of the bytes come after the last number. */
  push(piece: Uint8Array): number {
    const bytes = this.cut.length === 0 ? piece : concat(this.cut, piece);
    const each = numberBytes(this.type);
    const n = Math.min(Math.floor(bytes.length / each), this.numbers - this.filled);
    const read = numberReader(
      this.type,
      new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      this.littleEndian,
    );
    const { values, scattered, filled } = this;
    if (scattered === undefined) for (let i = 0; i < n; i++) values[filled + i] = read(i * each);
    else {
      for (let i = 0; i < n; i++) {
        const at = scattered.place();
        if (at >= 0) values[at] = read(i * each);
      }
    }
    this.filled += n;
    this.cut = this.isFull ? new Uint8Array(0) : bytes.slice(n * each);
    return this.isFull ? bytes.length - n * each : 0;
  }
}

export function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
