import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Pacer } from '../../compute/work';
import type { LayerValues, Objective } from '../models/objective';
import { descend } from './descend';
import { openSubspace, type MethodPlan } from './openSubspace';
import { finiteOrNull, finiteScore, type ReplicaOutcome } from './outcome';
import { startStream } from './startStream';
import { fullSpace, takeParameters } from './subspace';
import { better, isReached, measured, type AbsoluteTarget, type Target } from './target';

/** How every replica is trained. */
export interface TrainingPlan extends MethodPlan {
  readonly seed: number;
  /** Learning rate in a subspace. */
  readonly rate: number;
  readonly target: Target;
  /** The number of the initialisation that all replicas begin at; each draws its own where there is none. */
  readonly start?: number | undefined;
}

/** One run to do. */
export interface Replica {
  /** d; undefined for all of parameter space. */
  readonly dimension: number | undefined;
  readonly index: number;
  /** Undefined where only full training will tell what the target is. */
  readonly target: AbsoluteTarget | undefined;
  /** Rows of the data whose representation in every layer is wanted once the network is trained. */
  readonly layersOf?: Int32Array;
}

/** What became of a replica. */
export interface TrainedReplica {
  readonly outcome: ReplicaOutcome;
  /** Where they were asked for, and the network has some. */
  readonly layers?: readonly LayerValues[];
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
): Promise<TrainedReplica> {
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
): Promise<TrainedReplica> {
  const { dimension } = replica;
  const rng = new Rng(plan.seed).split(dimension ?? 0).split(replica.index);
  const space = takeParameters(arena, objective.parameters);
  const first = plan.start === undefined ? rng.split(0) : startStream(plan.seed, plan.start);
  objective.initialise(arena.viewFloats(space.base, objective.parameters), first);
  const subspace =
    dimension === undefined
      ? fullSpace(space)
      : await openSubspace(objective, arena, space, plan, dimension, rng, pacer);
  const { parameters } = objective;
  arena.viewFloats(space.theta, parameters).set(arena.viewFloats(space.base, parameters));

  const rate = dimension === undefined ? plan.fullRate : plan.rate;
  const watched = plan.target.split === 'train' ? objective.train : objective.test;
  const curve: ReplicaOutcome['curve'] = [];
  let best = NaN;
  let reachedAt: number | null = null;
  let diverged = false;
  const atEpoch = (epoch: number, loss: number): boolean => {
    const score = measured(plan.target, objective.evaluate(space.theta, watched));
    best = better(plan.target, best, score);
    if (reachedAt === null && replica.target && isReached(replica.target, score)) reachedAt = epoch;
    if (isKept(epoch, plan.epochs))
      curve.push({ epoch, loss: finiteOrNull(loss), score: finiteOrNull(score) });
    diverged = !Number.isFinite(loss);
    return diverged;
  };
  await descend(objective, arena, space, subspace, plan, rate, rng.split(2), { epoch: atEpoch }, pacer);
  const outcome: ReplicaOutcome = {
    dimension: dimension ?? null,
    index: replica.index,
    best: finiteOrNull(best),
    reachedAt,
    succeeded: reachedAt !== null,
    diverged,
    train: finiteScore(objective.evaluate(space.theta, objective.train)),
    test: finiteScore(objective.evaluate(space.theta, objective.test)),
    curve,
  };
  const { layersOf } = replica;
  const layers =
    layersOf && objective.layers?.(space.theta, { at: arena.store(layersOf), count: layersOf.length });
  return { outcome, ...(layers === undefined ? {} : { layers }) };
}

/** A hundred points of a curve, its last among them, are as many as a figure shows. */
function isKept(epoch: number, epochs: number): boolean {
  return (epochs - epoch) % Math.ceil(epochs / mostCurvePoints) === 0;
}
