import { studentQuantile } from '../estimators/quantiles';

/** A measured y > 0 at x > 0, with its two-sided 95 % interval. */
export interface LawPoint {
  readonly x: number;
  readonly y: number;
  readonly interval: readonly [number, number];
}

/** y = c x^α over the points it was fitted to. */
export interface PowerLaw {
  /** α, with its 95 % interval. */
  readonly exponent: number;
  readonly interval: readonly [number, number];
  /** How far points lie from the law beyond their own uncertainty, as a factor (one standard deviation). */
  readonly scatter: number;
  /** The law at x, with the 95 % interval of the law there. */
  at(x: number): { readonly y: number; readonly interval: readonly [number, number] };
}

/** What points tell of a power law: one, that they bend away from any, or why nothing. */
export type LawVerdict =
  | { readonly status: 'law'; readonly law: PowerLaw }
  | { readonly status: 'bent' }
  | { readonly status: 'few' | 'narrow' };

/** Fewer points leave Student's t with a single degree of freedom, or none. */
export const leastLawPoints = 4;
/** Narrower in x, as a factor, no two laws could be told apart. */
export const leastLawSpan = 4;

const normal975 = 1.959963984540054;

/**
 * Whether points follow a power law, and which: a straight line through their logarithms in which every point has its own
 * variance (of its interval, taken as normal in the logarithm) and all share another, how they scatter beyond it. The
 * shared one is that of Paule and Mandel 1982 ("Consensus values and weighting factors"), in its form for a
 * regression (DerSimonian and Kacker 2007, "Random-effects model for meta-analysis of clinical trials: an update");
 * intervals are Student's with n − 2 degrees of freedom (Knapp and Hartung 2003, "Improved tests for a random effects
 * meta-regression with a single covariate"), never narrower than the points' own variances make them.
 *
 * Points that need a square of the logarithm, its 95 % interval without 0, are `bent`: no power law. Fewer than four
 * points are `few`; such that span less than a factor of four in x, `narrow`.
 */
export function judgePowerLaw(points: readonly LawPoint[]): LawVerdict {
  const xs = points.map(({ x }) => Math.log(x));
  if (new Set(xs).size < leastLawPoints) return { status: 'few' };
  if (Math.max(...xs) - Math.min(...xs) < Math.log(leastLawSpan)) return { status: 'narrow' };
  const middle = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const ys = points.map(({ y }) => Math.log(y));
  const variances = points.map(({ interval }) => (Math.log(interval[1] / interval[0]) / 2 / normal975) ** 2);
  if (xs.length > leastLawPoints && new Set(xs).size > leastLawPoints) {
    const rows = xs.map((x) => [1, x - middle, (x - middle) ** 2]);
    const { values, covariance } = regress(rows, ys, variances);
    const reach = studentQuantile(xs.length - 3) * Math.sqrt(covariance[2]?.[2] ?? NaN);
    if (Math.abs(values[2] ?? NaN) > reach) return { status: 'bent' };
  }
  const rows = xs.map((x) => [1, x - middle]);
  const { values, covariance, shared } = regress(rows, ys, variances);
  const [level = NaN, exponent = NaN] = values;
  const t = studentQuantile(xs.length - 2);
  const reach = t * Math.sqrt(covariance[1]?.[1] ?? NaN);
  return {
    status: 'law',
    law: {
      exponent,
      interval: [exponent - reach, exponent + reach],
      scatter: Math.exp(Math.sqrt(shared)),
      at(x) {
        const away = Math.log(x) - middle;
        const [[a = NaN, b = NaN] = [], [, c = NaN] = []] = covariance;
        const spread = t * Math.sqrt(a + 2 * b * away + c * away * away);
        const y = level + exponent * away;
        return { y: Math.exp(y), interval: [Math.exp(y - spread), Math.exp(y + spread)] };
      },
    },
  };
}

interface Regression {
  readonly values: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** The variance that all points share beyond their own. */
  readonly shared: number;
}

/** Least squares weighted by 1 / (own variance + shared), the latter such that residuals are as large as they should be. */
function regress(
  rows: readonly (readonly number[])[],
  ys: readonly number[],
  variances: readonly number[],
): Regression {
  const freedom = ys.length - (rows[0]?.length ?? 0);
  const misfit = (shared: number): { fit: Regression; excess: number } => {
    const weights = variances.map((own) => 1 / (own + shared));
    const { values, covariance } = weighted(rows, ys, weights);
    const squares = rows.reduce((sum, row, i) => {
      const residual = (ys[i] ?? NaN) - row.reduce((all, x, j) => all + x * (values[j] ?? NaN), 0);
      return sum + (weights[i] ?? NaN) * residual * residual;
    }, 0);
    return { fit: { values, covariance, shared }, excess: squares - freedom };
  };
  // Points without any uncertainty of their own would weigh infinitely much.
  const least = Math.min(...variances) > 0 ? 0 : 1e-12;
  const alone = misfit(least);
  if (alone.excess <= 0) return alone.fit;
  let [low, high] = [least, 1];
  while (misfit(high).excess > 0) high *= 4;
  for (let i = 0; i < 100; i++) {
    const between = (low + high) / 2;
    if (misfit(between).excess > 0) low = between;
    else high = between;
  }
  return misfit(high).fit;
}

function weighted(
  rows: readonly (readonly number[])[],
  ys: readonly number[],
  weights: readonly number[],
): Omit<Regression, 'shared'> {
  const size = rows[0]?.length ?? 0;
  const sumOf = (term: (row: readonly number[], i: number) => number): number =>
    rows.reduce((sum, row, i) => sum + (weights[i] ?? NaN) * term(row, i), 0);
  const normal = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_column, b) => sumOf((row) => (row[a] ?? NaN) * (row[b] ?? NaN))),
  );
  const right = Array.from({ length: size }, (_, a) => sumOf((row, i) => (row[a] ?? NaN) * (ys[i] ?? NaN)));
  const covariance = inverse(normal);
  const values = covariance.map((row) => row.reduce((sum, entry, j) => sum + entry * (right[j] ?? NaN), 0));
  return { values, covariance };
}

/** Of a small positive definite matrix, by Gauss and Jordan. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const scale = work[pivot]?.[pivot] ?? NaN;
    const chosen = (work[pivot] ?? []).map((entry) => entry / scale);
    work[pivot] = chosen;
    work.forEach((row, i) => {
      const factor = row[pivot] ?? NaN;
      if (i !== pivot) work[i] = row.map((entry, j) => entry - factor * (chosen[j] ?? NaN));
    });
  }
  return work.map((row) => row.slice(size));
}
