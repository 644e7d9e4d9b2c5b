import type { Arena } from '../../compute/training/arena';
import { denseIndex, putDenseElement } from '../../compute/training/denseMatrix';
import { dotRuns } from '../../compute/dotRuns';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { denseSubspace } from './denseProjection';
import type { ParameterSpace, Subspace } from './subspace';

/** Points of a trajectory that are kept, and so the most directions it can give. */
export const mostDirections = 256;

/**
 * The lottery subspace (Larsen et al. 2022): the leading principal directions of a training trajectory, here of its
 * differences from θ₀, so that the subspace passes through θ₀ and close to the whole trajectory. They are found from
 * the products of the points with each other, since there are far fewer points than parameters.
 * @param trajectory at least `dimension` points of D parameters.
 */
export async function lotterySubspace(
  arena: Arena,
  space: ParameterSpace,
  trajectory: readonly Float32Array[],
  dimension: number,
): Promise<Subspace> {
  const { parameters } = space;
  const start = arena.viewFloats(space.base, parameters);
  const points = trajectory.map((point) =>
    Float64Array.from(point, (value, i) => value - (start[i] as number)),
  );
  const size = points.length;
  const values = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = dotRuns(points[a] as Float64Array, 0, points[b] as Float64Array, 0, parameters);
      values[a * size + b] = values[b * size + a] = product;
    }
  }
  const eigen = await symmetricEigen({ size, values }, {});
  const vectors = await eigen.leadingVectors(dimension);
  const directions = vectors.map((vector) => {
    const direction = new Float64Array(parameters);
    points.forEach((point, t) => {
      const share = vector[t] as number;
      for (let i = 0; i < parameters; i++)
        direction[i] = (direction[i] as number) + share * (point[i] as number);
    });
    return direction;
  });
  return denseSubspace(arena, space, dimension, (matrix, count) => {
    const bits = new Uint16Array(arena.kernels.memory.buffer, matrix, count);
    directions.forEach((direction, c) =>
      direction.forEach((value, r) => putDenseElement(bits, denseIndex(r, c, dimension), value)),
    );
  });
}
