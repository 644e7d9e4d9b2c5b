import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrainingThreads } from '../../../src/adapters/trainingThreads';
import { Rng } from '../../../src/base/rng';
import type { ReplicaOutcome } from '../../../src/science/subspace/outcome';
import {
  replicasOnCallingThread,
  type ReplicaBackend,
  type NativeJob,
} from '../../../src/science/subspace/replicaBackend';
import type { AbsoluteTarget } from '../../../src/science/subspace/target';
import type { Replica } from '../../../src/science/subspace/trainReplica';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threads-'));
  script = join(folder, 'trainingThread.js');
  await build({
    entryPoints: ['src/worker/trainingThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});

afterAll(() => rm(folder, { recursive: true }));

const target: AbsoluteTarget = { split: 'test', measure: 'accuracy', value: 0.8, relative: false };

function job(epochs: number): NativeJob {
  const rng = new Rng(2);
  const rows = Int32Array.from({ length: 400 }, (_, i) => i);
  return {
    network: { name: 'mlp(12-10-4, relu)', widths: [12, 10, 4], activation: 'relu' },
    data: {
      rows: 400,
      columns: 12,
      features: Float32Array.from({ length: 400 * 12 }, () => rng.normal()),
      answers: Int32Array.from({ length: 400 }, () => rng.integer(4)),
      train: rows.slice(0, 320),
      test: rows.slice(320),
    },
    plan: {
      seed: 9,
      method: 'random',
      burnIn: 0,
      projection: 'dense',
      optimiser: 'adam',
      momentum: 0.9,
      rate: 0.05,
      fullRate: 0.01,
      schedule: { name: 'constant' },
      batch: 64,
      epochs,
      target,
    },
  };
}

const replicas: readonly Replica[] = [undefined, 3, 8, 20, 100].flatMap((dimension) =>
  [0, 1, 2].map((index) => ({ dimension, index, target })),
);

async function outcomes(backend: ReplicaBackend): Promise<ReplicaOutcome[]> {
  const found: ReplicaOutcome[] = [];
  await backend.train(job(20), replicas, (outcome) => found.push(outcome), {});
  return found.sort((a, b) => (a.dimension ?? 0) - (b.dimension ?? 0) || a.index - b.index);
}

describe('replicas on threads', () => {
  it('have the same curves for any number of threads', async () => {
    const one = await outcomes(replicasOnCallingThread());
    expect(one).toHaveLength(replicas.length);
    for (const threads of [1, 2, 5]) {
      const backend = new TrainingThreads(threads, script);
      expect(backend.description).toContain(threads === 1 ? ', 1 thread' : `, ${threads} threads`);
      expect(await outcomes(backend)).toEqual(one);
    }
  });

  it('are trained by the same threads again, whatever became of the job before', async () => {
    const backend = new TrainingThreads(2, script);
    const one = await outcomes(backend);
    expect(await outcomes(backend)).toEqual(one);
    const broken = { ...job(2), plan: { ...job(2).plan, projection: 'none' as 'dense' } };
    await expect(backend.train(broken, replicas, () => {}, {})).rejects.toThrow();
    expect(await outcomes(backend)).toEqual(one);
  });

  it('hand over the layers that were asked for, the same as the calling thread', async () => {
    const asked: Replica = { dimension: undefined, index: 1, target, layersOf: Int32Array.from([399, 5]) };
    const layersBy = async (backend: ReplicaBackend): Promise<unknown> => {
      const told: unknown[] = [];
      await backend.train(job(3), [asked], (_, layers) => told.push(layers), {});
      return told;
    };
    const here = await layersBy(replicasOnCallingThread());
    expect(here).toMatchObject([
      [
        { name: 'hidden1', columns: 10 },
        { name: 'output', columns: 4 },
      ],
    ]);
    expect(await layersBy(new TrainingThreads(2, script))).toEqual(here);
  });

  it('stop when told, and have told of those that had ended', async () => {
    const stop = new AbortController();
    let ended = 0;
    const work = new TrainingThreads(2, script).train(
      job(2000),
      replicas,
      () => {
        ended++;
        stop.abort();
      },
      { signal: stop.signal },
    );
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThan(replicas.length);
  });

  it('train on the calling thread where the script is missing', async () => {
    const lost = new TrainingThreads(4, join(folder, 'missing.js'));
    expect(lost.description).toMatch(/, 1 thread$/);
    expect(await outcomes(lost)).toHaveLength(replicas.length);
  });

  it('end with the reason when a thread fails', async () => {
    const broken = {
      ...job(2),
      network: { name: '', widths: [12, 2 ** 31, 4], activation: 'relu' as const },
    };
    const work = new TrainingThreads(2, script).train(broken, replicas, () => {}, {});
    await expect(work).rejects.toThrow();
  });
});
