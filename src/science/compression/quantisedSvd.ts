import { dotRuns } from '../../compute/dotRuns';
import { Pacer, type WorkHooks } from '../../compute/work';
import { entropyOfCounts, quantise, type NumberFormat, type Quantiser } from './scalarQuantiser';
import type { ThinSvd } from './thinSvd';

/** Of each singular value, as the notes have it: a float16. */
const singularBits = 16;
/** The range that the coordinates of a vector share, and that of the singular values. */
const rangeBits = 32;

/** What a truncated decomposition with quantised factors costs and loses, for one number of components. */
export interface QuantisedRank {
  readonly rank: number;
  /** Of all that is stored. */
  readonly bits: number;
  /** ‖A − Â‖² / ‖A‖², Frobenius. */
  readonly error: number;
}

/**
 * The leading components of a decomposition with the coordinates of both factors quantised, for several numbers of
 * components at once. Each singular value is the one that fits best to its two rounded vectors, as a float16 whose range is the
 * greatest. Components are quantised one by one, so that those of a smaller rank are the first of a larger.
 *
 * The error is exact: ‖A‖² − 2 Σ s_k û_kᵀAv̂_k + Σ s_k s_l (û_k·û_l)(v̂_k·v̂_l), to some 1e-15 of ‖A‖².
 *
 * @param ranks ascending, at least 1; those beyond the vectors there are count all of these.
 * @param coding `fixed`: every coordinate takes the quantiser's bits. `entropy`: what an ideal code takes that knows how
 *   often each level occurs among the coordinates of a factor; its table is not counted.
 */
export async function quantisedRanks(
  svd: ThinSvd,
  ranks: readonly number[],
  quantiser: Quantiser,
  coding: 'fixed' | 'entropy',
  hooks: WorkHooks,
): Promise<QuantisedRank[]> {
  const { rows, columns, left, right, values } = svd;
  const pacer = new Pacer(hooks);
  const whole = dotRuns(values, 0, values, 0, values.length);
  const most = Math.min(left.length, ranks.at(-1) ?? 0);
  const kept: { u: Float64Array; v: Float64Array; s: number }[] = [];
  const counts = [new Map<number, number>(), new Map<number, number>()] as const;
  const found: QuantisedRank[] = [];
  let error = whole;
  let greatest = 0;
  const state = (rank: number): QuantisedRank => {
    const each =
      coding === 'fixed'
        ? (rows + columns) * quantiser.bits
        : rows * entropyOfCounts(counts[0].values()) + columns * entropyOfCounts(counts[1].values());
    const bits = kept.length * (each + singularBits + 2 * rangeBits) + rangeBits;
    return { rank, bits, error: whole > 0 ? Math.max(0, error) / whole : 0 };
  };
  for (let k = 0; k < most; k++) {
    const u = quantise(left[k] as Float64Array, quantiser);
    const v = quantise(right[k] as Float64Array, quantiser);
    for (const [i, { codes }] of [u, v].entries()) {
      for (const code of codes) counts[i]?.set(code, (counts[i]?.get(code) ?? 0) + 1);
    }
    const size = dotRuns(u.values, 0, u.values, 0, rows) * dotRuns(v.values, 0, v.values, 0, columns);
    const along = bilinear(svd, u.values, v.values);
    const best = size > 0 ? along / size : 0;
    greatest = Math.max(greatest, Math.abs(best));
    const s = asHalf(best, greatest);
    const others = kept.reduce(
      (sum, one) =>
        sum + one.s * dotRuns(one.u, 0, u.values, 0, rows) * dotRuns(one.v, 0, v.values, 0, columns),
      0,
    );
    error += s * (s * size + 2 * others - 2 * along);
    kept.push({ u: u.values, v: v.values, s });
    await pacer.did(rows * columns + (k + 30) * (rows + columns));
    hooks.onProgress?.((k + 1) / most);
    for (const rank of ranks) {
      if (rank === k + 1 || (rank > k + 1 && k + 1 === most)) found.push(state(rank));
    }
  }
  return found;
}

/** uᵀ A v. */
function bilinear({ rows, columns, values }: ThinSvd, u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += (u[i] as number) * dotRuns(values, i * columns, v, 0, columns);
  return sum;
}

function asHalf(value: number, greatest: number): number {
  const { values } = quantise(Float64Array.of(value, greatest), { format: 'float', bits: singularBits });
  return values[0] ?? value;
}

/** ‖A − A_r‖² / ‖A‖² of the best approximation of rank r = 0, 1, … (Eckart and Young 1936). */
export function truncationErrors(singular: Float64Array): Float64Array {
  const errors = new Float64Array(singular.length + 1);
  for (let r = singular.length - 1; r >= 0; r--) {
    errors[r] = (errors[r + 1] as number) + (singular[r] as number) ** 2;
  }
  const whole = errors[0] as number;
  return whole > 0 ? errors.map((tail) => tail / whole) : errors;
}

/**
 * ‖A − Â‖² / ‖A‖² where the singular vectors are kept whole and the singular values alone take so many bits each: levels
 * evenly apart over 0 to the greatest, or an exponent and a mantissa without a sign.
 *
 * @param bits at least 3 for `float`.
 */
export function singularValueError(singular: Float64Array, bits: number, format: NumberFormat): number {
  const half = (singular[0] ?? 0) / 2;
  if (half === 0) return 0;
  const { values } =
    format === 'float'
      ? quantise(singular, { format, bits: bits + 1 })
      : quantise(
          singular.map((value) => value - half),
          { format, bits },
        );
  const shift = format === 'float' ? 0 : half;
  let lost = 0;
  let whole = 0;
  singular.forEach((value, k) => {
    lost += (value - (values[k] as number) - shift) ** 2;
    whole += value ** 2;
  });
  return lost / whole;
}
