import type { Arena } from '../../compute/training/arena';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * The coordinates listed in `kept`: those parameters are trained from where θ₀ has them, all others are zero and stay
 * so. θ₀ is changed accordingly.
 * @param kept row numbers below D, ascending, none twice.
 */
export function keptWeights(arena: Arena, space: ParameterSpace, kept: Int32Array): Subspace {
  const { parameters, base, theta, gradient } = space;
  const { kernels } = arena;
  const dimension = kept.length;
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
