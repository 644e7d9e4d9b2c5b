import { Rng } from '../../base/rng';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { Score } from '../models/objective';
import type { NativeJob } from './replicaBackend';
import { startStream } from './startStream';
import { NetworkBench } from './trainNetwork';

/** A network before and after its training in all of parameter space. */
export interface TrainedFromStart {
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
 * `start` begin at the same θ₀.
 */
export async function trainFromStart(
  { network, data, plan }: NativeJob,
  start: number,
  hooks: WorkHooks,
): Promise<TrainedFromStart> {
  const bench = new NetworkBench(network, data);
  const initial = bench.draw(startStream(plan.seed, start));
  const curve: { epoch: number; train: Score; test: Score }[] = [];
  let diverged = false;
  const atEpoch = (epoch: number, loss: number): boolean => {
    curve.push({ epoch, train: bench.scoreNow('train'), test: bench.scoreNow('test') });
    diverged = !Number.isFinite(loss);
    hooks.onProgress?.(epoch / plan.epochs);
    return diverged;
  };
  const order = new Rng(plan.seed).split(0).split(start).split(2);
  const full = { ...plan, rate: plan.fullRate };
  const theta = await bench.train(full, initial, order, new Pacer(hooks), { atEpoch });
  return { start: initial, theta, curve, diverged };
}
