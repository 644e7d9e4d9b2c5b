import { describe, expect, it } from 'vitest';
import { npy, npyTypeNames } from '../../../fixtures/data/npy';
import { failure, read, rowsOf } from './read';

const six = [1, 2, 3, 4, 5, 100];

describe('.npy', () => {
  it.each(npyTypeNames.flatMap((type) => [`<${type}`, `>${type}`, `|${type}`]))(
    'reads %s in any pieces',
    (descr) => {
      const bytes = npy(descr, [2, 3], six);
      for (const piece of [1, 3, 64, 131, Infinity]) {
        expect(rowsOf(read('a.npy', bytes, {}, piece))).toEqual([
          [1, 2, 3],
          [4, 5, 100],
        ]);
      }
    },
  );

  it('reads half floats, subnormal ones too, and booleans', () => {
    const half = npy('<u2', [1, 4], [0x3c00, 0xc500, 0x0001, 0x7bff]);
    half.set(new TextEncoder().encode("'<f2'"), new TextDecoder('latin1').decode(half).indexOf("'<u2'"));
    expect(rowsOf(read('a.npy', half))).toEqual([[1, -5, 2 ** -24, 65504]]);
    const flags = npy('|u1', [2, 2], [0, 1, 1, 0]);
    flags.set(new TextEncoder().encode("'|b1'"), new TextDecoder('latin1').decode(flags).indexOf("'|u1'"));
    expect(rowsOf(read('a.npy', flags))).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it.each([1, 2, 3])('reads version %s', (version) => {
    expect(rowsOf(read('a.npy', npy('<f8', [3, 2], six, { version })))).toHaveLength(3);
  });

  it('keeps float32 as it is, and the precision of the rest', () => {
    expect(read('a.npy', npy('<f4', [2, 3], six)).matrix.values).toBeInstanceOf(Float32Array);
    expect(rowsOf(read('a.npy', npy('<i4', [1, 1], [16777217])))).toEqual([[16777217]]);
  });

  it('reads column-major files', () => {
    expect(rowsOf(read('a.npy', npy('<f4', [2, 3], [1, 4, 2, 5, 3, 100], { fortran: true }), {}, 5))).toEqual(
      [
        [1, 2, 3],
        [4, 5, 100],
      ],
    );
  });

  it('flattens further axes in C order, whatever the file’s', () => {
    const c = Array.from({ length: 24 }, (_, i) => i);
    const f: number[] = [];
    for (let z = 0; z < 4; z++)
      for (let y = 0; y < 3; y++) for (let x = 0; x < 2; x++) f.push(x * 12 + y * 4 + z);
    const rows = rowsOf(read('a.npy', npy('<f4', [2, 3, 4], c)));
    expect(rows).toEqual([c.slice(0, 12), c.slice(12)]);
    expect(rowsOf(read('a.npy', npy('<f4', [2, 3, 4], f, { fortran: true })))).toEqual(rows);
  });

  it('takes a one-dimensional array for one feature', () => {
    expect(read('a.npy', npy('<f8', [6], six)).matrix).toMatchObject({ rows: 6, columns: 1 });
  });

  it('takes a label column by index, and drops rows with gaps', () => {
    const bytes = npy('<f4', [3, 2], [1, 7, NaN, 8, 3, 9]);
    const data = read('a.npy', bytes, { label: 1, missing: 'drop-rows' });
    expect(data).toMatchObject({ labels: ['7', '9'], droppedRows: 1, columnNames: ['x1'] });
    expect(rowsOf(data)).toEqual([[1], [3]]);
  });

  it.each([
    ['a gap', npy('<f4', [2, 2], [1, 2, 3, NaN]), 'data.unreadable', 'row 2, column 2'],
    [
      'a file cut short',
      npy('<f4', [2, 3], six).subarray(0, 130),
      'data.unreadable',
      'byte 130, where its header promises 152',
    ],
    ['a header cut short', npy('<f4', [2, 3], six).subarray(0, 20), 'data.unreadable', 'byte 20'],
    ['an empty file', new Uint8Array(0), 'data.unreadable', 'byte 0'],
    ['other bytes', new TextEncoder().encode('x,y\n1,2\n3,4,5,6'), 'data.unreadable', 'NUMPY'],
    ['no numbers', npy('<f4', [0, 3], []), 'data.unreadable', 'empty'],
    ['complex numbers', npy('<c8', [1, 1], []), 'data.unsupported', "'<c8'"],
    ['objects', npy('|O8', [1, 1], []), 'data.unsupported', "'|O8'"],
    ['bytes after the array', npy('<f4', [1, 3], six), 'data.unreadable', 'accounts for'],
  ])('%s: an error that names it', (_name, bytes, code, message) => {
    expect(failure(() => read('a.npy', bytes))).toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
      location: { file: 'a.npy' },
    });
  });

  it('checks the size before it takes the memory', () => {
    const bytes = npy('<f4', [1_000_000, 1_000_000], []);
    expect(failure(() => read('a.npy', bytes))).toMatchObject({
      code: 'data.too-large',
      message: expect.stringContaining('3.64 TiB') as string,
    });
  });
});
