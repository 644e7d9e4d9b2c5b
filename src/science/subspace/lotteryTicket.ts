import type { Arena } from '../../compute/training/arena';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * A lottery ticket (Frankle and Carbin 2019), in one shot: the `dimension` parameters that are largest where θ is now,
 * the end of a training in full space, are wound back to θ₀ and trained; the others are zero and stay so.
 */
export function lotteryTicket(arena: Arena, space: ParameterSpace, dimension: number): Subspace {
  const { parameters, base, theta, gradient } = space;
  const { kernels } = arena;
  const trained = arena.viewFloats(theta, parameters);
  const bySize = Int32Array.from({ length: parameters }, (_, i) => i).sort(
    (a, b) => Math.abs(trained[b] as number) - Math.abs(trained[a] as number) || a - b,
  );
  const kept = bySize.slice(0, dimension).sort();
  const list = arena.store(kept.map((row) => 2 * row));
  const starts = arena.store(Int32Array.from({ length: dimension + 1 }, (_, c) => c));
  const values = arena.floats(dimension);
  const pulled = arena.floats(dimension);
  const start = arena.viewFloats(base, parameters);
  const pruned = new Float32Array(parameters);
  for (const row of kept) pruned[row] = start[row] as number;
  start.set(pruned);
  return {
    dimension,
    values,
    gradient: pulled,
    apply() {
      kernels.addScaled(base, base, 0, theta, parameters);
      kernels.scatterSigned(list, starts, values, theta, dimension);
    },
    pullBack: () => kernels.gatherSigned(list, starts, gradient, pulled, dimension),
  };
}
