import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hashData } from '../../../src/adapters/dataIdentity';
import { readDataFile } from '../../../src/adapters/dataFile';
import {
  layerNamesIn,
  namedRepresentations,
  type NamedRepresentations,
} from '../../../src/adapters/representations';
import { npy } from '../../fixtures/data/npy';
import { parquet } from '../../fixtures/data/parquet';
import { safetensors, tensorBytes } from '../../fixtures/data/safetensors';
import { zip } from '../../fixtures/data/zip';
import { readOptions, temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();

/** Three inputs of so many features, counting up from the first. */
const layer = (features: number, first = 0): Uint8Array =>
  npy(
    '<f4',
    [3, features],
    Array.from({ length: 3 * features }, (_, i) => first + i),
  );

const list = (name: string): Promise<NamedRepresentations> =>
  namedRepresentations(name, (relative) => path(relative), undefined);

const valuesOf = async ({ representations }: NamedRepresentations): Promise<number[][]> =>
  Promise.all(
    representations.map(async (each) => [...(await each.read(2 ** 30, () => {})).values.subarray(0, 2)]),
  );

describe('the layers of a folder', () => {
  it('are its arrays, in the natural order of their names, whatever the format', async () => {
    await write('net/conv10.npy', layer(2, 100));
    await write('net/conv2.npy.gz', gzipSync(layer(2, 20)));
    await write('net/conv1.npy', layer(2, 10));
    await write('net/fc.csv', 'a,b\n1,2\n3,4\n5,6\n');
    await write('net/notes.txt', 'not a layer');
    await write('net/.hidden.npy', layer(1));
    await write('net/deeper/conv3.npy', layer(1));
    const found = await list('net/');
    expect(found.representations.map(({ name, source, rows }) => [name, source, rows])).toEqual([
      ['conv1', 'net/conv1.npy', 3],
      ['conv2', 'net/conv2.npy.gz', 3],
      ['conv10', 'net/conv10.npy', 3],
      ['fc', 'net/fc.csv', undefined],
    ]);
    expect(await layerNamesIn(path('net'))).toEqual(['conv1', 'conv2', 'conv10', 'fc']);
    expect(await valuesOf(found)).toEqual([
      [10, 11],
      [20, 21],
      [100, 101],
      [1, 2],
    ]);
    expect(found.input).toMatchObject({ path: 'net', sha256: (await hashData(path('net'))).sha256 });
  });

  it('are the arrays of its archives, too, named by file and array', async () => {
    await write('mixed/b.npz', zip({ 'arr_0.npy': layer(2, 5) }));
    await write(
      'mixed/a.npz',
      zip({ 'relu2.npy': layer(2, 2), 'relu1.npy': layer(2, 1) }, { deflate: true }),
    );
    const found = await list('mixed');
    expect(found.representations.map(({ name, source }) => [name, source])).toEqual([
      ['a.relu1', 'mixed/a.npz#relu1'],
      ['a.relu2', 'mixed/a.npz#relu2'],
      ['b', 'mixed/b.npz'],
    ]);
    expect(await valuesOf(found)).toEqual([
      [1, 2],
      [2, 3],
      [5, 6],
    ]);
  });

  it('change the folder’s hash when one is added, and none is read as one data set', async () => {
    await write('grows/a.npy', layer(2));
    const before = await list('grows');
    await write('grows/b.npy', layer(2));
    expect((await list('grows')).input.sha256).not.toBe(before.input.sha256);
    await expect(readDataFile(path('grows'), readOptions, { displayPath: 'grows' })).rejects.toMatchObject({
      message: 'this is a folder of 2 data files, and a data set is one.',
      remedy: expect.stringContaining('grows/a.npy') as string,
    });
  });
});

describe('the layers of a file', () => {
  it('are the arrays of an .npz, compressed or not', async () => {
    const arrays = { 'layer10.npy': layer(3, 10), 'layer9.npy': layer(1, 9), 'about.txt': Buffer.from('x') };
    for (const [name, bytes] of [
      ['stored.npz', zip(arrays)],
      ['deflated.npz', zip(arrays, { deflate: true })],
      ['twice.npz.gz', gzipSync(zip(arrays))],
    ] as const) {
      await write(name, bytes);
      const found = await list(name);
      expect(found.representations.map(({ name: each, rows }) => [each, rows])).toEqual([
        ['layer9', 3],
        ['layer10', 3],
      ]);
      expect(await valuesOf(found)).toEqual([
        [9, 10],
        [10, 11],
      ]);
    }
  });

  it('are the tensors of a .safetensors', async () => {
    const tensor = (first: number): Parameters<typeof safetensors>[0][string] => ({
      dtype: 'F32',
      shape: [3, 1, 2],
      bytes: tensorBytes(
        'F32',
        Array.from({ length: 6 }, (_, i) => first + i),
      ),
    });
    await write('net.safetensors', safetensors({ output: tensor(7), input: tensor(1) }, { made: 'here' }));
    const found = await list('net.safetensors');
    expect(found.representations.map(({ name, source, rows }) => [name, source, rows])).toEqual([
      ['input', 'net.safetensors#input', 3],
      ['output', 'net.safetensors#output', 3],
    ]);
    const values = [
      [1, 2],
      [7, 8],
    ];
    expect(await valuesOf(found)).toEqual(values);
    await write('zipped.safetensors.gz', gzipSync(safetensors({ output: tensor(7), input: tensor(1) })));
    expect(await valuesOf(await list('zipped.safetensors.gz'))).toEqual(values);
  });

  it('are refused where a tensor is not read or not all there', async () => {
    const odd = { dtype: 'F8_E4M3', shape: [3, 2], bytes: new Uint8Array(6) };
    const whole = { dtype: 'F32', shape: [3, 2], bytes: tensorBytes('F32', [1, 2, 3, 4, 5, 6]) };
    await write('odd.safetensors', safetensors({ odd, whole }));
    const [first, second] = (await list('odd.safetensors')).representations;
    await expect(first?.read(2 ** 30, () => {})).rejects.toMatchObject({ code: 'data.unsupported' });
    expect((await second?.read(2 ** 30, () => {}))?.rows).toBe(3);
    await write('torn.safetensors', safetensors({ whole, last: whole }).subarray(0, -4));
    const torn = (await list('torn.safetensors')).representations;
    await expect(torn[0]?.read(2 ** 30, () => {})).rejects.toMatchObject({
      location: { file: 'torn.safetensors' },
    });
    expect((await torn[1]?.read(2 ** 30, () => {}))?.columns).toBe(2);
  });

  it('are read no further than to the inputs asked for, where their file allows it', async () => {
    const wide = layer(500, 1);
    const tensor = { dtype: 'F32', shape: [3, 500], bytes: wide.slice(-6000) };
    await write('few/a.npy', wide);
    await write('few/b.npy.gz', gzipSync(wide));
    await write('few/c.npz', zip({ 'arr_0.npy': wide }, { deflate: true }));
    await write('few/d.safetensors', safetensors({ tensor }));
    await write('few/e.safetensors', safetensors({ tensor, other: tensor }));
    await write('few/f.parquet', parquet([{ name: 'x', type: 'FLOAT', cells: [1, 501, 1001] }]));
    await write('few/g.csv', '1\n501\n1001\n');
    const { representations } = await list('few');
    const read = await Promise.all(
      // Of 500 float32 numbers a row, memory for one row, not for three.
      representations.map((each) =>
        each.read(
          2000,
          () => {},
          (rows) => Int32Array.from([rows - 1]),
        ),
      ),
    );
    expect(read.map(({ rows, sampledOf, values }) => [rows, sampledOf, values[0]])).toEqual([
      ...Array.from({ length: 7 }, () => [1, 3, 1001]),
      [3, undefined, 1],
    ]);
  });

  it('are one where the format holds one', async () => {
    await write('alone.npy', layer(2, 4));
    const { representations } = await list('alone.npy');
    expect(representations.map(({ name, rows }) => [name, rows])).toEqual([['alone', 3]]);
  });
});

describe('what is no network', () => {
  it.each([
    ['pictures', { 'pictures/a.png': 'x' }, /folder of images/],
    ['empty', { 'empty/readme.txt': 'x' }, /without images, CIFAR-10 batches or arrays/],
    ['torn', { 'torn/a.npy': layer(2).subarray(0, 20) }, /ends at byte 20, within its header/],
    ['nonsense', { 'nonsense/a.npy': 'hello' }, /not a NumPy array/],
    ['missing', {}, /no such file/],
    ['all.npz#relu', {}, /"#relu" is one array/],
  ])('is refused: %s', async (name, files, message) => {
    for (const [file, content] of Object.entries(files)) await write(file, content as string | Uint8Array);
    await expect(list(name)).rejects.toThrow(message);
  });

  it('is told of when a value is not finite, naming the file and the row', async () => {
    await write('gap/a.npy', npy('<f4', [3, 2], [1, 2, 3, NaN, 5, 6]));
    const { representations } = await list('gap');
    await expect(representations[0]?.read(2 ** 30, () => {})).rejects.toMatchObject({
      message: expect.stringContaining('row 2, column 2') as string,
      location: { file: 'gap/a.npy' },
    });
    await expect(representations[0]?.read(8, () => {})).rejects.toMatchObject({ code: 'data.too-large' });
  });
});
