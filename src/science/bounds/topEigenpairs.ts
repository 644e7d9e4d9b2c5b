import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import { lanczos } from './lanczos';
import type { SymmetricOperator } from './symmetricOperator';
import { tridiagonalEigen } from './tridiagonalEigen';

/** An eigenvalue of an operator as Lanczos' steps have it. */
export interface Eigenpair {
  readonly value: number;
  /** A true eigenvalue is within this of `value`: ‖Av − λv‖ by the last residual (Parlett 1980, "The symmetric eigenvalue problem"). */
  readonly error: number;
  /** Of unit length. */
  readonly vector: Float64Array;
}

/**
 * The eigenvalues of greatest value with their vectors. Multiple eigenvalues are found as often as they are, once the steps
 * suffice, by going on from a random vector where the basis is invariant.
 *
 * @param steps products with the operator; some three times `count`, more where eigenvalues crowd.
 */
export async function topEigenpairs(
  operator: SymmetricOperator,
  count: number,
  steps: number,
  rng: Rng,
  hooks: WorkHooks,
): Promise<readonly Eigenpair[]> {
  const { size } = operator;
  const start = Float64Array.from({ length: size }, () => rng.normal());
  const basis = await lanczos(operator, start, { steps, whenInvariant: 'restart', rng, hooks });
  const { values, vectors } = tridiagonalEigen(basis.diagonal, basis.offDiagonal);
  return Array.from(values.subarray(0, count), (value, j) => {
    const within = vectors[j] as Float64Array;
    const vector = new Float64Array(size);
    basis.vectors.forEach((q, k) => {
      const share = within[k] as number;
      for (let i = 0; i < size; i++) vector[i] = (vector[i] as number) + share * (q[i] as number);
    });
    return { value, error: basis.residual * Math.abs(within.at(-1) ?? 0), vector };
  });
}
