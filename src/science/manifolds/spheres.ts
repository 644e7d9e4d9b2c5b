import type { Rng } from '../../base/rng';
import { onePart, type Sampler } from './sampler';

export interface RoundOptions {
  /** Intrinsic dimension, at least 1. */
  readonly dimension: number;
  /** Coordinates; those beyond what it needs are zero. */
  readonly ambient: number;
  readonly radius: number;
}

/**
 * Uniform on the d-sphere of a radius about the origin, in d + 1 or more coordinates (Muller 1959: a normal vector,
 * normalised). M1 of Hein & Audibert 2005 is d = 10 in 11.
 */
export function sphere({ dimension, ambient, radius }: RoundOptions): Sampler {
  return onePart(dimension, ambient, (rng, out) => direction(rng, out, dimension + 1, radius));
}

/** Uniform in the d-ball: a direction, times radius · U^(1/d), in d or more coordinates. */
export function ball({ dimension, ambient, radius }: RoundOptions): Sampler {
  return onePart(dimension, ambient, (rng, out) => {
    const length = radius * rng.uniform() ** (1 / dimension);
    direction(rng, out, dimension, length);
  });
}

/** Fills the first `coordinates` with a vector of the given length in a uniform direction. */
export function direction(rng: Rng, out: Float64Array, coordinates: number, length: number): void {
  let squares = 0;
  for (let i = 0; i < coordinates; i++) {
    const value = rng.normal();
    out[i] = value;
    squares += value * value;
  }
  const scale = length / Math.sqrt(squares);
  for (let i = 0; i < coordinates; i++) out[i] = (out[i] ?? 0) * scale;
}
