import type { Rng } from '../../base/rng';

/**
 * Weights drawn from a Dirichlet distribution with the counts as its parameters: the Bayesian bootstrap (Rubin 1981) of a table. A
 * cell without a count stays without weight. They are not normalised.
 */
export function dirichletWeights(counts: ArrayLike<number>, rng: Rng): Float64Array {
  return Float64Array.from(counts, (count) => (count > 0 ? gammaDraw(count, rng) : 0));
}

/** A draw of the Gamma distribution of the given shape, above 0, and scale 1 (Marsaglia and Tsang 2000). */
export function gammaDraw(shape: number, rng: Rng): number {
  if (shape < 1) return gammaDraw(shape + 1, rng) * (1 - rng.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = rng.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - rng.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
