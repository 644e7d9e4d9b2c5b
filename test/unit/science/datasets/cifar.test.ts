import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../../src/science/datasets/decoder';
import { cifarBatch } from '../../../fixtures/data/cifar';
import { failure, read } from './read';

const name = 'data_batch_1.bin';

describe('CIFAR-10', () => {
  it.each([1, 1000, 3073, Infinity])('reads classes and pixels, in pieces of %d bytes', (piece) => {
    const data = read(
      name,
      cifarBatch([3, 0, 9], (image, at) => image * 100 + at),
      {},
      piece,
    );
    expect(data.labels).toEqual(['3', '0', '9']);
    expect(data.matrix).toMatchObject({ rows: 3, columns: 3072 });
    expect(data.image).toEqual({ height: 32, width: 32, channels: 3, planar: true });
    expect([0, 1, 3071].map((at) => data.matrix.values[2 * 3072 + at])).toEqual([
      200,
      201,
      (200 + 3071) % 256,
    ]);
  });

  it('grows where the size is not known before the end', () => {
    const options = { header: 'auto', label: undefined, missing: 'error', maxBytes: 2 ** 30 } as const;
    const decoder = createDecoder({ path: 'data_batch_1.bin.gz', bytes: undefined }, options);
    if (typeof decoder === 'string') throw new Error(decoder);
    for (let i = 0; i < 1500; i++) decoder.push(cifarBatch([i % 10], () => i));
    const { matrix, labels } = decoder.finish();
    expect(matrix.rows).toBe(1500);
    expect(labels?.[1499]).toBe('9');
    expect(matrix.values[1500 * 3072 - 1]).toBe(1499 % 256);
  });

  it.each([
    [
      'a torn record',
      cifarBatch([1, 2]).subarray(0, -1),
      {},
      'data.unreadable',
      /byte 6145, within record 2/,
    ],
    ['another class', cifarBatch([1, 10]), {}, 'data.unreadable', /record 2, at byte 3073, is of class 10/],
    ['nothing', Buffer.alloc(0), {}, 'data.unreadable', /byte 0, within record 1/],
    ['a label', cifarBatch([1]), { label: 0 }, 'data.unreadable', /kept apart/],
    ['too much', cifarBatch([1, 2]), { maxBytes: 4 * 3072 }, 'data.too-large', /24\.0 KiB/],
  ])('refuses %s', (_what, bytes, options, code, message) => {
    expect(failure(() => read(name, bytes, options))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(/\w/) as string,
      location: { file: name },
    });
  });
});
