import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';

export const optimiserNames = ['sgd', 'momentum', 'adam', 'larsen-adam'] as const;
export type OptimiserName = (typeof optimiserNames)[number];

/** Moves values along their gradient. */
export interface Optimiser {
  step(rate: number): void;
}

/** Adam's β₁, β₂ and ε. */
export const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** What Adam's moments are divided by at a step, from 1. */
export function corrections(
  name: OptimiserName,
  step: number,
): { readonly correction1: number; readonly correction2: number } {
  const t = name === 'larsen-adam' ? 1 : step;
  return { correction1: 1 - adam.beta1 ** t, correction2: 1 - adam.beta2 ** t };
}

/**
 * An optimiser over `length` values in the kernels' memory.
 *
 * `sgd` and `momentum` (Polyak 1964) as they are known; `adam` by Kingma and Ba 2015 with β = (0.9, 0.999), ε = 1e-8.
 * `larsen-adam` is what the published code of Larsen et al. 2022 runs: it divides the moments by the constants 1 − β
 * instead of 1 − β^t, so that its steps are about 10 / √1000 = 0.316 of Adam's once both have settled.
 */
export function createOptimiser(
  name: OptimiserName,
  arena: Arena,
  values: Address,
  gradient: Address,
  length: number,
  momentum: number,
): Optimiser {
  const { kernels } = arena;
  const first = arena.floats(length);
  if (name === 'sgd' || name === 'momentum') {
    const decay = name === 'sgd' ? 0 : momentum;
    return {
      step: (rate) => kernels.momentumStep(values, gradient, first, length, rate, decay),
    };
  }
  const second = arena.floats(length);
  const { beta1, beta2, epsilon } = adam;
  let steps = 0;
  return {
    step(rate) {
      const { correction1, correction2 } = corrections(name, ++steps);
      // Named one by one: to spread them takes as long as a step of a small subspace.
      const step = { rate, beta1, beta2, epsilon, correction1, correction2 };
      kernels.adamStep(values, gradient, first, second, length, step);
    },
  };
}
