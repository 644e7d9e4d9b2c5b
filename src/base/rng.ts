/** Marks the counters that derive streams, apart from those that draw numbers (whose high word stays below 2^21). */
const SPLIT = 0x80000000;

/**
 * Philox4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3"
 * (SC 2011). The n-th draw of a stream depends on (seed, stream, n) alone, so the same seed gives the same
 * numbers on any backend and any number of threads.
 */
export class Rng {
  private readonly block = new Uint32Array(4);
  private readonly key: Key;
  private stream: readonly [number, number] = [0, 0];
  private counter = 0;
  private used = 4;

  /** @param seed any safe non-negative integer (53 bits); a RangeError otherwise. */
  constructor(readonly seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`seed ${seed} is not a non-negative integer`);
    this.key = [seed >>> 0, Math.floor(seed / 4294967296) >>> 0];
  }

  /** The `child`-th stream (an integer from 0 below 2^32) under this one: independent of it and of its siblings. */
  split(child: number): Rng {
    const derived = new Rng(this.seed);
    const words = new Uint32Array(4);
    philox4x32([child, SPLIT, ...this.stream], this.key, words);
    derived.stream = [words[0] ?? 0, words[1] ?? 0];
    return derived;
  }

  /** What a kernel needs to draw this stream's blocks by itself. */
  get words(): StreamWords {
    return [...this.key, ...this.stream];
  }

  /** Uniform on the 32-bit unsigned integers. */
  uint32(): number {
    if (this.used === 4) {
      const n = this.counter++;
      philox4x32([n >>> 0, Math.floor(n / 4294967296), ...this.stream], this.key, this.block);
      this.used = 0;
    }
    return this.block[this.used++] ?? 0;
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform on the integers 0 to n − 1, for n up to 2^32 (the bias is below n / 2^53). */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Standard normal, by Box and Muller (1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** The key's low and high word, then the stream's: block n of a stream is `philox4x32([n, 0, s0, s1], [k0, k1])`. */
export type StreamWords = readonly [number, number, number, number];

type Block = readonly [number, number, number, number];
type Key = readonly [number, number];

/** One block of Philox4x32-10: 128 bits of counter and 64 of key to 128 bits, as 32-bit words. */
export function philox4x32(counter: Block, key: Key, out: Uint32Array): void {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0) >>> 0;
    const high1 = multiplyHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The high 32 bits of a product of two 32-bit words, which doubles alone cannot hold. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0;
}
