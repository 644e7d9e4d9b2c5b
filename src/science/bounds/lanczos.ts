import type { Rng } from '../../base/rng';
import { dotRuns } from '../../compute/dotRuns';
import { Pacer, type WorkHooks } from '../../compute/work';
import type { SymmetricOperator } from './symmetricOperator';

/** What so many Lanczos steps found: A Q = Q T + a last residual. */
export interface LanczosBasis {
  /** Of T. */
  readonly diagonal: Float64Array;
  /** Of T, one fewer. */
  readonly offDiagonal: Float64Array;
  /** The columns of Q, orthonormal to rounding. */
  readonly vectors: readonly Float64Array[];
  /** The length of what the last product leaves beyond the basis; 0 where the basis is invariant. */
  readonly residual: number;
  /** ‖A‖ at least. */
  readonly scale: number;
}

export interface LanczosOptions {
  /** At most the operator's size. */
  readonly steps: number;
  /** Where an invariant subspace is found early: stop there, or go on from a random vector orthogonal to it. */
  readonly whenInvariant: 'stop' | 'restart';
  readonly rng: Rng;
  readonly hooks: WorkHooks;
}

/** An off-diagonal below this share of the operator's size is rounding. */
const breakdown = 1e-13;

/**
 * Lanczos' tridiagonalisation with full reorthogonalisation (Golub and Van Loan 2013, "Matrix Computations", section 10.3):
 * every new vector is made orthogonal to all before it, twice, so that no eigenvalue comes back as a ghost of itself.
 * Memory: steps × size doubles.
 *
 * @param start of length D, not zero.
 */
export async function lanczos(
  operator: SymmetricOperator,
  start: Float64Array,
  { steps, whenInvariant, rng, hooks }: LanczosOptions,
): Promise<LanczosBasis> {
  const { size } = operator;
  const pacer = new Pacer(hooks);
  const most = Math.min(steps, size);
  const vectors: Float64Array[] = [];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let next: Float64Array = start.slice();
  scaleToUnit(next);
  let scale = 0;
  let residual = 0;
  for (let k = 0; k < most; k++) {
    vectors.push(next);
    const product = (await operator.apply(next)).slice();
    const alpha = dotRuns(product, 0, next, 0, size);
    scale = Math.max(scale, length(product));
    for (let pass = 0; pass < 2; pass++) {
      for (const q of vectors) subtract(product, q, dotRuns(product, 0, q, 0, size));
      await pacer.did(2 * size * vectors.length);
    }
    diagonal.push(alpha);
    residual = length(product);
    const invariant = residual <= breakdown * scale;
    if (invariant) residual = 0;
    if (k + 1 === most || (invariant && whenInvariant === 'stop')) break;
    offDiagonal.push(residual);
    next = invariant ? orthogonalTo(vectors, size, rng) : product;
    scaleToUnit(next);
    hooks.onProgress?.((k + 1) / most);
  }
  return {
    diagonal: Float64Array.from(diagonal),
    offDiagonal: Float64Array.from(offDiagonal),
    vectors,
    residual,
    scale,
  };
}

/** A normal vector with its part in the span of an orthonormal basis taken out. */
function orthogonalTo(vectors: readonly Float64Array[], size: number, rng: Rng): Float64Array {
  const v = Float64Array.from({ length: size }, () => rng.normal());
  for (let pass = 0; pass < 2; pass++) {
    for (const q of vectors) subtract(v, q, dotRuns(v, 0, q, 0, size));
  }
  return v;
}

function subtract(x: Float64Array, q: Float64Array, share: number): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) - share * (q[i] as number);
}

function length(x: Float64Array): number {
  return Math.sqrt(dotRuns(x, 0, x, 0, x.length));
}

function scaleToUnit(x: Float64Array): void {
  const size = length(x);
  for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / size;
}
