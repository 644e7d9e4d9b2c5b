import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import type { DataReadOptions, DataSet } from '../../../src/science/datasets/dataSet';
import { parquet, type Codec, type ParquetColumn } from '../../fixtures/data/parquet';
import { readOptions, temporaryFolder } from './dataFolder';

const { write } = temporaryFolder();

const x: ParquetColumn = { name: 'x', type: 'DOUBLE', cells: [1, 2.5, -3] };
const y: ParquetColumn = { name: 'y', type: 'FLOAT', cells: [4, 5, 6] };
const count: ParquetColumn = { name: 'count', type: 'INT64', cells: [2 ** 40, 8, 9] };
const flag: ParquetColumn = { name: 'flag', type: 'BOOLEAN', cells: [true, false, true] };
const species: ParquetColumn = {
  name: 'species',
  type: 'BYTE_ARRAY',
  cells: ['아', 'b', 'c'],
  convertedType: 0,
};
const day: ParquetColumn = { name: 'day', type: 'INT32', cells: [1, 2, 3], convertedType: 6 };
const embedding: ParquetColumn = {
  name: 'e',
  type: 'FLOAT',
  cells: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
};

let files = 0;
async function read(
  bytes: Uint8Array,
  options: Partial<DataReadOptions> = {},
  ending = '',
): Promise<DataSet> {
  const path = await write(`${++files}.parquet${ending}`, bytes);
  return readDataFile(path, { ...readOptions, ...options }, { displayPath: `a.parquet${ending}` });
}

function rowsOf({ matrix: { rows, columns, values } }: DataSet): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
}

describe('.parquet', () => {
  it.each<Codec>(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'])(
    'reads columns of numbers: %s',
    async (codec) => {
      for (const rowsAGroup of [Infinity, 2]) {
        const bytes = parquet([x, y, count, flag], { codec, rowsAGroup });
        const data = await read(bytes);
        expect(rowsOf(data)).toEqual([
          [1, 4, 2 ** 40, 1],
          [2.5, 5, 8, 0],
          [-3, 6, 9, 1],
        ]);
        expect(data.columnNames).toEqual(['x', 'y', 'count', 'flag']);
        expect(data.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(data.bytes).toBe(bytes.length);
      }
    },
  );

  it('reads the columns asked for, in that order, and keeps float32', async () => {
    expect(rowsOf(await read(parquet([species, x, y]), { part: 'y, x' }))).toEqual([
      [4, 1],
      [5, 2.5],
      [6, -3],
    ]);
    expect((await read(parquet([x, y]), { part: 'y' })).matrix.values).toBeInstanceOf(Float32Array);
  });

  it('takes the label out, by name or index', async () => {
    for (const label of ['species', 0, '0']) {
      const data = await read(parquet([species, x], { rowsAGroup: 2 }), { label });
      expect(data.labels).toEqual(['아', 'b', 'c']);
      expect(rowsOf(data)).toEqual([[1], [2.5], [-3]]);
    }
  });

  it('spreads lists of one length', async () => {
    const data = await read(parquet([embedding, x], { rowsAGroup: 2 }));
    expect(rowsOf(data)).toEqual([
      [1, 2, 1],
      [3, 4, 2.5],
      [5, 6, -3],
    ]);
    expect(data.columnNames).toEqual(['e1', 'e2', 'x']);
  });

  it('leaves rows with gaps out, with their labels, when told', async () => {
    const gaps: ParquetColumn = { ...x, cells: [1, null, NaN] };
    const data = await read(parquet([gaps, species]), { label: 'species', missing: 'drop-rows' });
    expect(rowsOf(data)).toEqual([[1]]);
    expect(data).toMatchObject({ droppedRows: 2, labels: ['아'] });
  });

  it('is read when compressed once more', async () => {
    expect(rowsOf(await read(gzipSync(parquet([x, y])), {}, '.gz'))).toHaveLength(3);
  });

  it('tells progress, and stops when told', async () => {
    const path = await write('long.parquet', parquet([x, y, count], { rowsAGroup: 1 }));
    const seen: number[] = [];
    await readDataFile(path, readOptions, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen).toHaveLength(10);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const stop = new AbortController();
    const work = readDataFile(path, readOptions, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  const torn = parquet([x, y]);
  it.each([
    ['a torn file', torn.subarray(0, -9), {}, 'data.unreadable', /its footer cannot be read/, /incomplete/],
    ['text', Buffer.from('a,b\n1,2\n3,4\n'), {}, 'data.unreadable', /its footer/, /incomplete/],
    ['nothing', Buffer.alloc(0), {}, 'data.unreadable', /its footer/, /incomplete/],
    [
      'a damaged page',
      damaged(torn),
      {},
      'data.unreadable',
      /row group 1 of the column "x", at byte 4/,
      /damaged/,
    ],
    ['no rows', parquet([{ ...x, cells: [] }]), {}, 'data.unreadable', /no rows/, /row a point/],
    ['text among features', parquet([x, species]), {}, 'data.unreadable', /"species" holds no numbers/, /#x/],
    ['dates', parquet([day, x]), {}, 'data.unreadable', /"day" holds no numbers/, /#x/],
    [
      'a column that is not',
      parquet([x, y]),
      { part: 'x,z' },
      'data.unreadable',
      /no column "z"/,
      /are x, y/,
    ],
    [
      'a label that is not',
      parquet([x, y]),
      { label: 'speces' },
      'data.unreadable',
      /no column "speces"/,
      /x, y/,
    ],
    [
      'a gap',
      parquet([{ ...x, cells: [1, null, 2] }]),
      {},
      'data.unreadable',
      /row 2, column 1 \(x\)/,
      /drop-rows/,
    ],
    [
      'lists of two lengths',
      parquet([{ ...embedding, cells: [[1, 2], [3]] }]),
      {},
      'data.unreadable',
      /row 2 of .* has 1 .* 2/,
      /same length/,
    ],
    [
      'columns of one name',
      parquet([x, { ...y, name: 'x' }]),
      {},
      'data.unreadable',
      /two columns are called "x"/,
      /of its own/,
    ],
    ['a column twice', parquet([x, y]), { part: 'x,x' }, 'data.unreadable', /called "x"/, /twice after #/],
    ['another compression', parquet([x], { codec: 'LZO' }), {}, 'data.unsupported', /LZO/, /snappy/],
    ['too much', parquet([x, y]), { maxBytes: 47 }, 'data.too-large', /48 bytes/, /maxMemory/],
  ])('refuses %s', async (_what, bytes, options, code, message, remedy) => {
    await expect(read(bytes, options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
      location: { file: 'a.parquet' },
    });
  });
});

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 4, 30);
  return copy;
}
