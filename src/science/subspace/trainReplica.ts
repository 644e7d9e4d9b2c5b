import { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Pacer } from '../../compute/work';
import type { LayerValues, TrainableObjective } from '../models/objective';
import { descend } from './descend';
import { leastLoss } from './leastLoss';
import { openSubspace, type MethodPlan } from './openSubspace';
import type { ReplicaOutcome } from './outcome';
import { ReplicaRecord } from './replicaRecord';
import { startStream } from './startStream';
import { drawSubspace } from './projections';
import { fullSpace, takeParameters, type ParameterSpace } from './subspace';
import type { AbsoluteTarget, Target } from './target';

export const secondPhases = ['full', 'random'] as const;
/** All of parameter space, or a random subspace of the same dimension, drawn anew. */
export type SecondPhase = (typeof secondPhases)[number];

/** How every replica is trained. */
export interface TrainingPlan extends MethodPlan {
  readonly seed: number;
  /** Learning rate in a subspace. */
  readonly rate: number;
  readonly target: Target;
  /** A second phase of a run in a subspace: its last epochs, from where the first led, in a space of its own. */
  readonly then?: SecondPhase | undefined;
  /** Epochs of the second phase, fewer than all. */
  readonly thenEpochs?: number | undefined;
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
  objective: TrainableObjective,
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
  objective: TrainableObjective,
  arena: Arena,
  plan: TrainingPlan,
  replica: Replica,
  pacer: Pacer,
): Promise<TrainedReplica> {
  const { dimension } = replica;
  const rng = new Rng(plan.seed).split(dimension ?? 0).split(replica.index);
  const space = takeParameters(arena, objective.parameters);
  const first = plan.start === undefined ? rng.split(0) : startStream(plan.seed, plan.start);
  await objective.initialise(arena.viewFloats(space.base, objective.parameters), first);
  const subspace =
    dimension === undefined
      ? fullSpace(space)
      : await openSubspace(objective, arena, space, plan, dimension, rng, pacer);
  // What a second phase reaches is not within the first one's subspace.
  const least =
    dimension === undefined || plan.then !== undefined
      ? undefined
      : leastLoss(objective, arena, space, subspace);
  copyParameters(arena, space, 'base', 'theta');
  const rate = dimension === undefined ? plan.fullRate : plan.rate;
  const watched = plan.target.split === 'train' ? objective.train : objective.test;
  const record = new ReplicaRecord(plan, replica);
  const atEpoch = async (epoch: number, loss: number): Promise<boolean> =>
    record.atEpoch(epoch, loss, await objective.evaluate(space.theta, watched));
  const second = dimension === undefined || plan.then === undefined ? 0 : (plan.thenEpochs ?? 0);
  const before = plan.epochs - second;
  const phase = { ...plan, epochs: before };
  let diverged = false;
  const events = { epoch: async (epoch: number, loss: number) => (diverged = await atEpoch(epoch, loss)) };
  await descend(objective, arena, space, subspace, phase, rate, rng.split(2), events, pacer);
  if (second > 0 && !diverged) {
    copyParameters(arena, space, 'theta', 'base');
    const isFull = plan.then === 'full' || dimension === undefined;
    const next = isFull
      ? fullSpace(space)
      : drawSubspace(plan.projection, arena, space, dimension, rng.split(4));
    const later = { epoch: (epoch: number, loss: number) => atEpoch(before + epoch, loss) };
    await descend(
      objective,
      arena,
      space,
      next,
      { ...plan, epochs: second },
      isFull ? plan.fullRate : plan.rate,
      rng.split(5),
      later,
      pacer,
    );
  }
  const outcome = record.outcome(
    await objective.evaluate(space.theta, objective.train),
    await objective.evaluate(space.theta, objective.test),
  );
  const { layersOf } = replica;
  const layers =
    layersOf &&
    (await objective.layers?.(space.theta, { at: arena.store(layersOf), count: layersOf.length }));
  return {
    outcome: { ...outcome, ...(least === undefined ? {} : { least }) },
    ...(layers === undefined ? {} : { layers }),
  };
}

function copyParameters(
  arena: Arena,
  space: ParameterSpace,
  from: 'base' | 'theta',
  to: 'base' | 'theta',
): void {
  arena.viewFloats(space[to], space.parameters).set(arena.viewFloats(space[from], space.parameters));
}
