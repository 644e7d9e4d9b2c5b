import type { ProbeMean, SpectralDensity } from '../../../../src/science/bounds/spectralDensity';

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

function meanOverProbes(values: readonly number[]): ProbeMean {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { value: mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
