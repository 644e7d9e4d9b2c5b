import { neighbourSkewness } from '../../compute/neighbourPairs';
import type { WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { lowerK } from './distanceEstimator';
import { crewOf, defineEstimator, type EstimatorInput } from './estimator';
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
  cost: ({ k }, { points, columns }) => points * k * (k + columns / 2),
  async estimate(input, { k, version, combine }, key, hooks) {
    const values = await localDimensions(input, k, version, hooks);
    const found = combinePointwise({ values, table: input.table, k, combine, shortfall: 2, key });
    if (found.dimension <= k / 2) return found;
    const text = `${k} neighbours about their mean are too few for a dimension of ${found.dimension.toFixed(0)}, where chance alone sets them nearly at right angles: take a larger k.`;
    return { ...found, warnings: [...found.warnings, { fault: 'few-neighbours' as const, text }] };
  },
});

async function localDimensions(
  input: EstimatorInput,
  k: number,
  version: Version,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const { points, table } = input;
  const of = version === 'a' ? 'area' : 'product';
  const skewness = await neighbourSkewness(points, table, k, of, crewOf(input), hooks);
  const expected = [NaN, ...(version === 'a' ? [0, 2 / Math.PI, Math.PI / 4] : [1, 2 / Math.PI])];
  return skewness.map((skew) => dimensionAt(skew, expected, version));
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
