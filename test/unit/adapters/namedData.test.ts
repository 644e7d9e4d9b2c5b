import { describe, expect, it } from 'vitest';
import { readNamedData } from '../../../src/adapters/namedData';
import { npy } from '../../fixtures/data/npy';
import { zip } from '../../fixtures/data/zip';
import { readOptions, temporaryFolder } from './dataFolder';

const { path, write } = temporaryFolder();
const nowhere = (asked: string): never => {
  throw new Error(`${asked} was looked for`);
};

describe('data as a spec names it', () => {
  it('may be an array of a file: the path is recorded without it', async () => {
    await write('all.npz', zip({ 'a.npy': npy('<f4', [1, 2], [1, 2]), 'b.npy': npy('<f4', [1, 1], [3]) }));
    const { data, input } = await readNamedData('all.npz#b', path, readOptions, {});
    expect([...data.matrix.values]).toEqual([3]);
    expect(input).toMatchObject({ path: 'all.npz', sha256: data.hash, bytes: data.bytes });
    expect(input.modifiedMs).toBeGreaterThan(0);
    await expect(readNamedData('all.npz#c', path, readOptions, {})).rejects.toMatchObject({
      location: { file: 'all.npz' },
    });
  });

  it('may be a manifold: no file is looked for, and the hash is of the values', async () => {
    const name = 'manifold:sphere(d=3,n=9000,seed=5)';
    const seen: number[] = [];
    const onProgress = (fraction: number): void => void seen.push(fraction);
    const { data, input } = await readNamedData(name, nowhere, readOptions, { onProgress });
    expect(data.matrix).toMatchObject({ rows: 9000, columns: 4 });
    expect(data.columnNames).toEqual(['x1', 'x2', 'x3', 'x4']);
    expect(input).toEqual({ path: name, sha256: data.hash, bytes: 9000 * 4 * 8, modifiedMs: 0 });
    expect(seen.at(-1)).toBe(1);
    const again = await readNamedData('manifold:sphere(seed=5, n=9000, d=3)', nowhere, readOptions, {});
    expect(again.data.hash).toBe(data.hash);
    const other = await readNamedData('manifold:sphere(d=3,n=9000,seed=6)', nowhere, readOptions, {});
    expect(other.data.hash).not.toBe(data.hash);
  });

  it('has the labels of a manifold’s parts', async () => {
    const { data } = await readNamedData('manifold:line-disk-ball(n=50)', nowhere, readOptions, {});
    expect(data.labels).toHaveLength(50);
  });

  it.each([
    ['manifold:M99', readOptions, 'experiment.invalid', /no manifold "M99"/],
    ['manifold:M1(n=1000)', { ...readOptions, maxBytes: 87_999 }, 'data.too-large', /85\.9 KiB/],
    ['manifold:M1', { ...readOptions, label: 11 }, 'data.unreadable', /no column "11"/],
  ])('%s is refused', async (name, options, code, message) => {
    await expect(readNamedData(name, nowhere, options, {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      location: { file: name },
    });
  });

  it('stops being drawn when told', async () => {
    const stop = new AbortController();
    const hooks = { signal: stop.signal, onProgress: () => stop.abort() };
    await expect(readNamedData('manifold:M1(n=200000)', nowhere, readOptions, hooks)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
