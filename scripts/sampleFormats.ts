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

/** NumPy's format, version 1.0, little-endian float32 in C order, its data aligned to 64 bytes. */
export function encodeNpy({ rows, columns, values }: Points): Uint8Array {
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const preamble = 10;
  const headerLength = Math.ceil((preamble + fields.length + 1) / 64) * 64 - preamble;
  const bytes = new Uint8Array(preamble + headerLength + 4 * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, ...ascii('NUMPY'), 1, 0]);
  view.setUint16(8, headerLength, true);
  bytes.set(ascii(`${fields.padEnd(headerLength - 1)}\n`), preamble);
  values.forEach((value, i) => {
    view.setFloat32(preamble + headerLength + 4 * i, value, true);
  });
  return bytes;
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
