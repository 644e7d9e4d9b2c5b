import { describe, expect, it } from 'vitest';
import { partNames } from '../../../src/adapters/data/partNames';
import { parquet, type ParquetColumn } from '../../fixtures/data/parquet';
import { npy } from '../../fixtures/data/npy';
import { safetensors, withHeader } from '../../fixtures/data/safetensors';
import { zip } from '../../fixtures/data/zip';
import { temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();
const one = npy('<f4', [1, 1], [3]);

describe('the names of a file’s parts', () => {
  it('are the arrays of an .npz', async () => {
    await write('all.npz', zip({ 'train.npy': one, 'a/test.npy': one, 'read.me': one }, { deflate: true }));
    expect(await partNames(path('all.npz'))).toEqual(['train', 'a/test']);
  });

  it('are the tensors of a .safetensors', async () => {
    const tensor = { dtype: 'F32', shape: [1, 1], bytes: new Uint8Array(4) };
    await write('model.safetensors', safetensors({ 'layer.1': tensor, head: tensor }, { format: 'pt' }));
    expect(await partNames(path('model.safetensors'))).toEqual(['layer.1', 'head']);
  });

  it('are the columns of numbers of a .parquet', async () => {
    const x: ParquetColumn = { name: 'x', type: 'DOUBLE', cells: [1] };
    const lists: ParquetColumn = { name: 'e', type: 'FLOAT', cells: [[1, 2]] };
    const name: ParquetColumn = { name: 'species', type: 'BYTE_ARRAY', cells: ['a'], convertedType: 0 };
    await write('table.parquet', parquet([x, name, lists]));
    expect(await partNames(path('table.parquet'))).toEqual(['x', 'e']);
  });

  it('are none where a file has no parts, or would have to be read whole', async () => {
    await write('one.npy', one);
    await write('all.npz.gz', zip({ 'a.npy': one }));
    expect(await partNames(path('one.npy'))).toEqual([]);
    expect(await partNames(path('all.npz.gz'))).toEqual([]);
  });

  it('are refused of a broken file', async () => {
    await write('torn.npz', zip({ 'a.npy': one }).subarray(0, 60));
    await write('torn.safetensors', withHeader('{"a":').subarray(0, 12));
    for (const name of ['torn.npz', 'torn.safetensors']) {
      await expect(partNames(path(name))).rejects.toMatchObject({ code: 'data.unreadable' });
    }
    await expect(partNames(path('gone.npz'))).rejects.toMatchObject({ code: 'data.missing' });
  });
});
