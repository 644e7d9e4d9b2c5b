import { describe, expect, it } from 'vitest';
import { safetensors, tensorBytes, withHeader } from '../../../fixtures/data/safetensors';
import { failure, read, rowsOf } from './read';

const f32 = (shape: readonly number[], numbers: readonly number[]) => ({
  dtype: 'F32',
  shape,
  bytes: tensorBytes('F32', numbers),
});
const six = [1, 0, 3, 1, 5, 100];

describe('.safetensors', () => {
  it.each(['F64', 'F32', 'BF16', 'I64', 'I32', 'U8'])('reads %s in any pieces', (dtype) => {
    const numbers = dtype === 'BF16' ? [1, -0.5, 3, 2 ** -40, 96, 1.5] : six;
    const bytes = safetensors(
      { x: { dtype, shape: [2, 3], bytes: tensorBytes(dtype, numbers) } },
      { format: 'pt' },
    );
    for (const piece of [1, 7, 64, Infinity]) {
      expect(rowsOf(read('a.safetensors', bytes, {}, piece))).toEqual([
        numbers.slice(0, 3),
        numbers.slice(3),
      ]);
    }
  });

  it('reads F16 and BOOL', () => {
    const half = { dtype: 'F16', shape: [1, 2], bytes: Uint8Array.of(0x00, 0x3c, 0x00, 0xc5) };
    expect(rowsOf(read('a.safetensors', safetensors({ half })))).toEqual([[1, -5]]);
    const flags = { dtype: 'BOOL', shape: [2], bytes: Uint8Array.of(1, 0) };
    expect(rowsOf(read('a.safetensors', safetensors({ flags })))).toEqual([[1], [0]]);
  });

  it('keeps float32 where that loses nothing, and flattens all axes but the first', () => {
    const data = read('a.safetensors', safetensors({ x: f32([2, 3, 1], six) }));
    expect(data.matrix).toMatchObject({ rows: 2, columns: 3 });
    expect(data.matrix.values).toBeInstanceOf(Float32Array);
    expect(data.columnNames).toEqual(['x1', 'x2', 'x3']);
  });

  it('finds the tensor asked for among others, before and after', () => {
    const bytes = safetensors({ a: f32([2, 2], [1, 2, 3, 4]), b: f32([1, 3], [5, 6, 7]), c: f32([9], six) });
    // The shape of c is wrong, and nobody asked for it.
    for (const piece of [3, Infinity]) {
      expect(rowsOf(read('a.safetensors', bytes, { part: 'b' }, piece))).toEqual([[5, 6, 7]]);
    }
    expect(rowsOf(read('a.safetensors', bytes, { part: 'a', label: 1 }))).toEqual([[1], [3]]);
  });

  const x = f32([2, 3], six);
  it.each([
    ['several', safetensors({ a: x, b: x }), {}, 'data.unreadable', /2 arrays/, /#a\. It has a, b/],
    ['torn header', safetensors({ x }).subarray(0, 20), {}, 'data.unreadable', /byte 20/, /incomplete/],
    [
      'torn data',
      safetensors({ x }).subarray(0, -1),
      {},
      'data.unreadable',
      /ends at byte \d+/,
      /incomplete/,
    ],
    ['no header', Buffer.from('not a safetensors'), {}, 'data.unreadable', /claim a header/, /save_file/],
    ['no JSON', withHeader('{"x": '), {}, 'data.unreadable', /at byte 8 is no JSON/, /save_file/],
    ['a list', withHeader('[1]'), {}, 'data.unreadable', /lists no tensors/, /save_file/],
    ['no place', withHeader('{"x":{"dtype":"F32"}}'), {}, 'data.unreadable', /place of "x"/, /save_file/],
    ['wrong size', safetensors({ x: f32([2, 4], six) }), {}, 'data.unreadable', /needs 32 bytes/, /anew/],
    ['no points', safetensors({ x: f32([], [1]) }), {}, 'data.unreadable', /no points/, /another/],
    ['other type', safetensors({ x: { ...x, dtype: 'F8_E4M3' } }), {}, 'data.unsupported', /F8_E4M3/, /F32/],
    [
      'a gap',
      safetensors({ x: f32([1, 2], [1, NaN]) }),
      {},
      'data.unreadable',
      /row 1, column 2/,
      /drop-rows/,
    ],
    ['too large', safetensors({ x }), { maxBytes: 20 }, 'data.too-large', /24 bytes/, /maxMemory/],
  ])('refuses %s', (_what, bytes, options, code, message, remedy) => {
    expect(failure(() => read('a.safetensors', bytes, options))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
      location: { file: 'a.safetensors' },
    });
  });
});
