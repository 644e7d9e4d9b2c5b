import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Pacer } from '../../compute/work';
import type { Objective, Rows, Score } from '../models/objective';
import { createOptimiser, type OptimiserName } from './optimiser';
import type { ReplicaOutcome } from './outcome';
import { drawSubspace, type ProjectionKind } from './projections';
import { rateFactor, type Schedule } from './schedule';
import { fullSpace, takeParameters } from './subspace';
import { better, isReached, measured, type AbsoluteTarget, type Target } from './target';

/** How every replica is trained. */
export interface TrainingPlan {
  readonly seed: number;
  readonly projection: ProjectionKind;
  readonly optimiser: OptimiserName;
  readonly momentum: number;
  /** Learning rate in a subspace, and in full space. */
  readonly rate: number;
  readonly fullRate: number;
  readonly schedule: Schedule;
  readonly batch: number;
  readonly epochs: number;
  readonly target: Target;
}

/** One run to do. */
export interface Replica {
  /** d; undefined for all of parameter space. */
  readonly dimension: number | undefined;
  readonly index: number;
  /** Undefined where only full training will tell what the target is. */
  readonly target: AbsoluteTarget | undefined;
}

const mostCurvePoints = 100;

/**
 * Trains one replica from its own streams of chance, which depend on the seed, d and the index alone: the outcome is
 * the same to the last bit wherever and whenever it runs, on one kind of kernels.
 */
export async function trainReplica(
  objective: Objective,
  arena: Arena,
  plan: TrainingPlan,
  replica: Replica,
  pacer: Pacer,
): Promise<ReplicaOutcome> {
  const mark = arena.mark;
  try {
    return await train(objective, arena, plan, replica, pacer);
  } finally {
    arena.release(mark);
  }
}

async function train(
  objective: Objective,
  arena: Arena,
  plan: TrainingPlan,
  replica: Replica,
  pacer: Pacer,
): Promise<ReplicaOutcome> {
  const { dimension } = replica;
  const rng = new Rng(plan.seed).split(dimension ?? 0).split(replica.index);
  const space = takeParameters(arena, objective.parameters);
  objective.initialise(arena.viewFloats(space.base, objective.parameters), rng.split(0));
  const subspace =
    dimension === undefined
      ? fullSpace(space)
      : drawSubspace(plan.projection, arena, space, dimension, rng.split(1));
  const { values, gradient } = subspace;
  const optimiser = createOptimiser(
    plan.optimiser,
    arena,
    values,
    gradient,
    subspace.dimension,
    plan.momentum,
  );
  const order = arena.store(arena.viewIntegers(objective.train.at, objective.train.count).slice());
  arena.viewFloats(space.theta, objective.parameters).set(arena.viewFloats(space.base, objective.parameters));

  const rate = dimension === undefined ? plan.fullRate : plan.rate;
  const perEpoch = Math.ceil(objective.train.count / plan.batch);
  const watched = plan.target.split === 'train' ? objective.train : objective.test;
  const curve: ReplicaOutcome['curve'] = [];
  let best = NaN;
  let reachedAt: number | null = null;
  let diverged = false;
  let step = 0;
  for (let epoch = 0; epoch < plan.epochs && !diverged; epoch++) {
    arena.kernels.shuffle(order, objective.train.count, rng.split(2).split(epoch).words);
    let loss = 0;
    for (const batch of batches({ at: order, count: objective.train.count }, plan.batch)) {
      loss += (objective.gradient(space.theta, batch, space.gradient) * batch.count) / objective.train.count;
      subspace.pullBack();
      optimiser.step(rate * rateFactor(plan.schedule, step++, perEpoch * plan.epochs, epoch));
      subspace.apply();
      await pacer.did(6 * batch.count * objective.parameters);
    }
    diverged = !Number.isFinite(loss);
    const score = measured(plan.target, objective.evaluate(space.theta, watched));
    await pacer.did(watched.count * objective.parameters);
    best = better(plan.target, best, score);
    if (reachedAt === null && replica.target && isReached(replica.target, score)) reachedAt = epoch + 1;
    if (isKept(epoch, plan.epochs))
      curve.push({ epoch: epoch + 1, loss: orNull(loss), score: orNull(score) });
  }
  return {
    dimension: dimension ?? null,
    index: replica.index,
    best: orNull(best),
    reachedAt,
    succeeded: reachedAt !== null,
    diverged,
    train: scores(objective.evaluate(space.theta, objective.train)),
    test: scores(objective.evaluate(space.theta, objective.test)),
    curve,
  };
}

function* batches({ at, count }: Rows, size: number): Generator<Rows> {
  for (let first = 0; first < count; first += size) {
    yield { at: at + 4 * first, count: Math.min(size, count - first) };
  }
}

/** A hundred points of a curve, its last among them, are as many as a figure shows. */
function isKept(epoch: number, epochs: number): boolean {
  return (epochs - 1 - epoch) % Math.ceil(epochs / mostCurvePoints) === 0;
}

function scores({ loss, accuracy }: Score): ReplicaOutcome['train'] {
  return { loss: orNull(loss), accuracy: orNull(accuracy ?? NaN) };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
