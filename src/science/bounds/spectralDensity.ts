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

/** tr f(A) = Σ f(λ_i). */
export function traceOf({ size, measures }: SpectralDensity, f: (value: number) => number): ProbeMean {
  return meanOverProbes(
    measures.map(
      ({ nodes, weights }) =>
        size * nodes.reduce((sum, node, i) => sum + (weights[i] as number) * f(node), 0),
    ),
  );
}

/** How many eigenvalues are greater than `bound`. */
export function countAbove(density: SpectralDensity, bound: number): ProbeMean {
  return traceOf(density, (value) => (value > bound ? 1 : 0));
}

/**
 * D eigenvalues with the density's distribution, greatest first: eigenvalue i is its quantile at (i − ½)/D.
 *
 * @param probe one probe alone, to see what depends on the spectrum differ; all of them where it is left out.
 */
export function spectrumFrom({ size, measures }: SpectralDensity, probe?: number): Float64Array {
  const chosen = probe === undefined ? measures : measures.slice(probe, probe + 1);
  const all = chosen
    .flatMap(({ nodes, weights }) =>
      Array.from(nodes, (node, i) => ({ node, weight: (weights[i] as number) / chosen.length })),
    )
    .sort((a, b) => b.node - a.node);
  const spectrum = new Float64Array(size);
  let at = -1;
  let reached = 0;
  for (let i = 0; i < size; i++) {
    while (at < 0 || (reached < (i + 0.5) / size && at < all.length - 1)) {
      at++;
      reached += all[at]?.weight ?? 0;
    }
    spectrum[i] = all[at]?.node ?? 0;
  }
  return spectrum;
}

function meanOverProbes(values: readonly number[]): ProbeMean {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { value: mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
