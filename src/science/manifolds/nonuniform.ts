import type { Rng } from '../../base/rng';
import { onePart, type Sampler } from './sampler';

/**
 * Mbeta of Campadelli et al. 2015: x in [0, 1]^d of independent Beta(10, ½) coordinates, through
 * x sin(cos 2πx) and x cos(sin 2πx), both twice: 4d coordinates. d = 10 there.
 */
export function betaManifold(dimension: number): Sampler {
  return onePart(dimension, 4 * dimension, (rng, out) => {
    for (let i = 0; i < dimension; i++) {
      const x = betaTenHalf(rng);
      out[i] = x * Math.sin(Math.cos(2 * Math.PI * x));
      out[dimension + i] = x * Math.cos(Math.sin(2 * Math.PI * x));
    }
    out.copyWithin(2 * dimension, 0, 2 * dimension);
  });
}

/**
 * Mp of Campadelli et al. 2015: x in [0, 1]^d by a multivariate Burr distribution (α = 1), x_i = E_0 / (E_0 + E_i) with
 * exponential E; the paraboloid (x, ‖x‖²), its sine and its square: 3(d + 1) coordinates. d = 3, 6, 9 there.
 */
export function paraboloid(dimension: number): Sampler {
  return onePart(dimension, 3 * (dimension + 1), (rng, out) => {
    const first = exponential(rng);
    let squares = 0;
    for (let i = 0; i < dimension; i++) {
      const x = first / (first + exponential(rng));
      out[i] = x;
      squares += x * x;
    }
    out[dimension] = squares;
    for (let i = 0; i <= dimension; i++) {
      const value = out[i] ?? 0;
      out[dimension + 1 + i] = Math.sin(value);
      out[2 * (dimension + 1) + i] = value * value;
    }
  });
}

/** Beta(10, ½) as G / (G + G′), G the sum of ten exponentials and G′ half a squared normal: nothing is rejected. */
function betaTenHalf(rng: Rng): number {
  let ten = 0;
  for (let i = 0; i < 10; i++) ten += exponential(rng);
  const half = rng.normal() ** 2 / 2;
  return ten / (ten + half);
}

function exponential(rng: Rng): number {
  return -Math.log(1 - rng.uniform());
}
