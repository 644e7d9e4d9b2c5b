import type { Rng } from '../../base/rng';
import { Pacer, type WorkHooks } from '../../compute/work';
import { dotRuns } from '../../compute/dotRuns';

/** Columns that are reflected together: each reflection is then read from memory once for all of them. */
const panel = 4;

/** Which end of the chain of nested subspaces a basis is built from: the cheaper one that reaches the thresholds. */
export type ChainEnd = 'smallest' | 'largest';

/**
 * The least share of the loss that is left, for a chain of random subspaces of every dimension through the start, each
 * within the next: the loss at its minimum over a uniformly random d-dimensional subspace of a quadratic well is
 * ½ R² ρ(d), with ρ(d) = min over z of ‖H^½ (A z − ĉ)‖² for a normal D × d matrix A and the unit vector ĉ to the minimiser.
 *
 * From the smallest: reflections turn the columns of H^½ A one after another onto axes (Householder's QR); after d of
 * them ρ(d) is the squared length of what they leave of H^½ ĉ beyond its first d coordinates. From the largest: the
 * orthogonal complement of the columns of H^½ A is spanned by H^-½ B, with B normal too, D × (D − d); ρ(d) is the squared
 * length of H^½ ĉ within that span, a sum of squares. Directions of eigenvalue 0 have no loss and no part in it: what
 * a random subspace of all of space is to the others is again a random subspace.
 *
 * Sums of squares alone, so that a level 1e-12 of the loss at the start is told apart still; rows stand from the greatest
 * to the least, with which reflections keep small rows exact (Cox and Higham 1998).
 *
 * @param eigenvalues of H, D of them, greatest first.
 * @param direction ĉ, of length D.
 * @param reach the values of ρ to find: 2ε/R² of each level and distance.
 * @returns for each of `reach`, the least d with ρ(d) ≤ it: from 0 to the number of positive eigenvalues.
 */
export async function exactThresholds(
  eigenvalues: Float64Array,
  direction: Float64Array,
  reach: readonly number[],
  { end, rng, hooks }: { readonly end: ChainEnd; readonly rng: Rng; readonly hooks: WorkHooks },
): Promise<number[]> {
  const firstZero = eigenvalues.findIndex((value) => value === 0);
  const rank = firstZero < 0 ? eigenvalues.length : firstZero;
  const order = Int32Array.from({ length: rank }, (_, i) => (end === 'smallest' ? i : rank - 1 - i));
  const scale = Float64Array.from(
    order,
    (i) => (eigenvalues[i] as number) ** (end === 'smallest' ? 0.5 : -0.5),
  );
  const target = Float64Array.from(
    order,
    (i) => Math.sqrt(eigenvalues[i] as number) * (direction[i] as number),
  );
  const whole = dotRuns(target, 0, target, 0, rank);
  const chain = new Reflections(rank, scale, target, rng, new Pacer(hooks));
  const thresholds = reach.map((value) => (whole <= value ? 0 : rank));
  if (end === 'smallest') {
    let left = reach.map((_, i) => i).filter((i) => thresholds[i] !== 0);
    for (let d = 1; d <= rank && left.length > 0; d++) {
      await chain.next();
      const rho = dotRuns(target, d, target, d, rank - d);
      for (const i of left) if (rho <= (reach[i] as number)) thresholds[i] = d;
      left = left.filter((i) => rho > (reach[i] as number));
    }
  } else {
    let left = reach.map((_, i) => i).filter((i) => thresholds[i] !== 0);
    let rho = 0;
    for (let d = rank - 1; d >= 1 && left.length > 0; d--) {
      await chain.next();
      rho += (target[rank - 1 - d] as number) ** 2;
      left = left.filter((i) => rho <= (reach[i] as number));
      for (const i of left) thresholds[i] = d;
    }
  }
  return thresholds;
}

/** What {@link exactThresholds} costs for a chain of that many columns, in multiply-adds. */
export function chainCost(rank: number, columns: number): number {
  return 2 * rank * columns * columns - (4 / 3) * columns ** 3 + 60 * rank * columns;
}

/** Householder's QR of a random matrix, a column at a time, applied to one vector as it goes. */
class Reflections {
  /** Reflection j acts on coordinates j and beyond; I − v vᵀ. */
  private readonly vectors: Float64Array[] = [];
  private waiting: Float64Array[] = [];

  constructor(
    private readonly size: number,
    private readonly scale: Float64Array,
    /** Reflected in place. */
    private readonly target: Float64Array,
    private readonly rng: Rng,
    private readonly pacer: Pacer,
  ) {}

  /** Turns the next column onto the next axis. */
  async next(): Promise<void> {
    if (this.waiting.length === 0) await this.drawPanel();
    const column = this.waiting.shift();
    if (column === undefined) throw new Error('no column is left');
    const j = this.vectors.length;
    const v = reflector(column, j);
    this.vectors.push(v);
    for (const other of [...this.waiting, this.target]) reflect(v, other, j);
    await this.pacer.did(2 * (panel + 1) * v.length);
  }

  private async drawPanel(): Promise<void> {
    const { size, scale, rng, vectors } = this;
    const count = Math.min(panel, size - vectors.length);
    for (let k = 0; k < panel; k++) {
      const column = new Float64Array(size);
      if (k < count) for (let i = 0; i < size; i++) column[i] = rng.normal() * (scale[i] as number);
      this.waiting.push(column);
    }
    const [a, b, c, d] = this.waiting as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let j = 0; j < vectors.length; j++) {
      const v = vectors[j] as Float64Array;
      reflectFour(v, a, b, c, d, j);
      await this.pacer.did(2 * panel * v.length);
    }
    this.waiting.length = count;
  }
}

/** The v of the reflection I − v vᵀ that turns coordinates j and beyond of a column onto axis j. */
function reflector(column: Float64Array, j: number): Float64Array {
  const v = column.slice(j);
  const length = Math.sqrt(dotRuns(v, 0, v, 0, v.length));
  if (length === 0) return v;
  const first = v[0] as number;
  v[0] = first + (first >= 0 ? length : -length);
  const norm = Math.sqrt(length * (length + Math.abs(first)));
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / norm;
  return v;
}

function reflect(v: Float64Array, x: Float64Array, j: number): void {
  const s = dotRuns(v, 0, x, j, v.length);
  for (let i = 0; i < v.length; i++) x[j + i] = (x[j + i] as number) - s * (v[i] as number);
}

function reflectFour(
  v: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  j: number,
): void {
  let sa = 0;
  let sb = 0;
  let sc = 0;
  let sd = 0;
  const n = v.length;
  for (let i = 0; i < n; i++) {
    const x = v[i] as number;
    sa += x * (a[j + i] as number);
    sb += x * (b[j + i] as number);
    sc += x * (c[j + i] as number);
    sd += x * (d[j + i] as number);
  }
  for (let i = 0; i < n; i++) {
    const x = v[i] as number;
    a[j + i] = (a[j + i] as number) - sa * x;
    b[j + i] = (b[j + i] as number) - sb * x;
    c[j + i] = (c[j + i] as number) - sc * x;
    d[j + i] = (d[j + i] as number) - sd * x;
  }
}
