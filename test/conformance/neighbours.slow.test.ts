/** One suite over every backend: the same neighbours, to the last bit, wherever they are found. */
import { build } from 'esbuild';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../../scripts/paths';
import { SingleThreadNeighbours } from '../../src/compute/nearestNeighbours';
import type { NeighbourTable } from '../../src/compute/neighbourTable';
import { webAssemblyTargets } from '../../src/compute/webAssembly';
import { bruteForce } from '../unit/compute/points';
import { requestFor, type DeviceRequest } from './deviceSuite';
import { pointSets, unsuited } from './pointSets';
import { softwareAdapterEnvironment } from './softwareAdapter';

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    distances: z.array(z.number()),
    indices: z.array(z.number()),
    fault: z.string().optional(),
    progress: z.array(z.number()),
    adapter: z.object({ name: z.string(), software: z.boolean() }),
  }),
]);

type Answer = Exclude<z.infer<typeof answerSchema>, { error: string }>;

const isotropic = 'isotropic, where boxes tell nothing';
const compiling = 600_000;
let folder: string;
let dawn: ChildProcess;
/** With tiles of 128 points, of the sets that are looked at with them. */
const large = new Map<string, Answer>();
let lost: Answer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const outfile = join(folder, 'dawnProgram.cjs');
  const entryPoints = ['test/conformance/dawnProgram.ts'];
  await build({ absWorkingDir: root, entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs' });
  dawn = fork(outfile, [], { cwd: root, execArgv: [], env: softwareAdapterEnvironment(), stdio: 'ignore' });
  // A software device takes long to compile a kernel. The larger one serves on a device that is then lost, the other
  // on the device that comes after it: each is compiled once.
  for (const [name, { wide }] of Object.entries(pointSets)) {
    if (wide === true) large.set(name, await ask(requestFor(name, { tile: 128 })));
  }
  lost = await ask(requestFor(isotropic, { tile: 128, destroyAt: 0.2 }));
  await ask(requestFor('two points'));
}, compiling);

afterAll(async () => {
  dawn.kill();
  await rm(folder, { recursive: true });
});

async function ask(request: DeviceRequest): Promise<Answer> {
  const message = await new Promise<unknown>((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void =>
      reject(new Error(`the program of Dawn ended: ${String(signal ?? code)}`));
    dawn.once('exit', ended);
    dawn.once('message', (said) => {
      dawn.off('exit', ended);
      resolve(said);
    });
    dawn.send(request);
  });
  const answer = answerSchema.parse(message);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

const references = new Map<string, Promise<NeighbourTable>>();

/** By the kernels in plain JavaScript. */
function reference(name: string): Promise<NeighbourTable> {
  const set = pointSets[name];
  if (set === undefined) throw new Error(`no point set "${name}"`);
  const found =
    references.get(name) ?? new SingleThreadNeighbours('scalar').nearestNeighbours(set.matrix(), set.k, {});
  references.set(name, found);
  return found;
}

describe.each(Object.entries(pointSets))('neighbours of %s', (name, { matrix, k, wide }) => {
  it('in plain JavaScript: those of a brute search', async () => {
    const table = await reference(name);
    const brute = bruteForce(matrix(), k);
    const errors = brute.distances.map((d, i) => Math.abs((table.distances[i] ?? NaN) - d) / (d || 1));
    expect(Math.max(...errors)).toBeLessThanOrEqual(1e-12);
  });

  it.each(webAssemblyTargets())('webassembly, %s', async (target) => {
    const table = await new SingleThreadNeighbours(target).nearestNeighbours(matrix(), k, {});
    const expected = await reference(name);
    expect(table.backend).toMatch(/^webassembly/);
    expect(table.distances).toEqual(expected.distances);
    expect(table.indices).toEqual(expected.indices);
  });

  it.each(wide === true ? ([64, 128] as const) : ([64] as const))('webgpu, tiles of %d', async (tile) => {
    const expected = await reference(name);
    const answer = tile === 64 ? await ask(requestFor(name)) : large.get(name);
    if (answer === undefined) throw new Error('it was not asked for');
    expect(answer.fault).toBeUndefined();
    expect(answer.distances).toEqual([...expected.distances]);
    expect(answer.indices).toEqual([...expected.indices]);
    expect(answer.progress).toEqual([...answer.progress].sort((a, b) => a - b));
  });
});

describe('webgpu', () => {
  const points = 'a plane, several leaves';

  it('names the adapter that computes, and knows a software one', async () => {
    const { adapter } = await ask(requestFor('two points'));
    expect(adapter.name).toMatch(/\w{4}/);
    expect(adapter.software).toBe(/swiftshader|llvmpipe/i.test(adapter.name));
  });

  it('splits points and lists that cannot be bound at once', async () => {
    const expected = await reference(points);
    // Tiles of 64 points in the plane take 512 bytes, their lists 10 KB.
    const answer = await ask(requestFor(points, { bindable: 2 ** 15 }));
    expect(answer.fault).toBeUndefined();
    expect(answer.indices).toEqual([...expected.indices]);
    // Tiles take 31 KB there, their lists 14 KB: a shard each.
    const split = await ask(requestFor(isotropic, { bindable: 32_000 }));
    expect(split.fault).toBeUndefined();
    expect(split.distances).toEqual([...(await reference(isotropic)).distances]);
  });

  it('says that a device is too small for a tile', async () => {
    const answer = await ask(requestFor(points, { bindable: 400 }));
    expect(answer.fault).toMatch(/^memory: it binds [\d.]+ MB at a time, and [\d.]+ MB are needed$/);
  });

  it('says that single precision is too little for points', async () => {
    const { fault } = await ask(requestFor(unsuited));
    expect(fault).toMatch(/^unsuited: single precision leaves the neighbours of \d+ % of the points open$/);
  });

  it('says that the device was lost, and goes on with another', async () => {
    expect(lost.fault).toMatch(/^lost: /);
    const { indices } = await ask(requestFor(points));
    expect(indices).toEqual([...(await reference(points)).indices]);
  });
});
