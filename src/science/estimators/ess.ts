import { Pacer, type WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { lowerK } from './distanceEstimator';
import { defineEstimator, type EstimatorInput } from './estimator';
import { Neighbourhood } from './neighbourhood';
import { oneOf, whole } from './options';
import { errorFromPulls, type PointPulls } from './pointPulls';
import { combinePointwise } from './pointwise';
import { Skewness, skewnessVersions, type SkewnessVersion } from './skewness';

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
  options: { k: whole(100, 3, 500), version: oneOf(skewnessVersions), combine: oneOf(combinations) },
  fit: lowerK,
  needs: ({ k }) => ({ neighbours: k, spectrum: false, distinct: true }),
  cost: ({ k }, { points, columns }) => (points * k * k * (columns + 140)) / 8,
  async estimate(input, { k, version, combine }, key, hooks) {
    const local = await localDimensions(input, k, version, hooks);
    const errorOf = (dimension: number): { error: number; method: string } => ({
      error: errorFromPulls(local, dimension, combine),
      method: 'delete-one jackknife, less what it counts twice',
    });
    const found = combinePointwise({ ...local, combine, errorOf, key });
    if (found.dimension <= k / 2) return found;
    const text = `${k} neighbours about their mean are too few for a dimension of ${found.dimension.toFixed(0)}, where chance alone sets them nearly at right angles: take a larger k.`;
    return { ...found, warnings: [...found.warnings, { fault: 'few-neighbours' as const, text }] };
  },
});

async function localDimensions(
  { points, table }: EstimatorInput,
  k: number,
  version: SkewnessVersion,
  hooks: WorkHooks,
): Promise<PointPulls> {
  const neighbourhood = new Neighbourhood(points, table, k, table.k > k ? 1 : 0);
  const skewness = new Skewness(neighbourhood.vectors, k, version);
  const expected = [NaN, ...(version === 'a' ? [0, 2 / Math.PI, Math.PI / 4] : [1, 2 / Math.PI])];
  const values = new Float64Array(points.rows);
  const pulls = new Float32Array(points.rows * k);
  const pairNoise = new Float64Array(points.rows);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < points.rows; i++) {
    neighbourhood.load(i, 'mean');
    skewness.measure();
    const { dimension, slope } = dimensionAt(skewness.value, expected, version);
    values[i] = dimension;
    for (let j = 0; j < k; j++) pulls[i * k + j] = slope * (skewness.pulls[j] as number);
    pairNoise[i] = slope * slope * skewness.pairNoise;
    await pacer.did((k * k * (points.columns + 140)) / 8);
    hooks.onProgress?.((i + 1) / points.rows);
  }
  return { values, table, k, pulls, pairNoise };
}

/** A point's dimension, and by how much it grows with the skewness. */
interface Reading {
  readonly dimension: number;
  readonly slope: number;
}

/**
 * The dimension between the whole ones whose expectation lies on either side. E|sin| in dimension n is
 * Γ(n/2)² / (Γ((n+1)/2) Γ((n−1)/2)), E|cos| is Γ(n/2) / (√π Γ((n+1)/2)): each follows from the last but one.
 *
 * @param expected by dimension, from 1; grown as needed.
 */
function dimensionAt(skew: number, expected: number[], version: SkewnessVersion): Reading {
  if (Number.isNaN(skew)) return { dimension: NaN, slope: 0 };
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
      const step = (expected[n + 1] as number) - below;
      return { dimension: n + (skew - below) / step, slope: 1 / step };
    }
  }
  return { dimension: NaN, slope: 0 };
}
