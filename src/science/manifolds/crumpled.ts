import { onePart, type Sampler } from './sampler';

export interface CrumpledOptions {
  readonly dimension: number;
  /** Of the curve along each coordinate, the same everywhere; 0 is flat. */
  readonly curvature: number;
  /** Circles that each curve is made of, at least 1. */
  readonly waves: number;
}

/**
 * The flat cube [0, 1]^d, bent without stretching into 2 · waves · d coordinates: each side becomes a curve of unit
 * speed and of constant curvature κ, so that the second fundamental form is κ along each side and zero between two.
 * Distances within the manifold do not depend on κ; how it lies in space does. A curve is
 * (cos ω_j t − 1, sin ω_j t) / (ω_j √waves) over j, with ω_j = κ √j / √mean(j): Σ a_j² ω_j² = 1 is its speed,
 * Σ a_j² ω_j⁴ = κ² its curvature, and as the ω_j have no common period it does not close.
 */
export function crumpled({ dimension, curvature, waves }: CrumpledOptions): Sampler {
  const meanRank = (waves + 1) / 2;
  const frequencies = Array.from({ length: waves }, (_, j) => curvature * Math.sqrt((j + 1) / meanRank));
  return onePart(dimension, 2 * waves * dimension, (rng, out) => {
    let at = 0;
    for (let i = 0; i < dimension; i++) {
      const t = rng.uniform();
      for (const frequency of frequencies) {
        const flat = frequency === 0;
        const amplitude = 1 / (frequency * Math.sqrt(waves));
        out[at++] = flat ? 0 : amplitude * (Math.cos(frequency * t) - 1);
        out[at++] = flat ? t / Math.sqrt(waves) : amplitude * Math.sin(frequency * t);
      }
    }
  });
}
