/** Training on a device is that on the processor, but for the rounding of sums. */
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '../../scripts/paths';
import type { GpuClient } from '../../src/adapters/webgpu/gpuClient';
import { startGpuProcess } from '../../src/adapters/webgpu/gpuProcess';
import type { ReplicaOutcome } from '../../src/science/subspace/outcome';
import { replicasOnCallingThread } from '../../src/science/subspace/replicaBackend';
import { softwareAdapterEnvironment } from './softwareAdapter';
import { trainingCases } from './trainingCases';

const compiling = 600_000;
let folder: string;
let gpu: GpuClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'training-'));
  const script = join(folder, 'gpuProcess.js');
  const entryPoints = ['src/worker/gpuProcess.ts'];
  await build({ absWorkingDir: root, entryPoints, outfile: script, bundle: true, platform: 'node' });
  // The Vulkan loader reads its environment at a process's start.
  for (const [name, value] of Object.entries(softwareAdapterEnvironment())) vi.stubEnv(name, value);
  gpu = await startGpuProcess({ script, nodePath: process.execPath, folders: [root] });
}, compiling);

afterAll(async () => {
  gpu.end();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe.each(Object.entries(trainingCases))('training: %s', (_, make) => {
  it(
    'gives on a device what it gives on the processor',
    async () => {
      const { job, replicas } = make();
      const expected: ReplicaOutcome[] = [];
      await replicasOnCallingThread().train(job, replicas, (outcome) => void expected.push(outcome), {});
      const found: ReplicaOutcome[] = [];
      await gpu.train(job, replicas, (outcome) => void found.push(outcome), {});
      expect(found.map(({ dimension, index }) => [dimension, index])).toEqual(
        replicas.map(({ dimension, index }) => [dimension ?? null, index]),
      );
      found.forEach((outcome, i) => {
        const other = expected[i] as ReplicaOutcome;
        const place = `d = ${String(outcome.dimension)}, run ${outcome.index}`;
        expect(other.train.loss, place).not.toBeNull();
        // One rounding in ten million a sum; a few hundred steps make a few thousandths of it at most.
        for (const part of ['train', 'test'] as const) {
          const [ours, theirs] = [outcome[part].loss ?? NaN, other[part].loss ?? NaN];
          expect(Math.abs(ours - theirs) / theirs, `${place}: ${ours}, ${theirs}`).toBeLessThan(2e-3);
          const [right, wrong] = [outcome[part].accuracy ?? 0, other[part].accuracy ?? 0];
          expect(Math.abs(right - wrong), place).toBeLessThanOrEqual(2 / 33);
        }
        expect(outcome.curve.length).toBe(other.curve.length);
        const [first, same] = [outcome.curve[0]?.loss ?? NaN, other.curve[0]?.loss ?? NaN];
        expect(Math.abs(first - same) / same, place).toBeLessThan(1e-4);
      });
    },
    compiling,
  );
});
