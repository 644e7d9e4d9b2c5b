import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfirmThreads } from '../../../src/adapters/webgpu/confirmThreads';
import { SingleThreadNeighbours } from '../../../src/compute/nearestNeighbours';
import { GpuNeighbours } from '../../../src/compute/webgpu/gpuNeighbours';
import { gaussian } from '../compute/points';
import { scalarFinder } from '../compute/webgpu/scalarFinder';

let folder: string;
let threads: ConfirmThreads;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confirm-'));
  const script = join(folder, 'confirmThread.js');
  const entryPoints = ['src/worker/confirmThread.ts'];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'cjs' });
  threads = new ConfirmThreads(3, script);
});

afterAll(async () => {
  await threads.close();
  await rm(folder, { recursive: true });
});

it('threads confirm to the bits of one', async () => {
  const points = gaussian(1700, 3);
  const expected = await new SingleThreadNeighbours().nearestNeighbours(points, 5, {});
  const search = new GpuNeighbours(scalarFinder(100), { helpers: threads });
  const found = await search.nearestNeighbours(points, 5, {});
  expect([...found.distances]).toEqual([...expected.distances]);
  expect([...found.indices]).toEqual([...expected.indices]);
  expect(found.evaluated).toBeGreaterThanOrEqual(5 * 1700);
});
