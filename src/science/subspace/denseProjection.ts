import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import { denseBlock, denseIndex } from '../../compute/training/kernels';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * A dense Gaussian projection with columns of unit norm (Li et al. 2018, section 2; Larsen et al. 2022). Its normals
 * are kept as bfloat16, which halves what every step has to stream from memory; the norms are those of the kept ones.
 */
export function denseProjection(
  arena: Arena,
  { parameters, base, theta, gradient }: ParameterSpace,
  dimension: number,
  rng: Rng,
): Subspace {
  const { kernels } = arena;
  const rows = denseBlock * Math.ceil(parameters / denseBlock);
  const matrix = arena.bytes(2 * rows * dimension);
  const scale = arena.floats(dimension);
  const values = arena.floats(dimension);
  const scaled = arena.floats(dimension);
  const pulled = arena.floats(dimension);
  const scratch = arena.floats(4 * dimension);
  kernels.normals(matrix, rows * dimension, rng.words);
  const bits = new Uint16Array(kernels.memory.buffer, matrix, rows * dimension);
  for (let r = parameters; r < rows; r++) {
    for (let c = 0; c < dimension; c++) bits[denseIndex(r, c, dimension)] = 0;
  }
  kernels.columnNorms(matrix, scale, rows, dimension);
  const norms = arena.viewFloats(scale, dimension);
  for (let c = 0; c < dimension; c++) norms[c] = 1 / Math.sqrt(norms[c] as number);
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
