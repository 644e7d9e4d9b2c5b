const wide = new Float32Array(1);
const wideBits = new Uint32Array(wide.buffer);

/** A float32 of 16 bits: its sign, exponent and first 7 bits of the mantissa, rounded to nearest, ties to even. */
export function toBfloat16(x: number): number {
  wide[0] = x;
  const bits = wideBits[0] as number;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

export function fromBfloat16(bits: number): number {
  wideBits[0] = bits << 16;
  return wide[0] as number;
}
