const wide = new Float32Array(1);
const wideBits = new Uint32Array(wide.buffer);

/** A float32 of 16 bits: its sign, exponent and first 7 bits of the mantissa, rounded to nearest, ties to even. */
export function toBfloat16(x: number): number {
  wide[0] = x;
  const bits = wideBits[0] as number;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

export function fromBfloat16(bits: number): number {
  return wholeFloat(0, bits);
}

/** The float32 of these two halves. */
export function wholeFloat(lower: number, upper: number): number {
  wideBits[0] = (upper << 16) | lower;
  return wide[0] as number;
}

/** The upper half of the float32 nearest to x among those with this lower half: to a relative 2⁻⁸, as a bfloat16. */
export function upperHalf(x: number, lower: number): number {
  wide[0] = x;
  const bits = wideBits[0] as number;
  const size = Math.max(0, (bits & 0x7fffffff) - lower + 0x8000);
  return ((bits >>> 31) << 15) | (size >>> 16);
}
