import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { npy } from '../../fixtures/data/npy';
import { zip } from '../../fixtures/data/zip';
import { readOptions, temporaryFolder } from './dataFolder';

const { write } = temporaryFolder();
const train = npy('<f4', [2, 2], [1, 2, 3, 4]);
const test = npy('<f8', [1, 2], [5, 6]);
const many = npy(
  '<f4',
  [60_000, 10],
  Array.from({ length: 600_000 }, (_, i) => Math.sin(i)),
);

describe('.npz', () => {
  it.each([{}, { deflate: true }, { wide: true }, { deflate: true, wide: true }])(
    'gives the array asked for: %o',
    async (how) => {
      const bytes = zip({ 'train.npy': train, 'test.npy': test }, how);
      const path = await write('all.npz', bytes);
      const data = await readDataFile(path, { ...readOptions, part: 'test' });
      expect([...data.matrix.values]).toEqual([5, 6]);
      expect(data.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(data.bytes).toBe(bytes.length);
      const named = await readDataFile(path, { ...readOptions, part: 'train.npy' });
      expect(named.matrix).toMatchObject({ rows: 2, columns: 2 });
    },
  );

  it('gives the only array, or the one with a usual name', async () => {
    const only = await write('only.npz', zip({ 'b.npy': test, 'readme.txt': Buffer.from('hello') }));
    expect((await readDataFile(only, readOptions)).matrix.rows).toBe(1);
    const usual = await write('usual.npz', zip({ 'y.npy': test, 'X.npy': train }));
    expect((await readDataFile(usual, readOptions)).matrix.rows).toBe(2);
  });

  it('may have the labels in an array of their own', async () => {
    const bytes = zip({
      'y.npy': npy('<i8', [3], [7, 0, 7]),
      'x_train.npy': npy('<f8', [3, 1], [1, NaN, 3]),
    });
    const path = await write('labelled.npz', bytes);
    const data = await readDataFile(path, { ...readOptions, label: 'y', missing: 'drop-rows' });
    expect([...data.matrix.values]).toEqual([1, 3]);
    expect(data).toMatchObject({ labels: ['7', '7'], droppedRows: 1 });
    for (const [label, part, message] of [
      ['two', 'x', /"two" has 2 values a row/],
      ['y', 'x', /has 1 points, and that of the labels 3/],
      ['none', 'x', /no column "none"/],
    ] as const) {
      const wrong = zip({ 'x.npy': test, 'y.npy': npy('<u1', [3], [1, 2, 3]), 'two.npy': train });
      const options = { ...readOptions, label, part };
      await expect(readDataFile(await write('wrong.npz', wrong), options)).rejects.toMatchObject({
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it('is read in pieces, with progress, and compressed once more', async () => {
    const seen: number[] = [];
    const bytes = zip({ 'x.npy': many }, { deflate: true });
    const data = await readDataFile(await write('many.npz', bytes), readOptions, {
      onProgress: (fraction) => seen.push(fraction),
    });
    expect(data.matrix.values[599_999]).toBe(Math.fround(Math.sin(599_999)));
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    const again = await readDataFile(await write('many.npz.gz', gzipSync(bytes)), readOptions);
    expect(again.matrix).toMatchObject({ rows: 60_000, columns: 10 });
    await expect(
      readDataFile(await write('many.npz.gz', gzipSync(bytes)), { ...readOptions, maxBytes: 1000 }),
    ).rejects.toMatchObject({ code: 'data.too-large' });
  });

  it('stops being read when told', async () => {
    const path = await write('long.npz', zip({ 'x.npy': many }));
    const stop = new AbortController();
    const work = readDataFile(path, readOptions, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  const two = zip({ 'train.npy': train, 'test.npy': test });
  it.each([
    ['several.npz', two, undefined, /2 arrays/, /several\.npz#train\. It has train, test/],
    ['asked.npz', two, 'tset', /no array "tset"/, /Did you mean "test"\? It has train, test/],
    ['none.npz', zip({ 'a.txt': test }), undefined, /no array in it/, /Save/],
    ['torn.npz', two.subarray(0, 300), undefined, /before byte 300/, /again/],
    ['text.npz', Buffer.from('1,2\n3,4\n'), undefined, /no whole ZIP archive/, /numpy\.savez/],
    ['hole.npz', holed(two), 'test', /should begin "test\.npy"|is no whole ZIP/, /again/],
    ['short.npz', zip({ 'x.npy': train.subarray(0, -4) }), undefined, /ends at byte/, /incomplete/],
    [
      'flipped.npz',
      flipped(zip({ 'x.npy': many }, { deflate: true })),
      undefined,
      /damaged|NumPy/,
      /again|anew/,
    ],
  ])('%s is refused, with place and remedy', async (name, bytes, part, message, remedy) => {
    await expect(
      readDataFile(await write(name, bytes), { ...readOptions, part }, { displayPath: name }),
    ).rejects.toMatchObject({
      code: 'data.unreadable',
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
      location: { file: name },
    });
  });
});

/** Without the bytes between its beginning and its directory being where it says. */
function holed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0, 100, bytes.length - 150);
  return copy;
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, 60, 400);
  return copy;
}
