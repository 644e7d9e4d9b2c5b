import type { Rng } from '../../base/rng';

/** A distribution on a manifold whose dimension is known, one point at a time. */
export interface Sampler {
  /** The intrinsic dimension; several where parts differ in it. */
  readonly dimensions: readonly number[];
  /** Coordinates of a point. */
  readonly ambient: number;
  /**
   * Draws a point into `out`, which has `ambient` places, all zero. Where parts differ, returns which part it is of.
   * Always draws from `rng` alone, so that the same generator gives the same point.
   */
  point(rng: Rng, out: Float64Array): string | undefined;
}

/** A sampler of one part from the function that fills in a point's coordinates. */
export function onePart(
  dimension: number,
  ambient: number,
  fill: (rng: Rng, out: Float64Array) => void,
): Sampler {
  return {
    dimensions: [dimension],
    ambient,
    point(rng, out) {
      fill(rng, out);
      return undefined;
    },
  };
}
