import { onePart, type Sampler } from './sampler';

/** Rows of M2's map from R³ to R⁵, each with its offset. */
const affineRows = [
  [1.2, -0.5, 0, 3],
  [0.5, 0.9, 0, -1],
  [-0.5, -0.2, 1, 0],
  [0.4, -0.9, -0.1, 0],
  [1.1, -0.3, 0, 8],
] as const;

/** M2 of Hein & Audibert 2005 (coefficients as in scikit-dimension's BenchmarkManifolds): [0, 4]³, mapped affinely into R⁵. */
export function affine3In5(): Sampler {
  return onePart(3, 5, (rng, out) => {
    const [p, q, r] = [4 * rng.uniform(), 4 * rng.uniform(), 4 * rng.uniform()];
    affineRows.forEach(([a, b, c, offset], i) => (out[i] = a * p + b * q + c * r + offset));
  });
}

/** Uniform in a d-cube of the given side about the origin. M9 of Hein & Audibert 2005 is d = 20 of side 5. */
export function cube(dimension: number, ambient: number, side: number): Sampler {
  return onePart(dimension, ambient, (rng, out) => {
    for (let i = 0; i < dimension; i++) out[i] = side * (rng.uniform() - 0.5);
  });
}

/**
 * Uniform on the surface of the unit cube of d + 1 dimensions: M10a to M10d of Hein & Audibert 2005 are d = 10, 17,
 * 24 and 70. A face is drawn for each point, where other programs give each face the same number.
 */
export function cubeSurface(dimension: number): Sampler {
  return onePart(dimension, dimension + 1, (rng, out) => {
    const face = rng.integer(2 * (dimension + 1));
    for (let i = 0; i <= dimension; i++) out[i] = rng.uniform();
    out[face >> 1] = face & 1;
  });
}

/** The standard normal distribution of d dimensions. M12 of Hein & Audibert 2005 is d = 20. */
export function gaussian(dimension: number, ambient: number): Sampler {
  return onePart(dimension, ambient, (rng, out) => {
    for (let i = 0; i < dimension; i++) out[i] = rng.normal();
  });
}

/**
 * The two-dimensional Gaussian of the notes' toy setting, centred, with covariance
 * (sd1², ρ sd1 sd2; ρ sd1 sd2, sd2²). |ρ| below 1.
 */
export function gaussian2d(sd1: number, sd2: number, correlation: number): Sampler {
  const rest = Math.sqrt(1 - correlation * correlation);
  return onePart(2, 2, (rng, out) => {
    const [x, y] = [rng.normal(), rng.normal()];
    out[0] = sd1 * x;
    out[1] = sd2 * (correlation * x + rest * y);
  });
}
