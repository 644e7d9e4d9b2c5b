import { describe, expect, it } from 'vitest';
import { dataFileGlob, formatOf } from '../../../../src/science/datasets/formats';
import { parseDataName } from '../../../../src/science/datasets/dataName';

describe('the format of a data file', () => {
  it.each([
    ['a.csv', 'csv', false],
    ['A.TSV.GZ', 'tsv', true],
    ['x/y.z.npz', 'npz', false],
    ['train-images-idx3-ubyte.gz', 'idx', true],
    ['train-images.idx3-ubyte', 'idx', false],
    ['data_batch_1.bin', 'cifar', false],
    ['a.parquet', 'parquet', false],
  ])('of %s is %s', (name, format, gzipped) => {
    expect(formatOf(name)).toEqual({ format, gzipped });
  });

  it.each(['a.tar.gz', 'a.gz', 'a', 'a.xlsx'])('of %s is not known', (name) => {
    expect(formatOf(name)).toBeUndefined();
  });

  it('is looked for by one pattern', () => {
    expect(dataFileGlob).toMatch(/^\*\*\/\*\{\.csv,\.csv\.gz,.*,batch\*\.bin,batch\*\.bin\.gz\}$/);
  });
});

describe('the name of data', () => {
  it.each([
    ['a.npz#train', 'a.npz', 'train'],
    ['a.safetensors.gz#layer.0#x', 'a.safetensors.gz', 'layer.0#x'],
    ['a.parquet#x,y', 'a.parquet', 'x,y'],
    ['notes #3.csv', 'notes #3.csv', undefined],
    ['c#/a.npz', 'c#/a.npz', undefined],
    ['data/images/', 'data/images', undefined],
  ])('%s', (text, path, part) => {
    expect(parseDataName(text)).toEqual({ path, part });
  });
});
