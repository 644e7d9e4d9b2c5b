import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import type { BackendChoice } from '../../../../src/compute/backendChoice';
import { GpuFault } from '../../../../src/compute/webgpu/gpuFault';
import { ChosenReplicas, type TrainingGpu } from '../../../../src/science/subspace/chosenReplicas';
import type { ReplicaOutcome } from '../../../../src/science/subspace/outcome';
import {
  nativeJob,
  type NativeJob,
  type OnOutcome,
  type ReplicaBackend,
} from '../../../../src/science/subspace/replicaBackend';
import type { Replica } from '../../../../src/science/subspace/trainReplica';

const replicas: Replica[] = [4, 4, 9].map((dimension, i) => ({ dimension, index: i % 2, target: undefined }));

const job = (projection: 'dense' | 'fastfood' = 'dense'): NativeJob => ({
  network: { name: 'linear', widths: [2, 2], activation: 'identity' },
  data: {
    ...{ rows: 4, columns: 2, features: new Float32Array(8), answers: new Int32Array(4) },
    ...{ train: Int32Array.of(0, 1), test: Int32Array.of(2, 3) },
  },
  plan: {
    ...{ seed: 1, method: 'random', burnIn: 0, projection, optimiser: 'sgd', momentum: 0, rate: 1 },
    ...{ fullRate: 1, schedule: { name: 'constant' }, batch: 2, epochs: 1 },
    target: { split: 'test', measure: 'accuracy', value: 1, relative: false },
  },
});

const outcomeOf = ({ dimension, index }: Replica): ReplicaOutcome => ({
  ...{ dimension: dimension ?? null, index, best: 0, reachedAt: null, succeeded: false, diverged: false },
  ...{ train: { loss: 0, accuracy: 0 }, test: { loss: 0, accuracy: 0 }, curve: [] },
});

type Train = TrainingGpu['train'];

/** Trains so many, then does as told. */
const after =
  (count: number, then: () => Promise<void> = () => Promise.resolve()): Train =>
  (_job, all, onOutcome) => {
    for (const replica of all.slice(0, count)) onOutcome(outcomeOf(replica), undefined);
    return then();
  };

function rig(choice: BackendChoice, train: Train, software = false, leastWork = 0) {
  const [onProcessor, told]: [Replica[], ReplicaOutcome[]] = [[], []];
  const counts = { opened: 0, ended: 0 };
  const processor: ReplicaBackend = {
    description: 'the processor',
    arithmetic: 'vectors',
    train: (given, all, onOutcome, hooks) => {
      onProcessor.push(...all);
      return after(all.length)(nativeJob(given), all, onOutcome, hooks);
    },
  };
  const gpu: TrainingGpu = { adapter: { name: 'Card', software }, train, end: () => void counts.ended++ };
  const open = (): Promise<TrainingGpu> => {
    counts.opened++;
    return Promise.resolve(gpu);
  };
  const chosen = new ChosenReplicas(choice, processor, open, leastWork);
  const hear: OnOutcome = (outcome) => void told.push(outcome);
  return {
    chosen,
    counts,
    onProcessor,
    told,
    train: (given = job()) => chosen.train(given, replicas, hear, {}),
  };
}

describe('replicas on the chosen backend', () => {
  it('are trained on a GPU that stays open from one round to the next, and is named', async () => {
    const { chosen, counts, onProcessor, told, train } = rig('auto', after(3));
    expect(chosen.description).toBe('the processor');
    await train();
    await train();
    expect([counts.opened, onProcessor.length, told.length]).toEqual([1, 0, 6]);
    expect(chosen.description).toBe('WebGPU (Card)');
    expect(chosen.notices).toEqual([]);
  });

  it.each(['lost', 'memory'] as const)('go on on the processor where the GPU fails (%s)', async (reason) => {
    const fault = new GpuFault(reason, 'it went away');
    const { chosen, counts, onProcessor, told, train } = rig(
      'auto',
      after(1, () => Promise.reject(fault)),
    );
    await train();
    // What had ended is not done again.
    expect(onProcessor).toEqual(replicas.slice(1));
    expect(told.map(({ dimension, index }) => [dimension, index])).toEqual([
      [4, 0],
      [4, 1],
      [9, 0],
    ]);
    expect(counts.ended).toBe(1);
    expect(chosen.description).toBe('WebGPU (Card) and the processor');
    expect(chosen.notices).toEqual([
      'Networks were trained on the processor, since the GPU could not be used: it went away.',
    ]);
  });

  it('say why a GPU that was asked for is of no use to them, and nothing where none was', async () => {
    const asked = rig('webgpu', after(3));
    await asked.train(job('fastfood'));
    expect(asked.onProcessor).toEqual(replicas);
    expect(asked.chosen.notices).toEqual([expect.stringMatching(/it has no fastfood projections\.$/)]);
    const unasked = rig('auto', after(3));
    await unasked.train(job('fastfood'));
    expect(unasked.chosen.notices).toEqual([]);
  });

  it('are trained on the processor where that was chosen, the work is little, or the GPU is a program', async () => {
    for (const given of [
      rig('wasm', after(3)),
      rig('auto', after(3), false, 1e9),
      rig('auto', after(3), true),
    ]) {
      await given.train();
      expect(given.onProcessor).toEqual(replicas);
      expect(given.chosen.description).toBe('the processor');
    }
    const forced = rig('webgpu', after(3), true, 1e9);
    await forced.train();
    expect(forced.chosen.description).toBe('WebGPU (Card, a software adapter)');
  });

  it('end with a cancelled run, and the GPU with them', async () => {
    const { counts, onProcessor, train } = rig(
      'webgpu',
      after(1, () => Promise.reject(new AbortedError())),
    );
    await expect(train()).rejects.toThrow(AbortedError);
    expect([counts.ended, onProcessor.length]).toEqual([1, 0]);
  });
});
