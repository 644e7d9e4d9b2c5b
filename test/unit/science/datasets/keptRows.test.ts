import { describe, expect, it } from 'vitest';
import type { DataReadOptions } from '../../../../src/science/datasets/dataSet';
import { npy } from '../../../fixtures/data/npy';
import { safetensors, tensorBytes } from '../../../fixtures/data/safetensors';
import { failure, read, rowsOf } from './read';

const rows = 7;
const width = 3;
const numbers = Array.from({ length: rows * width }, (_, i) => i);
const keep = (): Int32Array => Int32Array.from([1, 2, 6]);
const kept = [1, 2, 6].map((row) => [0, 1, 2].map((j) => row * width + j));

/** The same array, column by column. */
const byColumns = Array.from({ length: width }, (_, j) =>
  Array.from({ length: rows }, (__, i) => i * width + j),
).flat();

const idx = (): Uint8Array => Uint8Array.from([0, 0, 8, 2, 0, 0, 0, rows, 0, 0, 0, width, ...numbers]);
const tensors = (): Uint8Array =>
  safetensors({
    before: { dtype: 'U8', shape: [5], bytes: new Uint8Array(5) },
    x: { dtype: 'F64', shape: [rows, width], bytes: tensorBytes('F64', numbers) },
  });

const files: readonly (readonly [string, () => Uint8Array, Partial<DataReadOptions>])[] = [
  ['a.npy', () => npy('<f8', [rows, width], numbers), {}],
  ['big-endian.npy', () => npy('>f4', [rows, width], numbers), {}],
  ['fortran.npy', () => npy('<f4', [rows, width], byColumns, { fortran: true }), {}],
  ['x.safetensors', tensors, { part: 'x' }],
  ['x.idx', idx, {}],
];

describe('rows that are kept alone', () => {
  it.each(files)('are those asked for, in any pieces: %s', (name, bytes, options) => {
    for (const piece of [1, 5, 64, Infinity]) {
      const found = read(name, bytes(), { ...options, keep }, piece);
      expect(rowsOf(found)).toEqual(kept);
      expect(found.sampledOf).toBe(rows);
    }
    expect(read(name, bytes(), options).sampledOf).toBeUndefined();
  });

  it.each(files)(
    'take no more memory than they need, which is checked before: %s',
    (name, bytes, options) => {
      const least = 8 * 3 * width;
      expect(read(name, bytes(), { ...options, keep, maxBytes: least }).matrix.rows).toBe(3);
      expect(failure(() => read(name, bytes(), { ...options, keep, maxBytes: 27 }))).toMatchObject({
        code: 'data.too-large',
      });
      expect(failure(() => read(name, bytes(), { ...options, maxBytes: 83 }))).toMatchObject({
        code: 'data.too-large',
      });
    },
  );

  it.each(files)('are not read from a file that breaks off, or goes on: %s', (name, bytes, options) => {
    for (const piece of [5, Infinity]) {
      expect(failure(() => read(name, bytes().subarray(0, -1), { ...options, keep }, piece))).toMatchObject({
        code: 'data.unreadable',
      });
    }
  });

  it('are named by their place in the file, and others’ gaps are no matter', () => {
    const gap = (row: number): Uint8Array =>
      npy(
        '<f4',
        [rows, width],
        numbers.map((n) => (n === row * width ? NaN : n)),
      );
    expect(failure(() => read('a.npy', gap(6), { keep }))).toMatchObject({
      message: expect.stringContaining('row 7, column 1') as string,
    });
    expect(rowsOf(read('a.npy', gap(5), { keep }))).toEqual(kept);
  });

  it('are refused where the rows cannot even be numbered', () => {
    const huge = Uint8Array.from([0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 0, 1]);
    expect(failure(() => read('x.idx', huge, { keep, maxBytes: 2 ** 50 }))).toMatchObject({
      code: 'data.too-large',
    });
  });
});
