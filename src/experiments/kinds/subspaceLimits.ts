import { CodedError } from '../../base/errors';
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

/** @param rows of the data, some of which are for testing. */
export function mostDimensions(
  spec: LimitingOptions,
  parameters: number,
  rows: number,
  threads: number,
): Most {
  const { method, projection, epochs, batch, test, maxMemory } = spec;
  const limits: Most[] = [
    {
      dimension: parameters,
      reason: `the model’s ${parameters} parameters`,
      remedy: `Take dimensions of at most ${parameters}.`,
    },
  ];
  if (method === 'lottery-subspace') {
    const steps = epochs * Math.ceil((rows * (1 - test)) / batch);
    const dimension = Math.min(mostDirections, steps);
    const remedy = `Take dimensions of at most ${dimension}.`;
    limits.push({ dimension, reason: `the ${dimension} that a lottery subspace has here`, remedy });
  }
  if (projection === 'dense' || method === 'lottery-subspace') {
    // One kernels' memory has addresses of 32 bits.
    const bytes = Math.min((maxMemory * 2 ** 30) / threads, 3 * 2 ** 30);
    const dimension = Math.floor(bytes / projectionBytes('dense', parameters, 1));
    limits.push({
      dimension,
      reason: `the ${dimension} whose dense projection fits into memory in each of ${threads} threads`,
      remedy: 'Set `projection: fastfood`, take smaller dimensions, or raise `maxMemory`.',
    });
  }
  return limits.reduce((least, limit) => (limit.dimension < least.dimension ? limit : least));
}

/** Throws `experiment.invalid` where the last of ascending dimensions is too large. */
export function checkDimensions(dimensions: readonly number[], { dimension, reason, remedy }: Most): void {
  const asked = dimensions.at(-1) ?? 0;
  if (asked > dimension)
    throw new CodedError('experiment.invalid', `d = ${asked} is more than ${reason}.`, { remedy });
}
