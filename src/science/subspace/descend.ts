import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';
import type { Pacer } from '../../compute/work';
import type { Rows, TrainableObjective } from '../models/objective';
import { createOptimiser, type OptimiserName } from './optimiser';
import { rateFactor, type Schedule } from './schedule';
import type { ParameterSpace, Subspace } from './subspace';

/** How parameters are moved along their gradient. */
export interface DescentPlan {
  readonly optimiser: OptimiserName;
  readonly momentum: number;
  readonly schedule: Schedule;
  readonly batch: number;
  readonly epochs: number;
}

/** What is told on the way; true ends the descent. */
export interface DescentEvents {
  /** After every step, counted from 1. */
  readonly step?: (step: number) => boolean;
  /** After every epoch, counted from 1, with the mean loss of its batches. */
  readonly epoch?: (epoch: number, loss: number) => boolean | Promise<boolean>;
}

/** Steps of a whole descent. */
export function stepsOf(
  objective: TrainableObjective,
  { batch, epochs }: Pick<DescentPlan, 'batch' | 'epochs'>,
): number {
  return epochs * Math.ceil(objective.train.count / batch);
}

/** Moves θ from where it is, within the subspace, by minibatches in an order that `rng` draws anew for every epoch. */
export async function descend(
  objective: TrainableObjective,
  arena: Arena,
  space: ParameterSpace,
  subspace: Subspace,
  plan: DescentPlan,
  rate: number,
  rng: Rng,
  events: DescentEvents,
  pacer: Pacer,
): Promise<void> {
  const { kernels } = arena;
  const { count } = objective.train;
  const { values, gradient, dimension } = subspace;
  const optimiser = createOptimiser(plan.optimiser, arena, values, gradient, dimension, plan.momentum);
  const order = arena.store(arena.viewIntegers(objective.train.at, count).slice());
  const steps = stepsOf(objective, plan);
  let step = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    kernels.shuffle(order, count, rng.split(epoch).words);
    let loss = 0;
    for (const batch of batches(order, count, plan.batch)) {
      const found = objective.gradient(space.theta, batch, space.gradient);
      // Awaiting a number would cost our kernels' short steps a turn of the loop each.
      loss += ((typeof found === 'number' ? found : await found) * batch.count) / count;
      subspace.pullBack();
      optimiser.step(rate * rateFactor(plan.schedule, step++, steps, epoch));
      subspace.apply();
      if (events.step?.(step) === true) return;
      // Steps may be short: most have nothing to wait for.
      const pause = pacer.did(6 * batch.count * objective.parameters);
      if (pause !== undefined) await pause;
    }
    if ((await events.epoch?.(epoch + 1, loss)) === true) return;
  }
}

function* batches(order: Address, count: number, size: number): Generator<Rows> {
  for (let first = 0; first < count; first += size) {
    yield { at: order + 4 * first, count: Math.min(size, count - first) };
  }
}
