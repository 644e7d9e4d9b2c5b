import { Rng } from '../../src/base/rng';
import type { Activation } from '../../src/compute/training/kernels';
import type { NativeJob } from '../../src/science/subspace/replicaBackend';
import type { Replica, TrainingPlan } from '../../src/science/subspace/trainReplica';
import type { AbsoluteTarget } from '../../src/science/subspace/target';

/** What every backend is to train alike. */
export interface TrainingCase {
  readonly job: NativeJob;
  readonly replicas: readonly Replica[];
}

const target: AbsoluteTarget = { split: 'test', measure: 'accuracy', value: 0.6, relative: false };
const lossTarget: AbsoluteTarget = { split: 'train', measure: 'loss', value: 0.5, relative: false };

const usual: TrainingPlan = {
  seed: 3,
  method: 'random',
  burnIn: 0,
  projection: 'dense',
  optimiser: 'adam',
  momentum: 0.9,
  rate: 0.05,
  fullRate: 0.005,
  schedule: { name: 'constant' },
  batch: 64,
  epochs: 2,
  target,
};

/** 150 points about five centres in 11 dimensions; a batch of them is never full at the end. */
function job(
  widths: readonly number[],
  activation: Activation,
  plan: Partial<TrainingPlan>,
  answers: 'classes' | 'numbers' = 'classes',
): NativeJob {
  const rng = new Rng(8);
  const [rows, columns, classes] = [150, 11, 5];
  const centres = Array.from({ length: classes * columns }, () => 1.5 * rng.normal());
  const labels = Int32Array.from({ length: rows }, (_, i) => i % classes);
  const features = Float32Array.from(
    { length: rows * columns },
    (_, i) => (centres[(labels[Math.floor(i / columns)] ?? 0) * columns + (i % columns)] ?? 0) + rng.normal(),
  );
  const numbers = Float32Array.from({ length: rows * 2 }, (_, i) => Math.sin(features[i * 5] ?? 0));
  const order = Int32Array.from({ length: rows }, (_, i) => (i * 7) % rows);
  return {
    network: { name: 'network', widths, activation },
    data: {
      ...{ rows, columns, features, answers: answers === 'classes' ? labels : numbers },
      ...{ train: order.slice(0, 117), test: order.slice(117) },
    },
    plan: { ...usual, ...plan },
  };
}

const inSubspaces = (aim: AbsoluteTarget): Replica[] =>
  [3, 17].map((dimension): Replica => ({ dimension, index: 1, target: aim }));
const inFull = (aim: AbsoluteTarget): Replica[] =>
  [0, 1].map((index): Replica => ({ dimension: undefined, index, target: aim }));

export const trainingCases: Readonly<Record<string, () => TrainingCase>> = {
  'classes by Adam, ReLU, subspaces and all of parameter space': () => ({
    job: job([11, 35, 5], 'relu', {}),
    replicas: [...inFull(target), ...inSubspaces(target)],
  }),
  'classes by the Adam of Larsen et al., GELU, two hidden layers': () => ({
    job: job([11, 20, 9, 5], 'gelu', { optimiser: 'larsen-adam', schedule: { name: 'cosine' } }),
    replicas: inSubspaces(target),
  }),
  'numbers by momentum, tanh': () => ({
    job: job(
      [11, 33, 2],
      'tanh',
      { optimiser: 'momentum', rate: 0.02, fullRate: 0.02, target: lossTarget },
      'numbers',
    ),
    replicas: [...inSubspaces(lossTarget), ...inFull(lossTarget)],
  }),
  'a linear model by gradient descent, one batch an epoch': () => ({
    job: job([11, 5], 'identity', { optimiser: 'sgd', rate: 0.3, fullRate: 0.1, batch: 500 }),
    replicas: [...inFull(target), ...inSubspaces(target)],
  }),
};
