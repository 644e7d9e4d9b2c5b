import { Rng } from '../src/base/rng';
import type { Matrix } from '../src/compute/matrix';

/** What data may look like to a search. */
export type Sample = 'isotropic' | 'decaying' | 'manifold';

/**
 * Float32 points: noise in every direction, where nothing can be ruled out early; noise whose standard deviation in
 * direction i falls as 1 / i, as that of images and activations does; or sines of random directions of a Gaussian in ten
 * dimensions, a curved manifold.
 */
export function sample(kind: Sample, rows: number, columns: number): Matrix {
  const rng = new Rng(1);
  const values = new Float32Array(rows * columns);
  if (kind === 'manifold') {
    const dimension = 10;
    const ways = Float64Array.from({ length: columns * dimension }, () => rng.normal() / 4);
    for (let i = 0; i < rows; i++) {
      const point = Float64Array.from({ length: dimension }, () => rng.normal());
      for (let j = 0; j < columns; j++) {
        let phase = j;
        for (let d = 0; d < dimension; d++) {
          phase += (point[d] as number) * (ways[j * dimension + d] as number);
        }
        values[i * columns + j] = Math.sin(phase);
      }
    }
  } else {
    for (let i = 0; i < values.length; i++) {
      values[i] = rng.normal() / (kind === 'decaying' ? 1 + (i % columns) : 1);
    }
  }
  return { rows, columns, values };
}
