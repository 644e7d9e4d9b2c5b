import { describe, expect, it } from 'vitest';
import type { Keeping } from '../../../src/experiments/kept';
import type { ReplicaOutcome } from '../../../src/science/subspace/outcome';
import type { ReplicaBackend, NativeJob } from '../../../src/science/subspace/replicaBackend';
import type { Replica } from '../../../src/science/subspace/trainReplica';
import { fitModel, parseModel } from '../../../src/science/models/modelSpec';
import { replicasOnCallingThread } from '../../../src/science/subspace/replicaBackend';
import { parseSchedule } from '../../../src/science/subspace/schedule';
import { parseTarget } from '../../../src/science/subspace/target';
import { KeepingReplicas } from '../../../src/worker/keepingReplicas';

function jobOf(change: Partial<NativeJob['plan']> = {}, feature = 1): NativeJob {
  const rows = 12;
  const features = Float32Array.from({ length: rows * 2 }, (_, i) => (i === 0 ? feature : Math.sin(i)));
  const network = fitModel(demand(parseModel('mlp(2-3-2)')), 2, 2);
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return {
    network: demand(network),
    data: {
      ...{ rows, columns: 2, features, answers: all.map((i) => i % 2) },
      ...{ train: all.slice(0, 8), test: all.slice(8) },
    },
    plan: {
      ...{ epochs: 2, batch: 4, optimiser: 'adam', momentum: 0.9, rate: 0.05, fullRate: 0.01, seed: 3 },
      ...{ method: 'random', burnIn: 1, projection: 'dense' },
      schedule: demand(parseSchedule('constant')),
      target: demand(parseTarget('accuracy >= 0.9')),
      ...change,
    },
  };
}

function demand<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (result.ok) return result.value;
  throw new Error(String(result.error));
}

const some: readonly Replica[] = [2, 2, 3].map((dimension, i) => ({
  dimension,
  index: i % 2,
  target: undefined,
}));

/** Trains for real, and counts. */
class Counted implements ReplicaBackend {
  private readonly trainer = replicasOnCallingThread();
  readonly description = this.trainer.description;
  readonly arithmetic = this.trainer.arithmetic;
  trained = 0;
  train: ReplicaBackend['train'] = (job, replicas, onOutcome, hooks) => {
    this.trained += replicas.length;
    return this.trainer.train(job, replicas, onOutcome, hooks);
  };
}

describe('a trainer that does no replica twice', () => {
  const shelf: string[] = [];
  const open = (): Promise<Keeping> =>
    Promise.resolve({
      earlier: shelf.map((text) => ({ value: JSON.parse(text) as unknown, from: undefined })),
      keep: (value) => void shelf.push(JSON.stringify(value)),
    });
  async function train(
    job: NativeJob,
    replicas = some,
  ): Promise<{ outcomes: ReplicaOutcome[]; trained: number }> {
    const trainer = new Counted();
    const outcomes: ReplicaOutcome[] = [];
    await new KeepingReplicas(trainer, open).train(job, replicas, (outcome) => outcomes.push(outcome), {});
    return { outcomes, trained: trainer.trained };
  }

  it('gives again what was done, and trains what is another replica, network, plan or data', async () => {
    const first = await train(jobOf());
    expect(first.trained).toBe(3);
    const again = await train(jobOf());
    expect(again).toEqual({ outcomes: first.outcomes, trained: 0 });
    const more: Replica = { dimension: 3, index: 1, target: undefined };
    expect((await train(jobOf(), [...some, more])).trained).toBe(1);
    expect((await train(jobOf({ seed: 4 }))).trained).toBe(3);
    expect((await train(jobOf({}, 2))).trained).toBe(3);
    const aimed = some.map((replica) => ({
      ...replica,
      target: { ...demand(parseTarget('accuracy >= 0.5')), relative: false as const },
    }));
    expect((await train(jobOf(), aimed)).trained).toBe(3);
  });

  it('trains those whose layers are asked for each time', async () => {
    const layered = some.map((replica) => ({ ...replica, layersOf: Int32Array.of(0, 1) }));
    expect((await train(jobOf(), layered)).trained).toBe(3);
    expect((await train(jobOf(), layered)).trained).toBe(3);
  });
});
