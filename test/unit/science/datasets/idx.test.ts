import { describe, expect, it } from 'vitest';
import { idxLabelNames, isIdxLabelName } from '../../../../src/science/datasets/idxDecoder';
import { idx } from '../../../fixtures/data/idx';
import { failure, read, rowsOf } from './read';

const name = 'train-images-idx3-ubyte';
const eight = [0, 1, 2, 3, 252, 253, 254, 255];

describe('IDX', () => {
  it.each([1, 5, Infinity])('flattens images, in pieces of %d bytes', (piece) => {
    const data = read(name, idx([2, 2, 2], eight), {}, piece);
    expect(rowsOf(data)).toEqual([eight.slice(0, 4), eight.slice(4)]);
    expect(data.matrix.values).toBeInstanceOf(Float32Array);
    expect(data.labels).toBeUndefined();
    expect(data.image).toEqual({ height: 2, width: 2, channels: 1, planar: true });
  });

  it('reads big-endian numbers of other types', () => {
    const bytes = Buffer.concat([
      Buffer.from([0, 0, 0x0c, 1, 0, 0, 0, 2]),
      Buffer.from([0, 0, 1, 0, 255, 255, 255, 254]),
    ]);
    expect(rowsOf(read('counts.idx', bytes))).toEqual([[256], [-2]]);
  });

  it.each([
    ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    ['t10k-images.idx3-ubyte', 't10k-labels.idx1-ubyte'],
    ['Images.idx', 'Labels.idx'],
  ])('labels of %s are in %s', (images, labels) => {
    expect(idxLabelNames(images)[0]).toBe(labels);
  });

  it('has no labels beside files of other names', () => {
    expect(idxLabelNames('points.idx')).toEqual([]);
    expect(idxLabelNames('train-images-idx3-ubyte').every(isIdxLabelName)).toBe(true);
    expect(isIdxLabelName('train-images-idx3-ubyte')).toBe(false);
  });

  it.each([
    ['another magic', Buffer.from('PNG image'), {}, 'data.unreadable', /50 4e 47 20/],
    ['no known type', Buffer.from([0, 0, 7, 1, 0, 0, 0, 1, 0]), {}, 'data.unreadable', /00 00 07 01/],
    ['a torn header', idx([2, 2, 2], eight).subarray(0, 9), {}, 'data.unreadable', /ends at byte 9, within/],
    ['a torn image', idx([2, 2, 2], eight).subarray(0, -1), {}, 'data.unreadable', /byte 23, where .* 24/],
    ['more than there should be', idx([1, 2], [1, 2, 3]), {}, 'data.unreadable', /15 bytes, .* 14/],
    ['nothing', idx([0, 28, 28], []), {}, 'data.unreadable', /0 × 28 × 28/],
    ['too much', idx([2, 2, 2], eight), { maxBytes: 31 }, 'data.too-large', /32 bytes/],
    ['sizes beyond all memory', idx([2 ** 31, 2 ** 20], []), {}, 'data.too-large', /TiB/],
  ])('refuses %s', (_what, bytes, options, code, message) => {
    expect(failure(() => read(name, bytes, options))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(/\w/) as string,
      location: { file: name },
    });
  });
});
