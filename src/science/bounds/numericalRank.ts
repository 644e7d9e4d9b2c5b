import { covariance } from '../../compute/covariance';
import { symmetricEigen } from '../../compute/symmetricEigen';
import type { WorkHooks } from '../../compute/work';
import type { Rng } from '../../base/rng';
import type { DataMatrix } from '../datasets/dataSet';
import { lanczos } from './lanczos';
import type { SymmetricOperator } from './symmetricOperator';
import { tridiagonalEigen } from './tridiagonalEigen';

/** How many eigenvalues of an operator stand out of its rounding. */
export interface NumericalRank {
  readonly rank: number;
  /** Eigenvalues are counted above this share of the greatest. */
  readonly tolerance: number;
  /** Whether all were looked at: otherwise there are as many at least. */
  readonly complete: boolean;
  /** Those above a thousandth of the greatest: directions that the loss notices. */
  readonly notable: number;
}

/** Variances below this share of the greatest are the rounding of data held in float32. */
const dataTolerance = 1e-11;
const notableShare = 1e-3;

/**
 * The numerical rank of a positive semidefinite operator, by Lanczos with full reorthogonalisation. Its steps exhaust the
 * range of the operator, beginning anew where a subspace is invariant, so that a multiple eigenvalue counts as often as it is
 * there; a rank below `most` is found exactly, to the tolerance.
 *
 * @param most no rank beyond this is looked for: a theoretical bound, or what time allows.
 */
export async function numericalRank(
  operator: SymmetricOperator,
  { most, tolerance, rng, hooks }: { most: number; tolerance: number; rng: Rng; hooks: WorkHooks },
): Promise<NumericalRank> {
  const start = Float64Array.from({ length: operator.size }, () => rng.normal());
  // One more than the rank: a random vector has a part in the null space too.
  const steps = Math.min(operator.size, most + 1);
  const options = { steps, whenInvariant: 'restart', rng, hooks } as const;
  const { diagonal, offDiagonal } = await lanczos(operator, start, options);
  const { values } = tridiagonalEigen(diagonal, offDiagonal);
  const above = (share: number): number =>
    values.reduce((count, value) => count + (value > share * (values[0] ?? 0) ? 1 : 0), 0);
  const rank = Math.min(most, above(tolerance));
  return {
    rank,
    tolerance,
    complete: rank < most || most >= operator.size,
    notable: above(notableShare),
  };
}

/** The rank of the data with a column of ones beside them, as a model with biases sees them. */
export async function rankWithBias(data: DataMatrix, hooks: WorkHooks): Promise<number> {
  const { values } = await symmetricEigen(await covariance(data, hooks), hooks);
  const floor = dataTolerance * Math.max(0, values[0] ?? 0);
  return 1 + values.reduce((count, value) => count + (value > floor ? 1 : 0), 0);
}

/** The diagonal block of an operator over its first coordinates, such as a network's first layer. */
export function leadingBlock(operator: SymmetricOperator, size: number): SymmetricOperator {
  const whole = new Float64Array(operator.size);
  return {
    size,
    async apply(v) {
      whole.fill(0);
      whole.set(v);
      return (await operator.apply(whole)).slice(0, size);
    },
  };
}
