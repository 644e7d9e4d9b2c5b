import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { Pacer } from '../../../../src/compute/work';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import type { ReplicaOutcome } from '../../../../src/science/subspace/outcome';
import { trainReplica, type TrainingPlan } from '../../../../src/science/subspace/trainReplica';

const target = { split: 'train', measure: 'loss', value: 0, relative: false } as const;
const plan: TrainingPlan = {
  ...{ seed: 3, method: 'random', projection: 'dense', burnIn: 1, target },
  ...{ optimiser: 'sgd', momentum: 0, schedule: { name: 'constant' }, batch: 25, epochs: 8 },
  ...{ rate: 0.5, fullRate: 0.1 },
};

async function outcome(other: Partial<TrainingPlan>, dimension: number | null = 6): Promise<ReplicaOutcome> {
  const rng = new Rng(8);
  const features = Float32Array.from({ length: 100 * 8 }, () => rng.normal());
  const answers = Int32Array.from({ length: 100 }, (_, i) => ((features[8 * i] ?? 0) > 0 ? 1 : 0));
  const rows = Int32Array.from({ length: 100 }, (_, i) => i);
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const network = { name: '', widths: [8, 6, 2], activation: 'relu' as const };
  const data = { rows: 100, columns: 8, features, answers, train: rows, test: rows };
  const objective = new NetworkObjective(network, data, arena);
  const replica = { dimension: dimension ?? undefined, index: 0, target };
  return (await trainReplica(objective, arena, { ...plan, ...other }, replica, new Pacer({}))).outcome;
}

describe('a second phase', () => {
  it('begins where the first ended', async () => {
    const alone = await outcome({ epochs: 5 });
    const both = await outcome({ then: 'full', thenEpochs: 3 });
    expect(both.curve.slice(0, 5)).toEqual(alone.curve);
    expect(both.curve.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // With no step it stays there.
    const still = await outcome({ then: 'full', thenEpochs: 3, fullRate: 0 });
    expect(still.train).toEqual(alone.train);
  });

  it('leaves the subspace in full space, and changes it for another random one', async () => {
    const alone = await outcome({ epochs: 8 });
    const full = await outcome({ then: 'full', thenEpochs: 3 });
    const random = await outcome({ then: 'random', thenEpochs: 3 });
    expect(full.train.loss).toBeLessThan(alone.train.loss ?? NaN);
    expect(random.train).not.toEqual(alone.train);
    expect(random.train).not.toEqual(full.train);
  });

  it('changes nothing of runs that are in full space all along', async () => {
    expect(await outcome({ then: 'full', thenEpochs: 3 }, null)).toEqual(await outcome({}, null));
  });
});

describe('a second phase in full space', () => {
  it('is training continued: all steps in one batch lead where gradient descent does from there', async () => {
    // A first phase that does not move, then descent in full space by whole batches: the same as full space alone.
    const shared = { batch: 100, seed: 5, start: 0 };
    const both = await outcome({ ...shared, rate: 0, then: 'full', thenEpochs: 4 });
    const alone = await outcome({ ...shared, epochs: 4 }, null);
    expect(both.train.loss).toBeCloseTo(alone.train.loss ?? NaN, 5);
    expect(both.curve.slice(4).map(({ score }) => score)).toHaveLength(4);
    both.curve.slice(4).forEach(({ loss }, i) => expect(loss).toBeCloseTo(alone.curve[i]?.loss ?? NaN, 5));
  });
});
