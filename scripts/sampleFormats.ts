import { digitSide, type DigitImage } from './sampleDigits';
import type { Points } from './sampleManifolds';

/** `p00,p01,…,p77,label`: the pixel in row r and column c is `p<r><c>`. */
export const digitsHeader = [
  ...Array.from({ length: digitSide * digitSide }, (_, i) => `p${Math.floor(i / digitSide)}${i % digitSide}`),
  'label',
].join(',');

export function digitsLine({ label, pixels }: DigitImage): string {
  return [...pixels, label].join(',');
}

/** Four decimals: finer than any distance between neighbours by three orders of magnitude. */
export function pointsCsv(names: readonly string[], { rows, columns, values }: Points): string {
  const lines = [names.join(',')];
  for (let row = 0; row < rows; row++) {
    lines.push(
      Array.from(values.subarray(row * columns, (row + 1) * columns), (v) => v.toFixed(4)).join(','),
    );
  }
  return lines.join('\n') + '\n';
}

/**
 * NumPy's format, version 1.0, little-endian in C order, its data aligned to 64 bytes: float32, or float16, which halves
 * the file where three digits are enough.
 */
export function encodeNpy({ rows, columns, values }: Points, type: 'f4' | 'f2' = 'f4'): Uint8Array {
  const each = type === 'f4' ? 4 : 2;
  const fields = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const preamble = 10;
  const headerLength = Math.ceil((preamble + fields.length + 1) / 64) * 64 - preamble;
  const bytes = new Uint8Array(preamble + headerLength + each * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...ascii('NUMPY'), 1, 0]);
  view.setUint16(8, headerLength, true);
  bytes.set(ascii(`${fields.padEnd(headerLength - 1)}\n`), preamble);
  values.forEach((value, i) => {
    const at = preamble + headerLength + each * i;
    if (type === 'f4') view.setFloat32(at, value, true);
    else view.setUint16(at, float16(value), true);
  });
  return bytes;
}

/** The bits of the nearest half-precision number; below the normal ones zero. */
function float16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size < 2 ** -14) return sign;
  let exponent = Math.floor(Math.log2(size));
  let fraction = Math.round((size / 2 ** exponent - 1) * 1024);
  if (fraction === 1024) {
    exponent++;
    fraction = 0;
  }
  if (exponent > 15) throw new RangeError(`${value} is beyond half precision`);
  return sign | ((exponent + 15) << 10) | fraction;
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
