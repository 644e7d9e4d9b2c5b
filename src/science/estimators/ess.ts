import { Pacer, type WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { lowerK } from './distanceEstimator';
import { defineEstimator, type EstimatorInput } from './estimator';
import { Neighbourhood } from './neighbourhood';
import { oneOf, whole } from './options';
import { combinePointwise } from './pointwise';

const versions = ['a', 'b'] as const;
type Version = (typeof versions)[number];
const mostDimensions = 100_000;

/**
 * Expected simplex skewness (Johnsson, Soneson, Fontes 2015, "Low bias local intrinsic dimension estimation from
 * expected simplex skewness", section 3, with simplices of one edge, d = 1): over all pairs of a point's k nearest,
 * about their mean, the mean area of the parallelogram of two vectors by the mean product of their lengths
 * (version a), or of their scalar product's size (version b), against what it is in a ball of whole dimension, between
 * which it is interpolated. scikit-dimension draws 5,000 pairs where k is above 100; here all are taken.
 */
export const essEstimator = defineEstimator({
  id: 'ess',
  options: { k: whole(100, 3, 500), version: oneOf(versions), combine: oneOf(combinations) },
  fit: lowerK,
  needs: ({ k }) => ({ neighbours: k, spectrum: false, distinct: true }),
  cost: ({ k }, { points, columns }) => (points * k * k * (columns + 80)) / 8,
  async estimate(input, { k, version, combine }, key, hooks) {
    const values = await localDimensions(input, k, version, hooks);
    const found = combinePointwise({ values, table: input.table, k, combine, shortfall: 2, key });
    if (found.dimension <= k / 2) return found;
    const text = `${k} neighbours about their mean are too few for a dimension of ${found.dimension.toFixed(0)}, where chance alone sets them nearly at right angles: take a larger k.`;
    return { ...found, warnings: [...found.warnings, { fault: 'few-neighbours' as const, text }] };
  },
});

async function localDimensions(
  { points, table }: EstimatorInput,
  k: number,
  version: Version,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const neighbourhood = new Neighbourhood(points, table, k);
  const squares = new Float64Array(k);
  const expected = [NaN, ...(version === 'a' ? [0, 2 / Math.PI, Math.PI / 4] : [1, 2 / Math.PI])];
  const dimensions = new Float64Array(points.rows);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < points.rows; i++) {
    neighbourhood.load(i, 'mean');
    dimensions[i] = dimensionAt(skewness(neighbourhood, squares, version), expected, version);
    await pacer.did((k * k * (points.columns + 80)) / 8);
    hooks.onProgress?.((i + 1) / points.rows);
  }
  return dimensions;
}

/** The mean over pairs; NaN where all neighbours coincide. */
function skewness({ vectors, k }: Neighbourhood, squares: Float64Array, version: Version): number {
  vectors.products();
  const { pairs, pairStride } = vectors;
  for (let a = 0; a < k; a++) squares[a] = pairs[a * pairStride + a] as number;
  let seen = 0;
  let greatest = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < a; b++) {
      const product = pairs[a * pairStride + b] as number;
      const weight = (squares[a] as number) * (squares[b] as number);
      seen += version === 'a' ? Math.sqrt(Math.abs(weight - product * product)) : Math.abs(product);
      greatest += Math.sqrt(weight);
    }
  }
  return seen / greatest;
}

/**
 * The dimension between the whole ones whose expectation lies on either side. E|sin| in dimension n is
 * Γ(n/2)² / (Γ((n+1)/2) Γ((n−1)/2)), E|cos| is Γ(n/2) / (√π Γ((n+1)/2)): each follows from the last but one.
 *
 * @param expected by dimension, from 1; grown as needed.
 */
function dimensionAt(skew: number, expected: number[], version: Version): number {
  if (Number.isNaN(skew)) return NaN;
  const beyond = (n: number): boolean =>
    version === 'a' ? (expected[n] as number) > skew : (expected[n] as number) <= skew;
  for (let n = 1; n < mostDimensions; n++) {
    if (expected.length <= n + 1) {
      const last = expected[n - 1] as number;
      const m = n - 1;
      expected.push(version === 'a' ? (last * m * m) / (m * m - 1) : (last * m) / (m + 1));
    }
    if (beyond(n + 1)) {
      const below = expected[n] as number;
      return n + (skew - below) / ((expected[n + 1] as number) - below);
    }
  }
  return NaN;
}
