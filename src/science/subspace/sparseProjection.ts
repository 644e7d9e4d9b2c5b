import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { ParameterSpace, Subspace } from './subspace';

/**
 * A very sparse projection (Li, Hastie and Church 2006): each element is ± 1 with probability 1 / √D and else 0, the
 * columns scaled to unit norm. A column that would be empty is drawn again.
 */
export function sparseProjection(
  arena: Arena,
  { parameters, base, theta, gradient }: ParameterSpace,
  dimension: number,
  rng: Rng,
): Subspace {
  const { kernels } = arena;
  const { list, starts, scale: scales } = drawColumns(parameters, dimension, rng);
  const entries = arena.store(list);
  const from = arena.store(starts);
  const scale = arena.store(scales);
  const values = arena.floats(dimension);
  const scaled = arena.floats(dimension);
  const pulled = arena.floats(dimension);
  return {
    dimension,
    values,
    gradient: pulled,
    apply() {
      kernels.multiply(values, scale, scaled, dimension);
      kernels.addScaled(base, base, 0, theta, parameters);
      kernels.scatterSigned(entries, from, scaled, theta, dimension);
    },
    pullBack() {
      kernels.gatherSigned(entries, from, gradient, pulled, dimension);
      kernels.multiply(pulled, scale, pulled, dimension);
    },
  };
}

function drawColumns(
  parameters: number,
  dimension: number,
  rng: Rng,
): { list: Int32Array; starts: Int32Array; scale: Float32Array } {
  const density = 1 / Math.sqrt(parameters);
  const list: number[] = [];
  const starts = new Int32Array(dimension + 1);
  const scale = new Float32Array(dimension);
  for (let c = 0; c < dimension; c++) {
    const first = list.length;
    while (list.length === first) {
      for (let row = gap(density, rng); row < parameters; row += 1 + gap(density, rng)) {
        list.push(2 * row + (rng.uint32() & 1));
      }
    }
    starts[c + 1] = list.length;
    scale[c] = 1 / Math.sqrt(list.length - first);
  }
  return { list: Int32Array.from(list), starts, scale };
}

/** How many zeros stand before the next element that is none: geometric. */
function gap(density: number, rng: Rng): number {
  if (density >= 1) return 0;
  return Math.floor(Math.log(1 - rng.uniform()) / Math.log(1 - density));
}
