import { throwIfAborted } from '../../base/abort';
import { Arena } from '../../compute/training/arena';
import { createTrainingKernels } from '../../compute/training/createKernels';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { ParameterOrbits } from '../models/equivariantOrbits';
import { isLayersNetwork, isWellNetwork, type AnyNetwork, type LayersNetwork } from '../models/layersNetwork';
import type { NetworkSpec } from '../models/modelSpec';
import { NetworkObjective, type TrainingData } from '../models/networkObjective';
import type { Objective } from '../models/objective';
import { TiedObjective } from '../models/tiedObjective';
import type { WellNetwork } from '../models/wellNetwork';
import { WellObjective } from '../models/wellObjective';
import { trainReplica, type Replica, type TrainedReplica, type TrainingPlan } from './trainReplica';

/** What all replicas of an experiment share. */
export interface TrainingJob<Network extends AnyNetwork = AnyNetwork> {
  readonly network: Network;
  readonly data: TrainingData;
  readonly plan: TrainingPlan;
  /** Which parameters are held equal, and count as one; none where it is absent. */
  readonly orbits?: ParameterOrbits | undefined;
}

/** A job for a network of ours, one for our own kernels, which know wells too, and one for TensorFlow.js. */
export type NativeJob = TrainingJob<NetworkSpec>;
export type KernelJob = TrainingJob<NetworkSpec | WellNetwork>;
export type LayersJob = TrainingJob<LayersNetwork>;

/** Which of the two it is. */
export function isLayersJob(job: TrainingJob): job is LayersJob {
  return isLayersNetwork(job.network);
}

/** For what has our kernels alone. */
export function kernelJob(job: TrainingJob): KernelJob {
  const { network } = job;
  if (isLayersNetwork(network)) throw new Error('our own kernels do not train models of TensorFlow.js');
  return { ...job, network };
}

/** For what knows the layers of our networks alone. */
export function nativeJob(job: TrainingJob): NativeJob {
  const { network, ...rest } = kernelJob(job);
  if (isWellNetwork(network)) throw new Error('a quadratic well has no layers');
  return { ...rest, network };
}

/** Hears how a replica ended, and what it took of one thread, in ms, where that was measured. */
export type OnOutcome = (
  outcome: TrainedReplica['outcome'],
  layers: TrainedReplica['layers'],
  ms?: number,
) => void;

/** Trains replicas, in any order and any number at a time: their outcomes do not depend on it. */
export interface ReplicaBackend {
  /** What trains, for people: `webassembly simd, 2 threads`. */
  readonly description: string;
  /** What a user is to know of how the training went, as sentences. */
  readonly notices?: readonly string[];
  /** What the numbers depend on beside the job: `webassembly simd`, for any number of threads. */
  readonly arithmetic: string;
  /**
   * Resolves once all are trained.
   * @param onOutcome hears of each replica when it ends, and of its layers where they were asked for; where the signal
   *   ends the work, of those that had ended.
   */
  train(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void>;
}

/** A trainer with the job's data in its own kernels' memory. */
export class ReplicaTrainer {
  private readonly arena: Arena;
  private readonly objective: Objective;
  private readonly plan: TrainingPlan;

  constructor({ network, data, plan, orbits }: KernelJob) {
    const kernels = createTrainingKernels();
    this.arena = new Arena(kernels, kernels.free);
    const free = isWellNetwork(network)
      ? new WellObjective(network, data, this.arena)
      : new NetworkObjective(network, data, this.arena);
    this.objective = orbits === undefined ? free : new TiedObjective(free, orbits, this.arena);
    this.plan = plan;
  }

  train(replica: Replica, hooks: WorkHooks): Promise<TrainedReplica> {
    return trainReplica(this.objective, this.arena, this.plan, replica, new Pacer(hooks));
  }
}

/** Trains on the calling thread, one replica after another. */
export function replicasOnCallingThread(): ReplicaBackend {
  const arithmetic = createTrainingKernels().description;
  return {
    description: `${arithmetic}, 1 thread`,
    arithmetic,
    async train(job, replicas, onOutcome, hooks) {
      const trainer = new ReplicaTrainer(kernelJob(job));
      for (const replica of replicas) {
        await hooks.breathe?.();
        throwIfAborted(hooks.signal);
        const { outcome, layers } = await trainer.train(replica, hooks);
        onOutcome(outcome, layers);
      }
    },
  };
}
