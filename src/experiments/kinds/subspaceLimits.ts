import { CodedError } from '../../base/errors';
import {
  isLayersNetwork,
  isWellNetwork,
  parametersOf,
  type AnyNetwork,
} from '../../science/models/layersNetwork';
import { objectiveBytes, type TrainingData } from '../../science/models/networkObjective';
import { mostDirections } from '../../science/subspace/lotterySubspace';
import { projectionBytes } from '../../science/subspace/projections';
import type { SubspaceSpec } from './subspaceOptions';

/** The greatest dimension that can be trained, and why no more. */
export interface Most {
  readonly dimension: number;
  readonly reason: string;
  readonly remedy: string;
}

/** The options that limit a subspace's dimension. */
type LimitingOptions = Pick<
  SubspaceSpec,
  'method' | 'projection' | 'epochs' | 'batch' | 'test' | 'maxMemory'
>;

/**
 * @param rows of the data, some of which are for testing.
 * @param free parameters that are not held equal to others.
 * @throws `experiment.invalid` where not even the data and the network fit into memory.
 */
export function mostDimensions(
  spec: LimitingOptions,
  network: AnyNetwork,
  { rows, columns }: Pick<TrainingData, 'rows' | 'columns'>,
  threads: number,
  free = parametersOf(network),
): Most {
  const { method, projection, epochs, batch, test, maxMemory } = spec;
  const parameters = parametersOf(network);
  const left = memoryLeft(network, rows, columns, threads, maxMemory);
  const limits: Most[] = [
    {
      dimension: free,
      reason: `the model’s ${free} ${free === parameters ? '' : 'free '}parameters`,
      remedy: `Take dimensions of at most ${free}.`,
    },
  ];
  if (method === 'lottery-subspace') {
    const steps = epochs * Math.ceil((rows * (1 - test)) / batch);
    const dimension = Math.min(mostDirections, steps);
    const remedy = `Take dimensions of at most ${dimension}.`;
    limits.push({ dimension, reason: `the ${dimension} that a lottery subspace has here`, remedy });
  }
  if (projection === 'dense' || method === 'lottery-subspace') {
    const dimension = Math.floor(left / projectionBytes('dense', free, 1));
    limits.push({
      dimension,
      reason: `the ${dimension} whose dense projection fits into memory in each of ${threads} threads`,
      remedy: 'Set `projection: fastfood`, take smaller dimensions, or raise `maxMemory`.',
    });
  }
  return limits.reduce((least, limit) => (limit.dimension < least.dimension ? limit : least));
}

/** Bytes that are left in each thread once the data, the network and its optimiser have theirs. */
function memoryLeft(
  network: AnyNetwork,
  rows: number,
  columns: number,
  threads: number,
  maxMemory: number,
): number {
  // θ₀, θ, its gradient and Adam's two moments; TensorFlow.js has the data and the parameters a second time.
  const parameters = parametersOf(network);
  const taken = isLayersNetwork(network)
    ? 8 * rows * (columns + 3) + 40 * parameters
    : (isWellNetwork(network) ? 0 : objectiveBytes(network, rows, columns)) + 20 * parameters;
  // One kernels' memory has addresses of 32 bits.
  const most = Math.min((maxMemory * 2 ** 30) / threads, 3 * 2 ** 30);
  if (taken < most) return most - taken;
  const size = (bytes: number): string => `${Number((bytes / 2 ** 30).toPrecision(2))} GiB`;
  throw new CodedError(
    'experiment.invalid',
    `The data and the network take ${size(taken)} in each of ${threads} threads, and each may take ${size(most)}.`,
    { remedy: 'Raise `maxMemory`, allow fewer threads in the settings, or take fewer rows.' },
  );
}

/** Throws `experiment.invalid` where the last of ascending dimensions is too large. */
export function checkDimensions(dimensions: readonly number[], { dimension, reason, remedy }: Most): void {
  const asked = dimensions.at(-1) ?? 0;
  if (asked > dimension)
    throw new CodedError('experiment.invalid', `d = ${asked} is more than ${reason}.`, { remedy });
}
