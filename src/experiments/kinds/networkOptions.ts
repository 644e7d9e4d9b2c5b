import { CodedError } from '../../base/errors';
import { parseSchedule } from '../../science/subspace/schedule';
import type { NetworkPlan } from '../../science/subspace/trainNetwork';
import { ownNetwork, subspaceSchema, type SubspaceSpec } from './subspaceOptions';

const { data, label, shape, task, epochs, batch, optimiser, momentum, schedule } = subspaceSchema.shape;
const { test, normalise, header, missing, seed, maxMemory, fullRate, seeds } = subspaceSchema.shape;

/** What is learnt and by what network: options of every kind that trains networks in full, named as in subspace-training. */
export const networkOptions = { data, label, model: ownNetwork, shape, task } as const;

/** How it is trained. */
export const trainingOptions = {
  epochs,
  batch,
  optimiser,
  rate: fullRate.describe('Learning rate'),
  momentum,
  schedule,
  seeds: seeds.describe('Networks, each with an initialisation and an order of batches of its own'),
} as const;

/** What becomes of the data. */
export const examplesOptions = { test, normalise, header, missing, seed, maxMemory } as const;

/** A plan of full training from a block's options. */
export function networkPlan(
  spec: Pick<SubspaceSpec, 'data' | 'schedule' | 'epochs' | 'batch' | 'optimiser' | 'momentum' | 'rate'>,
): NetworkPlan {
  const parsed = parseSchedule(spec.schedule);
  if (!parsed.ok) {
    throw new CodedError('experiment.invalid', parsed.error, { location: { file: spec.data } });
  }
  const { epochs: passes, batch: rows, optimiser: name, momentum: decay, rate } = spec;
  return { epochs: passes, batch: rows, optimiser: name, momentum: decay, rate, schedule: parsed.value };
}

/** Training in one line, for the column of facts: `50 epochs, batch 128, adam, rate 0.005`. */
export function trainingText(
  spec: Pick<SubspaceSpec, 'schedule' | 'epochs' | 'batch' | 'optimiser' | 'momentum' | 'rate'>,
): string {
  const name = spec.optimiser === 'momentum' ? `momentum (${spec.momentum})` : spec.optimiser;
  const parts = [`${spec.epochs} epochs`, `batch ${spec.batch}`, name, `rate ${spec.rate}`];
  return [...parts, ...(spec.schedule === 'constant' ? [] : [spec.schedule])].join(', ');
}
