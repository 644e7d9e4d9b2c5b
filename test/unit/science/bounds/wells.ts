import type { Rng } from '../../../../src/base/rng';
import type { QuadraticWell } from '../../../../src/science/bounds/quadraticWell';
import { namedSpectrum } from '../../../../src/science/bounds/spectrumSpec';

/** A well with a named spectrum. */
export function well(spectrum: string, dimension: number, distance: number, level: number): QuadraticWell {
  const values = namedSpectrum(spectrum, dimension);
  if (!values.ok) throw new Error(values.error);
  return { eigenvalues: values.value, distance, level };
}

export function normals(count: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: count }, () => rng.normal());
}

/** Eigenvalues spread evenly in their logarithm, greatest first. */
export function logSpectrum(dimension: number, least: number, greatest: number): Float64Array {
  return Float64Array.from(
    { length: dimension },
    (_, i) => greatest * (least / greatest) ** (i / (dimension - 1)),
  );
}

export function squaredLength(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0);
}
