import type { QuadraticWell } from './quadraticWell';

/**
 * The published prediction for a quadratic well (Larsen, Fort, Becker, Ganguli 2022, "How many degrees of freedom do we
 * need to train deep networks"): the sublevel set is an ellipsoid of radii r_i = √(2ε/λ_i); seen from a
 * distance R its squared Gaussian width is at least about Σ r_i² / (R² + r_i²), and so the threshold at most about
 * D − w² = Σ R² / (R² + r_i²). It knows no direction of the minimiser, and has no error of its own.
 *
 * @returns the threshold, from 0 to D.
 */
export function publishedThreshold({ eigenvalues, distance, level }: QuadraticWell): number {
  let sum = 0;
  // R² / (R² + 2ε/λ), without a quotient by an eigenvalue of 0.
  for (const value of eigenvalues) sum += (distance * value) / (distance * value + (2 * level) / distance);
  return sum;
}
