import type { Rng } from '../../base/rng';

/** How a number is stored in few bits, beside a range that a whole vector shares. */
export type NumberFormat = 'uniform' | 'float';

/** Floats of fewer bits would have no exponent to speak of. */
export const leastFloatBits = 4;
export const mostBits = 24;

export interface Quantiser {
  readonly format: NumberFormat;
  /** Of each number, its sign included. */
  readonly bits: number;
  /** Rounds at random, up as often as the remainder says, where there is one; to the nearest level otherwise. */
  readonly rng?: Rng | undefined;
}

/** A vector as it is read back, and which level each coordinate took: equal codes are equal levels. */
export interface Quantised {
  readonly values: Float64Array;
  readonly codes: Float64Array;
}

/**
 * A vector with each coordinate on one of 2^bits levels. `uniform`: cells of equal width over [−M, M], M the greatest
 * absolute value, read back at their middles. `float`: a sign, an exponent and a mantissa, as `floatFields` says, scaled so
 * that M is the greatest of them; without infinities.
 */
export function quantise(vector: Float64Array, quantiser: Quantiser): Quantised {
  let most = 0;
  for (const x of vector) most = Math.max(most, Math.abs(x));
  if (most === 0) return { values: vector.slice(), codes: new Float64Array(vector.length) };
  return quantiser.format === 'uniform'
    ? uniformly(vector, most, quantiser)
    : asFloats(vector, most, quantiser);
}

/** Bits of exponent and mantissa: 2 + 1 of 4, 4 + 3 of 8, 5 + 10 of 16, as the formats in use have them. */
export function floatFields(bits: number): { readonly exponent: number; readonly mantissa: number } {
  const exponent = bits <= 5 ? 2 : bits <= 7 ? 3 : bits === 8 ? 4 : bits <= 19 ? 5 : 8;
  return { exponent, mantissa: bits - 1 - exponent };
}

/** The bits a coordinate takes by an ideal code that knows how often each level occurs: the entropy of the counts. */
export function entropyOfCounts(counts: Iterable<number>): number {
  let total = 0;
  let sum = 0;
  for (const count of counts) {
    if (count === 0) continue;
    total += count;
    sum += count * Math.log2(count);
  }
  return total === 0 ? 0 : Math.log2(total) - sum / total;
}

function uniformly(vector: Float64Array, most: number, { bits, rng }: Quantiser): Quantised {
  const half = 2 ** (bits - 1);
  const step = most / half;
  const codes = vector.map((x) => {
    const cell = rng ? Math.floor(x / step - 0.5 + rng.uniform()) : Math.floor(x / step);
    return Math.min(half - 1, Math.max(-half, cell));
  });
  return { codes, values: codes.map((code) => (code + 0.5) * step) };
}

function asFloats(vector: Float64Array, most: number, { bits, rng }: Quantiser): Quantised {
  const fields = floatFields(bits);
  const bias = 2 ** (fields.exponent - 1) - 1;
  const greatest = 2 ** (2 ** fields.exponent - 1 - bias) * (2 - 2 ** -fields.mantissa);
  const scale = greatest / most;
  const codes = vector.map((x) => {
    const size = Math.abs(x) * scale;
    // Below the least exponent levels are evenly apart, down to zero.
    const exponent = Math.max(1 - bias, size === 0 ? -Infinity : Math.floor(Math.log2(size)));
    const step = 2 ** (exponent - fields.mantissa);
    const level = rng ? Math.floor(size / step + rng.uniform()) : Math.round(size / step);
    return Math.sign(x) * Math.min(greatest, level * step);
  });
  return { codes, values: codes.map((code) => code / scale) };
}
