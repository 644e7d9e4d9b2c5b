import type { Arena } from '../../compute/training/arena';
import { keptWeights } from './keptWeights';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * A lottery ticket (Frankle and Carbin 2019), in one shot: the `dimension` parameters that are largest where θ is now,
 * the end of a training in full space, are wound back to θ₀ and trained; the others are zero and stay so.
 */
export function lotteryTicket(arena: Arena, space: ParameterSpace, dimension: number): Subspace {
  const trained = arena.viewFloats(space.theta, space.parameters);
  const bySize = Int32Array.from({ length: space.parameters }, (_, i) => i).sort(
    (a, b) => Math.abs(trained[b] as number) - Math.abs(trained[a] as number) || a - b,
  );
  return keptWeights(arena, space, bySize.slice(0, dimension).sort());
}
