import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { denseBlock, denseIndex } from '../../compute/training/denseMatrix';
import type { Address } from '../../compute/training/kernels';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * A dense Gaussian projection with columns of unit norm (Li et al. 2018, section 2; Larsen et al. 2022). Its normals
 * are kept in 16 bits each, which halves what every step has to stream from memory; the norms are those of the kept ones.
 */
export function denseProjection(arena: Arena, space: ParameterSpace, dimension: number, rng: Rng): Subspace {
  return denseSubspace(arena, space, dimension, (matrix, count) =>
    arena.kernels.normals(matrix, count, rng.words),
  );
}

/** 2⁻⁶⁰ as a bfloat16: next to nothing. A zero above a number's lower half would be a denormal float, which is slow. */
const nothing = 0x2180;

/**
 * A subspace by its directions, which are scaled to unit norm.
 * @param fill writes `count` elements at `matrix`, laid out as `denseIndex` says; what lies past the parameters is
 * cleared.
 */
export function denseSubspace(
  arena: Arena,
  { parameters, base, theta, gradient }: ParameterSpace,
  dimension: number,
  fill: (matrix: Address, count: number) => void,
): Subspace {
  const { kernels } = arena;
  const rows = denseBlock * Math.ceil(parameters / denseBlock);
  const matrix = arena.bytes(2 * rows * dimension);
  const scale = arena.floats(dimension);
  const values = arena.floats(dimension);
  const scaled = arena.floats(dimension);
  const pulled = arena.floats(dimension);
  const scratch = arena.floats(4 * dimension);
  fill(matrix, rows * dimension);
  const bits = new Uint16Array(kernels.memory.buffer, matrix, rows * dimension);
  for (let r = parameters; r < rows; r++) {
    for (let c = 0; c < dimension; c++) {
      const place = denseIndex(r, c, dimension);
      bits[place] = place % 2 === 0 ? 0 : nothing;
    }
  }
  kernels.columnNorms(matrix, scale, rows, dimension);
  const norms = arena.viewFloats(scale, dimension);
  // A direction of nothing, as where a trajectory has fewer than were asked for, stays one.
  norms.forEach((norm, c) => (norms[c] = norm > 0 ? 1 / Math.sqrt(norm) : 0));
  return {
    dimension,
    values,
    gradient: pulled,
    apply() {
      kernels.multiply(values, scale, scaled, dimension);
      kernels.project(matrix, scaled, base, theta, rows, dimension);
    },
    pullBack() {
      kernels.projectBack(matrix, gradient, pulled, scratch, rows, dimension);
      kernels.multiply(pulled, scale, pulled, dimension);
    },
  };
}
