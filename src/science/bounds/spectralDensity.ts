import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import { lanczos } from './lanczos';
import type { SymmetricOperator } from './symmetricOperator';
import { tridiagonalEigen } from './tridiagonalEigen';

/** One probe's view of a spectrum: eigenvalues, and the share of all that each stands for; shares sum to 1. */
export interface SpectralMeasure {
  /** Descending. */
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** A spectrum as several random vectors see it. What differs between them is its uncertainty. */
export interface SpectralDensity {
  /** D. */
  readonly size: number;
  readonly measures: readonly SpectralMeasure[];
}

/** A mean over probes, with its standard error. */
export interface ProbeMean {
  readonly value: number;
  readonly error: number;
}

/**
 * Stochastic Lanczos quadrature (Ubaru, Chen, Saad 2017, "Fast estimation of tr(f(A)) via stochastic Lanczos quadrature"):
 * for a normal vector v of unit length, E vᵀf(A)v is the mean of f over the eigenvalues, and Lanczos' T has the nodes and,
 * as squared first entries of its eigenvectors, the weights of a Gauss rule for vᵀf(A)v, exact up to degree 2·steps − 1.
 *
 * @param probes from 2, so that there is an error.
 * @param steps products with the operator for each probe.
 */
export async function spectralDensity(
  operator: SymmetricOperator,
  { probes, steps, rng, hooks }: { probes: number; steps: number; rng: Rng; hooks: WorkHooks },
): Promise<SpectralDensity> {
  const measures: SpectralMeasure[] = [];
  for (let p = 0; p < probes; p++) {
    const own = rng.split(p);
    const start = Float64Array.from({ length: operator.size }, () => own.normal());
    const basis = await lanczos(operator, start, {
      steps,
      whenInvariant: 'stop',
      rng: own,
      hooks: {
        signal: hooks.signal,
        breathe: hooks.breathe,
        onProgress: (fraction) => hooks.onProgress?.((p + fraction) / probes),
      },
    });
    const { values, vectors } = tridiagonalEigen(basis.diagonal, basis.offDiagonal);
    measures.push({ nodes: values, weights: Float64Array.from(vectors, (vector) => (vector[0] ?? 0) ** 2) });
  }
  return { size: operator.size, measures };
}
