import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { readOptions, temporaryFolder } from './dataFolder';
import { npy } from '../../fixtures/data/npy';

const { write } = temporaryFolder();
const table = `x,y\n${Array.from({ length: 40_000 }, (_, i) => `${i},${i / 7}`).join('\n')}\n`;

describe('compressed data files', () => {
  it('are read as what they hold, with the hash of their own bytes', async () => {
    const bytes = gzipSync(table);
    const seen: number[] = [];
    const path = await write('points.csv.gz', bytes);
    const data = await readDataFile(path, readOptions, { onProgress: (fraction) => seen.push(fraction) });
    expect(data.matrix).toMatchObject({ rows: 40_000, columns: 2 });
    expect(data.matrix.values[79_999]).toBe(39_999 / 7);
    expect(data.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(data.bytes).toBe(bytes.length);
    expect(seen.at(-1)).toBe(1);
  });

  it('may be of several members, and of any format', async () => {
    const two = Buffer.concat([gzipSync('1,2\n'), gzipSync('3,4\n')]);
    expect((await readDataFile(await write('TWO.CSV.GZ', two), readOptions)).matrix.rows).toBe(2);
    const array = gzipSync(npy('<f8', [2, 2], [1, 2, 3, 4]));
    expect([...(await readDataFile(await write('a.npy.gz', array), readOptions)).matrix.values]).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('name the line of what they hold', async () => {
    const path = await write('late.csv.gz', gzipSync(`${'1,2\n'.repeat(1000)}3,x\n`));
    await expect(readDataFile(path, readOptions, { displayPath: 'late.csv.gz' })).rejects.toMatchObject({
      location: { file: 'late.csv.gz', line: 1001, column: 2 },
    });
  });

  it.each([
    ['torn.csv.gz', gzipSync(table).subarray(0, 50_000), /break off at byte 50000/, /incomplete/],
    ['plain.csv.gz', Buffer.from(table), /damaged before byte \d+: incorrect header/, /without \.gz/],
    ['flipped.csv.gz', flipped(gzipSync(table)), /damaged before byte/, /again/],
    [
      'short.npy.gz',
      gzipSync(npy('<f8', [2, 2], [1, 2, 3, 4]).subarray(0, -3)),
      /ends at byte 157/,
      /incomplete/,
    ],
    [
      'long.npy.gz',
      gzipSync(Buffer.concat([npy('<f8', [1, 1], [1]), Buffer.alloc(9)])),
      /accounts for/,
      /one array/,
    ],
    ['empty.csv.gz', Buffer.alloc(0), /break off at byte 0/, /incomplete/],
  ])('%s is refused, with place and remedy', async (name, bytes, message, remedy) => {
    await expect(
      readDataFile(await write(name, bytes), readOptions, { displayPath: name }),
    ).rejects.toMatchObject({
      code: 'data.unreadable',
      message: expect.stringMatching(message) as string,
      remedy: expect.stringMatching(remedy) as string,
      location: { file: name },
    });
  });

  it('that swell past the limit are refused before the memory is taken', async () => {
    const bomb = gzipSync(Buffer.alloc(8_000_000, '1,2\n'));
    const path = await write('bomb.csv.gz', bomb);
    await expect(readDataFile(path, { ...readOptions, maxBytes: 2 ** 20 })).rejects.toMatchObject({
      code: 'data.too-large',
      message: expect.stringMatching(/the limit is 1\.00 MiB/) as string,
    });
  });

  it('stop being read when told', async () => {
    const path = await write(
      'long.csv.gz',
      gzipSync(
        randomBytes(3_000_000)
          .toString('hex')
          .replace(/(.{8})/g, '1\n'),
      ),
    );
    const stop = new AbortController();
    const work = readDataFile(path, readOptions, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });
});

/** With another checksum. */
function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, bytes.length - 8, bytes.length - 4);
  return copy;
}
