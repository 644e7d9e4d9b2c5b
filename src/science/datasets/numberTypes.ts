import type { NpyType } from './npyHeader';

/** NumPy's names, and `bf2`: the upper half of a float32 (bfloat16). */
export type NumberType = NpyType | 'bf2';

export function numberBytes(type: NumberType): number {
  return Number(type.at(-1));
}

/** Whether every value of the type is a float32. */
export function fitsFloat32(type: NumberType): boolean {
  return numberBytes(type) <= 2 || type === 'f4';
}

/** Reads the number at a byte offset. 64-bit integers are rounded to the nearest double. */
export function numberReader(
  type: NumberType,
  view: DataView,
  littleEndian: boolean,
): (offset: number) => number {
  switch (type) {
    case 'f2':
      return (at) => float16(view.getUint16(at, littleEndian));
    case 'f4':
      return (at) => view.getFloat32(at, littleEndian);
    case 'f8':
      return (at) => view.getFloat64(at, littleEndian);
    case 'i1':
      return (at) => view.getInt8(at);
    case 'i2':
      return (at) => view.getInt16(at, littleEndian);
    case 'i4':
      return (at) => view.getInt32(at, littleEndian);
    case 'i8':
      return (at) => Number(view.getBigInt64(at, littleEndian));
    case 'u1':
      return (at) => view.getUint8(at);
    case 'u2':
      return (at) => view.getUint16(at, littleEndian);
    case 'u4':
      return (at) => view.getUint32(at, littleEndian);
    case 'u8':
      return (at) => Number(view.getBigUint64(at, littleEndian));
    case 'bf2':
      return (at) => bfloat16(view.getUint16(at, littleEndian));
    case 'b1':
      return (at) => (view.getUint8(at) === 0 ? 0 : 1);
  }
}

/** IEEE 754 binary16. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

function bfloat16(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
