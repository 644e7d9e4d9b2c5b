import type { Arena } from '../../compute/training/arena';
import type { TrainableObjective } from '../models/objective';
import type { ParameterSpace, Subspace } from './subspace';

/** Multiply-adds that it may take: two seconds of one core. */
const mostWork = 1e9;

/**
 * The least loss of all points of a subspace, where the objective knows it in closed form; undefined where it does not,
 * or so large a subspace takes too long. θ is left as it was.
 */
export function leastLoss(
  objective: TrainableObjective,
  arena: Arena,
  space: ParameterSpace,
  subspace: Subspace,
): number | undefined {
  const { parameters } = objective;
  if (objective.least === undefined || parameters * subspace.dimension ** 2 > mostWork) return undefined;
  const base = arena.viewFloats(space.base, parameters);
  const start = base.slice();
  const theta = arena.viewFloats(space.theta, parameters).slice();
  try {
    // Seen from the origin, a unit vector of z is a column of A, with nothing rounded away.
    base.fill(0);
    return objective.least(start, columns(arena, space, subspace));
  } finally {
    base.set(start);
    arena.viewFloats(space.theta, parameters).set(theta);
  }
}

function* columns(arena: Arena, space: ParameterSpace, subspace: Subspace): Generator<Float32Array> {
  const values = arena.viewFloats(subspace.values, subspace.dimension);
  for (let k = 0; k < subspace.dimension; k++) {
    values[k] = 1;
    subspace.apply();
    values[k] = 0;
    yield arena.viewFloats(space.theta, space.parameters).slice();
  }
}
