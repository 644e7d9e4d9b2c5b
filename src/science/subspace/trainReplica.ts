import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Pacer } from '../../compute/work';
import type { LayerValues, Objective } from '../models/objective';
import { descend } from './descend';
import { openSubspace, type MethodPlan } from './openSubspace';
import type { ReplicaOutcome } from './outcome';
import { ReplicaRecord } from './replicaRecord';
import { startStream } from './startStream';
import { fullSpace, takeParameters } from './subspace';
import type { AbsoluteTarget, Target } from './target';

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
  const record = new ReplicaRecord(plan, replica);
  const atEpoch = (epoch: number, loss: number): boolean =>
    record.atEpoch(epoch, loss, objective.evaluate(space.theta, watched));
  await descend(objective, arena, space, subspace, plan, rate, rng.split(2), { epoch: atEpoch }, pacer);
  const outcome = record.outcome(
    objective.evaluate(space.theta, objective.train),
    objective.evaluate(space.theta, objective.test),
  );
  const { layersOf } = replica;
  const layers =
    layersOf && objective.layers?.(space.theta, { at: arena.store(layersOf), count: layersOf.length });
  return { outcome, ...(layers === undefined ? {} : { layers }) };
}
