import type { Address, TrainingKernels } from './kernels';

/** Hands out the kernels' memory from the front; what was taken since a mark is given back together. */
export class Arena {
  private top: Address;
  /** All of the memory, until it grows: kept, since to ask it for its buffer takes as long as to clear a gradient. */
  private floatsOfAll = new Float32Array(0);
  private doublesOfAll = new Float64Array(0);

  /** @param start the first address that the kernels leave free. */
  constructor(
    readonly kernels: TrainingKernels,
    start: Address,
  ) {
    this.top = start;
  }

  get mark(): Address {
    return this.top;
  }

  release(mark: Address): void {
    this.top = mark;
  }

  /** Memory for so many floats, zeroed, at a multiple of 16. */
  floats(count: number): Address {
    return this.bytes(4 * count);
  }

  bytes(size: number): Address {
    const at = this.top;
    // Vectors may be read past the end of what they belong to.
    this.top += 16 * Math.ceil(size / 16) + 64;
    this.kernels.reserve(this.top);
    const { buffer } = this.kernels.memory;
    if (this.floatsOfAll.buffer !== buffer) {
      this.floatsOfAll = new Float32Array(buffer);
      this.doublesOfAll = new Float64Array(buffer);
    }
    new Uint8Array(buffer, at, this.top - at).fill(0);
    return at;
  }

  /** Makes so many floats zero. */
  clear(at: Address, count: number): void {
    this.floatsOfAll.fill(0, at / 4, at / 4 + count);
  }

  /** The double at an address, a multiple of 8. */
  double(at: Address): number {
    return this.doublesOfAll[at / 8] ?? NaN;
  }

  /** A copy of the values in the kernels' memory. */
  store(values: Float32Array | Int32Array): Address {
    const at = this.bytes(values.byteLength);
    if (values instanceof Float32Array) this.viewFloats(at, values.length).set(values);
    else this.viewIntegers(at, values.length).set(values);
    return at;
  }

  /** A view, good until memory is taken again. */
  viewFloats(at: Address, length: number): Float32Array {
    return new Float32Array(this.kernels.memory.buffer, at, length);
  }

  viewIntegers(at: Address, length: number): Int32Array {
    return new Int32Array(this.kernels.memory.buffer, at, length);
  }
}
