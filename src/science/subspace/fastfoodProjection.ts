import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { ParameterSpace, Subspace } from './subspace';

/** Below this the transforms cost less than what surrounds them. */
const leastBlock = 16;

/**
 * The Fastfood projection (Le, Sarlós and Smola 2013; Li et al. 2018, section S7): blocks of n rows, n the power of two
 * that holds d, each H G Π H B with random signs B, a random order Π, normals G and the Walsh–Hadamard matrix H. It
 * costs D log d a step instead of D d. The common scale makes the columns' mean squared norm 1.
 */
export function fastfoodProjection(
  arena: Arena,
  { parameters, base, theta, gradient }: ParameterSpace,
  dimension: number,
  rng: Rng,
): Subspace {
  const { kernels } = arena;
  const n = Math.max(leastBlock, 2 ** Math.ceil(Math.log2(dimension)));
  const blocks = Math.ceil(parameters / n);
  const signs = arena.floats(blocks * n);
  const normals = arena.floats(blocks * n);
  const order = arena.bytes(4 * blocks * n);
  const values = arena.floats(n);
  const pulled = arena.floats(n);
  const first = arena.floats(n);
  const second = arena.floats(n);
  const zeros = arena.floats(n);
  const scale = draw();

  function draw(): number {
    const [toSigns, toNormals, toOrder] = [rng.split(0), rng.split(1), rng.split(2)];
    const b = arena.viewFloats(signs, blocks * n);
    const g = arena.viewFloats(normals, blocks * n);
    const p = arena.viewIntegers(order, blocks * n);
    let squares = 0;
    for (let block = 0; block < blocks; block++) {
      const start = block * n;
      let norm = 0;
      for (let k = start; k < start + n; k++) {
        b[k] = (toSigns.uint32() & 1) === 1 ? -1 : 1;
        const normal = toNormals.normal();
        g[k] = normal;
        p[k] = k - start;
        norm += normal * normal;
      }
      kernels.shuffle(order + 4 * start, n, toOrder.split(block).words);
      // A column's squared norm within whole blocks is n times this, and as much in the mean where rows are cut off.
      squares += Math.min(n, parameters - start) * norm;
    }
    return 1 / Math.sqrt(squares);
  }

  return {
    dimension,
    values,
    gradient: pulled,
    apply() {
      for (let block = 0; block < blocks; block++) {
        const at = 4 * block * n;
        kernels.multiply(values, signs + at, first, n);
        kernels.walshHadamard(first, n);
        kernels.permute(first, order + at, normals + at, second, n);
        kernels.walshHadamard(second, n);
        kernels.addScaled(base + at, second, scale, theta + at, Math.min(n, parameters - block * n));
      }
    },
    pullBack() {
      arena.clear(pulled, n);
      for (let block = 0; block < blocks; block++) {
        const at = 4 * block * n;
        const rows = Math.min(n, parameters - block * n);
        arena.clear(second + 4 * rows, n - rows);
        kernels.addScaled(zeros, gradient + at, scale, second, rows);
        kernels.walshHadamard(second, n);
        kernels.permuteBack(second, order + at, normals + at, first, n);
        kernels.walshHadamard(first, n);
        kernels.multiplyAdd(first, signs + at, pulled, n);
      }
      // Optimisers step over whole vectors: what lies past d must not move.
      arena.clear(pulled + 4 * dimension, n - dimension);
    },
  };
}
