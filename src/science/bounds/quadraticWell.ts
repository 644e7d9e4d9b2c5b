import type { Rng } from '../../base/rng';

/**
 * The loss L(theta) = ½ (theta − m)ᵀ H (theta − m) seen from its start theta0 = 0: what every bound of this folder is
 * about. Coordinates are H's eigenvectors'.
 */
export interface QuadraticWell {
  /** Of H: D of them, not negative, greatest first, the first above 0. */
  readonly eigenvalues: Float64Array;
  /** ‖m‖, above 0. */
  readonly distance: number;
  /** The loss ε to reach, above 0. */
  readonly level: number;
}

/**
 * A minimiser of the well: uniform on the sphere of radius `distance` about the start, which in a basis as good as any
 * other, the Hessian's, is a normal vector scaled to length.
 */
export function drawMinimiser({ eigenvalues, distance }: QuadraticWell, rng: Rng): Float64Array {
  const c = Float64Array.from(eigenvalues, () => rng.normal());
  let squares = 0;
  for (const x of c) squares += x * x;
  const scale = distance / Math.sqrt(squares);
  return c.map((x) => x * scale);
}

/** κ² = cᵀHc − 2ε: twice what the loss at the start, for a minimiser c, exceeds the level by. */
export function excess({ eigenvalues, level }: QuadraticWell, c: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < c.length; i++) sum += (eigenvalues[i] as number) * (c[i] as number) ** 2;
  return sum - 2 * level;
}
