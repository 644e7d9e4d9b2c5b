import { describe, expect, it } from 'vitest';
import { dataFolders, layerFolders } from '../../../../src/host/features/experiments/dataFolders';

const images = (folder: string, n = 20): string[] =>
  Array.from({ length: n }, (_, i) => `${folder}/${i}.png`);

describe('folders of data', () => {
  it('have many images, or sub-folders that do', () => {
    expect(dataFolders(images('data/faces'))).toEqual(['data/faces']);
    expect(dataFolders([...images('digits/0'), ...images('digits/1', 25)])).toEqual([
      'digits',
      'digits/0',
      'digits/1',
    ]);
  });

  it('are not those of a few pictures, nor the root', () => {
    expect(dataFolders(['a.png', ...images('media', 19), 'data/points.csv'])).toEqual([]);
    expect(dataFolders([...images('a'), ...images('b')])).toEqual(['a', 'b']);
  });

  it("have several of CIFAR-10's batches", () => {
    const batches = ['cifar/data_batch_1.bin', 'cifar/data_batch_2.bin', 'cifar/test_batch.bin'];
    expect(dataFolders(batches)).toEqual(['cifar']);
    expect(dataFolders(batches.slice(1))).toEqual([]);
  });
});

describe('folders of layers', () => {
  it('hold several arrays directly', () => {
    const paths = [
      'a.npy',
      'net/1.npy',
      'net/2.safetensors',
      'one/1.npy',
      'deep/net/1.npz',
      'deep/net/2.npy.gz',
      't/1.csv',
      't/2.csv',
    ];
    expect(layerFolders(paths)).toEqual(['deep/net', 'net']);
  });
});
