import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { idx } from '../../fixtures/data/idx';
import { readOptions, temporaryFolder } from './dataFolder';

const { write } = temporaryFolder();
const images = idx([2, 1, 2], [1, 2, 3, 4]);

describe('labels of IDX images', () => {
  it('are taken from the file beside', async () => {
    await write('plain/t10k-labels.idx1-ubyte', idx([2], [7, 2]));
    const path = await write('plain/t10k-images.idx3-ubyte', images);
    expect((await readDataFile(path, readOptions)).labels).toEqual(['7', '2']);
  });

  it('may be compressed or not, as the images', async () => {
    await write('mixed/train-labels-idx1-ubyte', idx([2], [5, 0]));
    const path = await write('mixed/train-images-idx3-ubyte.gz', gzipSync(images));
    const data = await readDataFile(path, readOptions);
    expect(data.labels).toEqual(['5', '0']);
    expect([...data.matrix.values]).toEqual([1, 2, 3, 4]);
  });

  it('may be absent', async () => {
    const path = await write('alone/train-images-idx3-ubyte', images);
    expect((await readDataFile(path, readOptions)).labels).toBeUndefined();
  });

  it.each([
    ['another number', idx([3], [1, 2, 3]), 'train-images-idx3-ubyte', /2 points, and the labels .* 3/],
    ['two a row', idx([2, 2], [1, 2, 3, 4]), 'train-labels-idx1-ubyte', /2 values a row/],
    ['torn', idx([2], [1]), 'train-labels-idx1-ubyte', /ends at byte 9/],
  ])('%s is an error that names the file', async (what, labels, file, message) => {
    const folder = what.replace(/ /g, '-');
    await write(`${folder}/train-labels-idx1-ubyte`, labels);
    const path = await write(`${folder}/train-images-idx3-ubyte`, images);
    const displayPath = `${folder}/train-images-idx3-ubyte`;
    await expect(readDataFile(path, readOptions, { displayPath })).rejects.toMatchObject({
      code: 'data.unreadable',
      message: expect.stringMatching(message) as string,
      location: { file: `${folder}/${file}` },
    });
  });
});
