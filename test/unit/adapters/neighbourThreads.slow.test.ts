import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NeighbourThreads } from '../../../src/adapters/neighbourThreads';
import { CallingThread } from '../../../src/compute/crew';
import { neighbourSkewness, takeUpPairs, tightSums } from '../../../src/compute/neighbourPairs';
import { SingleThreadNeighbours } from '../../../src/compute/nearestNeighbours';
import { gaussian } from '../compute/points';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threads-'));
  script = join(folder, 'neighbourThread.js');
  await build({
    entryPoints: ['src/worker/neighbourThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});

afterAll(() => rm(folder, { recursive: true }));

const points = gaussian(7000, 33);

describe('nearest neighbours on threads', () => {
  it('gives the bits of a single thread', { timeout: 120_000 }, async () => {
    const one = await new SingleThreadNeighbours().nearestNeighbours(points, 3, {});
    for (const threads of [2, 3]) {
      const many = await new NeighbourThreads(threads, script).nearestNeighbours(points, 3, {});
      expect(many.backend).toMatch(new RegExp(`^webassembly (relaxed )?simd, ${threads} threads$`));
      expect(Buffer.from(many.distances.buffer).equals(Buffer.from(one.distances.buffer))).toBe(true);
      expect(Buffer.from(many.indices.buffer).equals(Buffer.from(one.indices.buffer))).toBe(true);
    }
  });

  it('stops when told', { timeout: 60_000 }, async () => {
    const stop = new AbortController();
    let last = 0;
    const work = new NeighbourThreads(2, script).nearestNeighbours(points, 60, {
      signal: stop.signal,
      onProgress(fraction) {
        last = fraction;
        if (fraction >= 0.12) stop.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(last).toBeLessThan(0.9);
  });

  it('give what a single thread makes of neighbourhoods, to the last bit, and stop when told', async () => {
    const some = gaussian(600, 12);
    const table = await new SingleThreadNeighbours().nearestNeighbours(some, 20, {});
    const alone = new CallingThread(takeUpPairs);
    const centres = Int32Array.from({ length: 90 }, (_, i) => 6 * i);
    const areas = await neighbourSkewness(some, table, 19, 'area', centres, alone, {});
    const tight = await tightSums(some, table, 20, 0, alone, {});
    for (const threads of [2, 3]) {
      const backend = new NeighbourThreads(threads, script);
      const crew = backend.crew ?? alone;
      expect(crew.threads).toBe(threads);
      const seen: number[] = [];
      const onProgress = (fraction: number): void => void seen.push(fraction);
      expect(await neighbourSkewness(some, table, 19, 'area', centres, crew, { onProgress })).toEqual(areas);
      expect(await tightSums(some, table, 20, 0, crew, {})).toEqual(tight);
      expect(seen.at(-1)).toBe(1);
      const signal = AbortSignal.abort();
      await expect(tightSums(some, table, 20, 0, crew, { signal })).rejects.toMatchObject({
        name: 'AbortError',
      });
      await backend.close();
    }
    expect(new NeighbourThreads(4, join(folder, 'missing.js')).crew).toBeUndefined();
  });

  it('does small searches, and those without the script, on the calling thread', async () => {
    const small = await new NeighbourThreads(4, script).nearestNeighbours(gaussian(100, 3), 3, {});
    expect(small.backend).toMatch(/^webassembly (relaxed )?simd, 1 thread$/);
    const lost = await new NeighbourThreads(4, join(folder, 'missing.js')).nearestNeighbours(
      gaussian(50, 3),
      3,
      {},
    );
    expect(lost.backend).toMatch(/^webassembly (relaxed )?simd, 1 thread$/);
  });
});
