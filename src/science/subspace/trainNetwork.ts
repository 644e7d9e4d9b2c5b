import { Rng } from '../../base/rng';
import { Arena } from '../../compute/training/arena';
import { createTrainingKernels } from '../../compute/training/createKernels';
import { Pacer, type WorkHooks } from '../../compute/work';
import { NetworkObjective } from '../models/networkObjective';
import type { Score } from '../models/objective';
import { descend } from './descend';
import type { TrainingJob } from './replicaBackend';
import { startParameters } from './startParameters';
import { fullSpace, takeParameters } from './subspace';

/** A network before and after its training in all of parameter space. */
export interface TrainedNetwork {
  /** θ₀, D parameters as the layout has them. */
  readonly start: Float32Array;
  /** Where training ended. */
  readonly theta: Float32Array;
  /** At the end of every epoch, from 1. */
  readonly curve: readonly { readonly epoch: number; readonly train: Score; readonly test: Score }[];
  /** Whether the loss ceased to be finite, which ended the training. */
  readonly diverged: boolean;
}

/**
 * Trains a network in all of parameter space from the initialisation of a given number, at the plan's `fullRate`, on the
 * calling thread. The same parameters for the same seed and number on one kind of kernels; replicas whose plan names that
 * `start` begin at the same θ₀. `DoubleNetwork.forward` gives its layers' activations.
 */
export async function trainNetwork(
  { network, data, plan }: TrainingJob,
  start: number,
  hooks: WorkHooks,
): Promise<TrainedNetwork> {
  const kernels = createTrainingKernels();
  const arena = new Arena(kernels, kernels.free);
  const objective = new NetworkObjective(network, data, arena);
  const { parameters } = objective;
  const space = takeParameters(arena, parameters);
  startParameters(objective, plan.seed, start, arena.viewFloats(space.theta, parameters));
  const initial = arena.viewFloats(space.theta, parameters).slice();
  const curve: { epoch: number; train: Score; test: Score }[] = [];
  let diverged = false;
  const epoch = (number: number, loss: number): boolean => {
    curve.push({
      epoch: number,
      train: objective.evaluate(space.theta, objective.train),
      test: objective.evaluate(space.theta, objective.test),
    });
    diverged = !Number.isFinite(loss);
    hooks.onProgress?.(number / plan.epochs);
    return diverged;
  };
  const rng = new Rng(plan.seed).split(0).split(start).split(2);
  const pacer = new Pacer(hooks);
  const within = fullSpace(space);
  await descend(objective, arena, space, within, plan, plan.fullRate, rng, { epoch }, pacer);
  return { start: initial, theta: arena.viewFloats(space.theta, parameters).slice(), curve, diverged };
}
