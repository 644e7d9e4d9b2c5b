import type { Rng } from '../../base/rng';
import { dot, orthonormalDirections } from './orthonormal';
import type { PlantedTask } from './plantedTask';

export interface LinearTeacherOptions {
  readonly features: number;
  /** Directions that the features vary in, at most `features`. */
  readonly rank: number;
  /** The variance along the i-th of them is i to the −decay: 0 makes a flat spectrum. */
  readonly decay: number;
  /** Standard deviation of what is added to every answer, whose own is 1. */
  readonly noise: number;
}

/**
 * A linear teacher over data of planted rank: x = Σ √λ_i g_i u_i over r orthonormal u_i, g normal, λ_i = i^−decay, and
 * y = w·x with Var y = 1.
 *
 * The loss of a linear model with a bias is a quadratic well whose Hessian has rank r + 1 (the bias is the last), as soon
 * as there are more than r examples; where they fit exactly, its zeros are an affine space of codimension r + 1. A random
 * affine subspace of d dimensions meets that almost surely where d ≥ r + 1, and almost never below: r + 1 directions, for
 * any start. At a level ε > 0 the threshold is lower, and follows from the spectrum.
 */
export function linearTeacher({ features, rank, decay, noise }: LinearTeacherOptions, rng: Rng): PlantedTask {
  const directions = orthonormalDirections(rank, features, rng.split(0));
  const deviations = Float64Array.from({ length: rank }, (_, i) => (i + 1) ** (-decay / 2));
  const drawn = rng.split(1);
  const weights = Float64Array.from({ length: rank }, () => drawn.normal());
  const scaled = weights.map((weight, i) => weight * (deviations[i] ?? 0));
  const length = Math.sqrt(dot(scaled, scaled));
  const sampler = {
    dimensions: [rank],
    ambient: features,
    point(own: Rng, out: Float64Array): string {
      let answer = 0;
      directions.forEach((direction, i) => {
        const normal = own.normal();
        answer += ((scaled[i] ?? 0) / length) * normal;
        const along = (deviations[i] ?? 0) * normal;
        direction.forEach((value, c) => (out[c] = (out[c] ?? 0) + along * value));
      });
      return String(answer + (noise > 0 ? noise * own.normal() : 0));
    },
  };
  const sentences =
    noise > 0
      ? [
          `The answers are linear in ${rank} directions of the features, with noise of variance ${noise ** 2}.`,
        ]
      : [
          `The answers are linear in ${rank} directions of the features: a linear model trained in d random directions can reach any loss above 0 where d ≥ ${rank + 1}, and none below its own least where d is smaller.`,
        ];
  return { sampler, truth: { sentences, ...(noise > 0 ? {} : { directions: rank + 1 }) } };
}
