import { expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { DoubleNetwork } from '../../../../src/science/models/doubleNetwork';
import type { TrainingData } from '../../../../src/science/models/networkObjective';
import { replicasOnCallingThread, type NativeJob } from '../../../../src/science/subspace/replicaBackend';
import { trainFromStart } from '../../../../src/science/subspace/trainFromStart';
import type { ReplicaOutcome } from '../../../../src/science/subspace/outcome';

const rng = new Rng(1);
const rows = 40;
const features = Float32Array.from({ length: 2 * rows }, () => rng.normal());
const data: TrainingData = {
  rows,
  columns: 2,
  features,
  answers: Int32Array.from({ length: rows }, (_, n) =>
    (features[2 * n] as number) * (features[2 * n + 1] as number) > 0 ? 1 : 0,
  ),
  train: Int32Array.from({ length: rows - 8 }, (_, n) => n),
  test: Int32Array.from({ length: 8 }, (_, n) => rows - 8 + n),
};
const job: NativeJob = {
  network: { name: 'mlp(2-8-2, tanh)', widths: [2, 8, 2], activation: 'tanh' },
  data,
  plan: {
    ...{ seed: 4, rate: 0.05, fullRate: 0.02, optimiser: 'adam', momentum: 0.9, batch: 16, epochs: 30 },
    ...{ schedule: { name: 'constant' }, method: 'random', projection: 'dense', burnIn: 1 },
    target: { split: 'train', measure: 'loss', value: 0.01, relative: false },
  },
};

it('gives θ₀, where it ended, and the curve between them', async () => {
  const found = await trainFromStart(job, 2, {});
  const network = new DoubleNetwork(job.network, data, data.train);
  const [before, after] = [found.start, found.theta].map((theta) =>
    network.forward(Float64Array.from(theta)),
  );
  expect(found.curve).toHaveLength(30);
  expect(found.curve.at(-1)?.train.loss).toBeCloseTo(after?.loss ?? NaN, 5);
  expect(found.curve.at(-1)?.train.accuracy).toBe(after?.accuracy);
  expect(after?.loss).toBeLessThan(0.7 * (before?.loss ?? NaN));
  expect(found.diverged).toBe(false);
  expect(await trainFromStart(job, 2, {})).toEqual(found);
  expect((await trainFromStart(job, 3, {})).start).not.toEqual(found.start);
});

it('begins where replicas of the same start do', async () => {
  const still = { ...job, plan: { ...job.plan, start: 2, rate: 1e-12, fullRate: 1e-12, epochs: 1 } };
  const { start } = await trainFromStart(still, 2, {});
  const { loss } = new DoubleNetwork(job.network, data, data.train).forward(Float64Array.from(start));
  const outcomes: ReplicaOutcome[] = [];
  const replicas = [3, 5].map((dimension) => ({ dimension, index: 1, target: undefined }));
  await replicasOnCallingThread().train(still, replicas, (outcome) => outcomes.push(outcome), {});
  expect(outcomes).toHaveLength(2);
  for (const { train } of outcomes) expect(train.loss).toBeCloseTo(loss, 5);
});
