import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDataFile } from '../../../src/adapters/dataFile';
import { CodedError } from '../../../src/base/errors';
import { Rng } from '../../../src/base/rng';
import { cifarBatch } from '../../fixtures/data/cifar';
import { idx } from '../../fixtures/data/idx';
import { npy } from '../../fixtures/data/npy';
import { parquet } from '../../fixtures/data/parquet';
import { safetensors, tensorBytes } from '../../fixtures/data/safetensors';
import { zip } from '../../fixtures/data/zip';
import { readOptions, temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();

const numbers = Array.from({ length: 24 }, (_, i) => i / 4);
const array = npy('<f4', [6, 4], numbers);
const columns = [
  { name: 'x', type: 'DOUBLE', cells: numbers },
  { name: 'e', type: 'FLOAT', cells: numbers.map((x) => [x, -x]) },
] as const;
const rgba = Buffer.from(Array.from({ length: 16 * 16 * 4 }, (_, i) => (i * 7) % 256));

const whole: Readonly<Record<string, Uint8Array>> = {
  'a.npy': array,
  'a.npy.gz': gzipSync(array),
  'a.npz': zip({ 'x.npy': array }),
  'deflated.npz': zip({ 'x.npy': array }, { deflate: true, wide: true }),
  'a.safetensors': safetensors({ x: { dtype: 'F32', shape: [6, 4], bytes: tensorBytes('F32', numbers) } }),
  'a.parquet': parquet(columns, { rowsAGroup: 9 }),
  'zstd.parquet': parquet(columns, { codec: 'ZSTD' }),
  'snappy.parquet': parquet(columns, { codec: 'SNAPPY' }),
  'gzip.parquet': parquet(columns, { codec: 'GZIP' }),
  'a-idx3-ubyte': idx([6, 2, 2], numbers),
  'data_batch_1.bin': cifarBatch([1, 2]),
  'png/a.png': encodePng({ width: 16, height: 16, data: rgba, channels: 4, depth: 8 }),
  'jpeg/a.jpg': encodeJpeg({ width: 16, height: 16, data: rgba }, 80).data,
};

/** Cut off, or with some bytes changed. */
function damaged(bytes: Uint8Array, rng: Rng): Uint8Array {
  if (rng.uniform() < 0.3) return bytes.slice(0, rng.integer(bytes.length));
  const copy = bytes.slice();
  for (let n = 1 + rng.integer(4); n > 0; n--) copy[rng.integer(copy.length)] = rng.integer(256);
  return copy;
}

describe('a damaged file', () => {
  it.each(Object.keys(whole))(
    '%s is read, or refused with the reason',
    async (name) => {
      const bytes = whole[name] ?? new Uint8Array(0);
      const rng = new Rng(20);
      const asked = name.includes('/') ? (name.split('/')[0] ?? '') : name;
      await write(name, bytes);
      expect((await readDataFile(path(asked), readOptions)).matrix.rows).toBeGreaterThan(0);
      for (let round = 0; round < 40; round++) {
        await write(name, damaged(bytes, rng));
        const options = { ...readOptions, maxBytes: 2 ** 24 };
        const error: unknown = await readDataFile(path(asked), options).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) continue;
        expect(error, `round ${round}`).toBeInstanceOf(CodedError);
        expect(error).toMatchObject({ remedy: expect.stringMatching(/\w/) as string });
        expect((error as CodedError).code).toMatch(/^data\./);
      }
    },
    60_000,
  );
});
