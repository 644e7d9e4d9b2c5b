import { encode as encodePng, type ImageData } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { writeFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { hashData, statData } from '../../../src/adapters/dataIdentity';
import type { DataSet } from '../../../src/science/datasets/dataSet';
import { cifarBatch } from '../../fixtures/data/cifar';
import { greyJpeg } from '../../fixtures/data/greyJpeg';
import { readOptions, temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();

function png(
  width: number,
  height: number,
  data: readonly number[],
  how: Partial<ImageData> = {},
): Uint8Array {
  const { depth = 8 } = how;
  const channels = how.channels ?? 1;
  const samples = depth === 16 ? Uint16Array.from(data) : Uint8Array.from(data);
  return encodePng({ width, height, data: samples, channels, ...how, depth });
}

const grey = (...data: readonly number[]): Uint8Array => png(2, 2, data);

async function folder(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  for (const [file, bytes] of Object.entries(files)) await write(`${name}/${file}`, bytes);
  return path(name);
}

function rowsOf({ matrix: { rows, columns, values } }: DataSet): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
}

describe('a folder of images', () => {
  it('is a row an image, in the order of names, labelled by sub-folder', async () => {
    const root = await folder('classes', {
      'dog/1.png': grey(5, 6, 7, 8),
      'cat/2.PNG': grey(1, 2, 3, 255),
      'cat/1.png': grey(0, 0, 0, 1),
      'cat/.hidden.png': grey(9, 9, 9, 9),
      'README.txt': Buffer.from('classes'),
    });
    const seen: number[] = [];
    const data = await readDataFile(root, readOptions, { onProgress: (fraction) => seen.push(fraction) });
    expect(rowsOf(data)).toEqual([
      [0, 0, 0, 1],
      [1, 2, 3, 255],
      [5, 6, 7, 8],
    ]);
    expect(data.labels).toEqual(['cat', 'cat', 'dog']);
    expect(seen).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('is looked into two folders deep', async () => {
    const root = await folder('deep', {
      'train/cat/1.png': grey(1, 2, 3, 4),
      'test/cat/1.png': grey(5, 6, 7, 8),
      'train/cat/small/1.png': grey(9, 9, 9, 9),
    });
    expect((await readDataFile(root, readOptions)).labels).toEqual(['test/cat', 'train/cat']);
  });

  it('reads colour without its transparency, palettes, and any depth as 0 to 255', async () => {
    const colour = await folder('colour', {
      'a.png': png(1, 2, [1, 2, 3, 4, 5, 6], { channels: 3 }),
      'b.png': png(1, 2, [1, 2, 3, 0, 4, 5, 6, 255], { channels: 4 }),
      'c.png': png(1, 2, [1, 0], {
        palette: [
          [9, 8, 7],
          [0, 255, 0],
        ],
      }),
    });
    expect(rowsOf(await readDataFile(colour, readOptions))).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
      [0, 255, 0, 9, 8, 7],
    ]);
    const depths = await folder('depths', {
      '1.png': png(2, 2, [0b10_000000, 0b01_000000], { depth: 1 }),
      '16.png': png(2, 2, [0, 257, 65535, 514], { depth: 16 }),
      '8.png': grey(0, 1, 255, 2),
    });
    const data = await readDataFile(depths, readOptions);
    expect(rowsOf(data)).toEqual([
      [255, 0, 0, 255],
      [0, 1, 255, 2],
      [0, 1, 255, 2],
    ]);
    expect(data.labels).toBeUndefined();
  });

  it('reads JPEG, in colour and grey', async () => {
    const data = Buffer.from(Array.from({ length: 64 }, () => [200, 100, 50, 255]).flat());
    const colour = await folder('jpeg', { 'a.jpg': encodeJpeg({ width: 8, height: 8, data }, 95).data });
    const [row = []] = rowsOf(await readDataFile(colour, readOptions));
    expect(row).toHaveLength(192);
    row.forEach((value, i) => expect(Math.abs(value - ([200, 100, 50][i % 3] ?? 0))).toBeLessThan(6));
    const greys = await folder('greys', { 'a.jpeg': greyJpeg });
    const [grey = []] = rowsOf(await readDataFile(greys, readOptions));
    expect(grey).toHaveLength(64);
    grey.forEach((value) => expect(Math.abs(value - 224)).toBeLessThan(2));
  });

  it('is known by the names and bytes of its images', async () => {
    const root = await folder('known', { 'a.png': grey(1, 2, 3, 4), 'b.png': grey(5, 6, 7, 8) });
    const { hash, bytes } = await readDataFile(root, readOptions);
    const identity = await hashData(root);
    expect(identity).toMatchObject({ sha256: hash, bytes });
    expect(await statData(root, root)).toMatchObject({ isFolder: true, bytes });
    await writeFile(`${root}/notes.txt`, 'not an image');
    expect(await hashData(root)).toEqual(identity);
    await write('known/c.png', grey(5, 6, 7, 8));
    await rm(`${root}/b.png`);
    const renamed = await hashData(root);
    expect(renamed.bytes).toBe(bytes);
    expect(renamed.sha256).not.toBe(hash);
  });

  it('stops being read when told', async () => {
    const stop = new AbortController();
    const root = await folder('long', { 'a.png': grey(1, 2, 3, 4), 'b.png': grey(5, 6, 7, 8) });
    const work = readDataFile(root, readOptions, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  const whole = png(
    20,
    20,
    Array.from({ length: 400 }, (_, i) => (i * i) % 251),
  );
  it.each([
    [
      'another size',
      { 'a.png': grey(1, 2, 3, 4), 'b.png': png(1, 2, [1, 2]) },
      '/b.png',
      /1 × 2 in grey, and a\.png is 2 × 2/,
      /one size/,
    ],
    [
      'grey and colour',
      {
        'a.png': grey(1, 2, 3, 4),
        'z/b.png': png(2, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2], { channels: 3 }),
      },
      '/z/b.png',
      /in colour/,
      /all grey/,
    ],
    [
      'a torn image',
      { 'a.png': whole.subarray(0, whole.length - 60) },
      '/a.png',
      /of \d+ bytes cannot be decoded/,
      /damaged/,
    ],
    ['a damaged image', { 'a.png': damaged(whole) }, '/a.png', /cannot be decoded/, /damaged/],
    [
      'a torn JPEG',
      { 'a.jpg': greyJpeg.subarray(0, 76) },
      '/a.jpg',
      /breaks off before its size/,
      /take it out/,
    ],
    [
      'what is no image',
      { 'a.png': Buffer.from('hello') },
      '/a.png',
      /no PNG or JPEG .* \(5 bytes\)/,
      /take it out/,
    ],
    ['no images', { 'a.txt': Buffer.from('hello') }, '', /without images/, /folder of/],
  ])('with %s is refused, naming the file', async (what, files, file, message, remedy) => {
    const root = await folder(what.replace(/ /g, '-'), files);
    await expect(readDataFile(root, readOptions, { displayPath: 'images' })).rejects.toMatchObject({
      code: 'data.unreadable',
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
      location: { file: `images${file}` },
    });
  });

  it('is refused before more memory is taken than allowed', async () => {
    const root = await folder('large', { 'a.png': grey(1, 2, 3, 4), 'b.png': grey(5, 6, 7, 8) });
    await expect(readDataFile(root, { ...readOptions, maxBytes: 31 })).rejects.toMatchObject({
      code: 'data.too-large',
      message: expect.stringMatching(/32 bytes/) as string,
    });
  });
});

describe("a folder of CIFAR-10's batches", () => {
  it('is its training batches, one after the other', async () => {
    const root = await folder('cifar', {
      'data_batch_1.bin': cifarBatch([3, 1]),
      'data_batch_2.bin': cifarBatch([0], () => 7),
      'test_batch.bin': cifarBatch([9]),
      'readme.html': Buffer.from('CIFAR'),
    });
    const data = await readDataFile(root, readOptions);
    expect(data.labels).toEqual(['3', '1', '0']);
    expect(data.matrix.values[2 * 3072]).toBe(7);
    expect(await hashData(root)).toMatchObject({ sha256: data.hash, bytes: data.bytes });
  });

  it('names the batch that is broken', async () => {
    const root = await folder('broken', {
      'data_batch_1.bin': cifarBatch([3]),
      'data_batch_2.bin': cifarBatch([0, 12]),
    });
    await expect(readDataFile(root, readOptions, { displayPath: 'cifar' })).rejects.toMatchObject({
      message: expect.stringMatching(/record 2, at byte 3073, is of class 12/) as string,
      location: { file: 'cifar/data_batch_2.bin' },
    });
    await write('broken/data_batch_2.bin', cifarBatch([0]).subarray(0, -1));
    await expect(readDataFile(root, readOptions, { displayPath: 'cifar' })).rejects.toMatchObject({
      message: expect.stringMatching(/ends at byte 3072, within record 1/) as string,
      location: { file: 'cifar/data_batch_2.bin' },
    });
  });
});

function damaged(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (i > 45 && i < 80 ? 0xff : byte));
}
