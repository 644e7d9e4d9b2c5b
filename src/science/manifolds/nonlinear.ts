import type { Rng } from '../../base/rng';
import { onePart, type Sampler } from './sampler';

/** M3 of Hein & Audibert 2005: four dimensions in R⁶, so concentrated that they are mistaken for three. */
export function concentrated4In6(): Sampler {
  return onePart(4, 6, (rng, out) => {
    const [a, b, c, d] = [rng.uniform(), rng.uniform(), rng.uniform(), rng.uniform()];
    const angle = 2 * Math.PI * a;
    out[0] = b ** 2 * Math.cos(angle);
    out[1] = c ** 2 * Math.sin(angle);
    out[2] = b + c + (b - d) ** 2;
    out[3] = b - 2 * c + (a - d) ** 2;
    out[4] = -b - 2 * c + (c - d) ** 2;
    out[5] = a ** 2 - b ** 2 + c ** 2 - d ** 2;
  });
}

/**
 * M4, M6 and M8 of Hein & Audibert 2005: with p uniform in [0, 1]^d, the pairs p_{i+1} (cos 2πp_i, sin 2πp_i), indices
 * modulo d, all of it `copies` times over: 2 · copies · d coordinates.
 */
export function spirals(dimension: number, copies: number): Sampler {
  return onePart(dimension, 2 * copies * dimension, (rng, out) => {
    const p = uniforms(rng, dimension);
    for (let i = 0; i < dimension; i++) {
      const radius = at(p, (i + 1) % dimension);
      const angle = 2 * Math.PI * at(p, i);
      out[2 * i] = radius * Math.cos(angle);
      out[2 * i + 1] = radius * Math.sin(angle);
    }
    for (let copy = 1; copy < copies; copy++) out.copyWithin(copy * 2 * dimension, 0, 2 * dimension);
  });
}

/**
 * Mn of Campadelli et al. 2015: with x uniform in [0, 1]^d and its reverse y, tan(x_i cos y_i) and atan(y_i sin x_i),
 * both twice: 4d coordinates. Mn1 is d = 18, Mn2 is d = 24.
 */
export function tangents(dimension: number): Sampler {
  return onePart(dimension, 4 * dimension, (rng, out) => {
    const x = uniforms(rng, dimension);
    for (let i = 0; i < dimension; i++) {
      const [here, mirrored] = [at(x, i), at(x, dimension - 1 - i)];
      out[i] = Math.tan(here * Math.cos(mirrored));
      out[dimension + i] = Math.atan(mirrored * Math.sin(here));
    }
    out.copyWithin(2 * dimension, 0, 2 * dimension);
  });
}

function uniforms(rng: Rng, n: number): Float64Array {
  return Float64Array.from({ length: n }, () => rng.uniform());
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0;
}
