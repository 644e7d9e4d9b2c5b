import { neighbourSkewness } from '../../compute/neighbourPairs';
import { pairsOf } from '../../compute/neighbourSway';
import type { WorkHooks } from '../../compute/work';
import { Rng } from '../../base/rng';
import { combinations } from './combine';
import { lowerK } from './distanceEstimator';
import { crewOf, defineEstimator, type EstimatorInput } from './estimator';
import { oneOf, whole } from './options';
import { errorFromPulls, type PointPulls } from './pointPulls';
import { combinePointwise } from './pointwise';

/** Of two vectors: the area between them (a) or the size of their scalar product (b), by the product of their lengths. */
const skewnessVersions = ['a', 'b'] as const;
type SkewnessVersion = (typeof skewnessVersions)[number];

/**
 * Neighbourhoods, drawn at random, that are looked at without each of their points; and the pairs that are kept for it,
 * so that 128 MB is enough: of 260 neighbours on there are fewer neighbourhoods, with no fewer points than 1,000 of 100.
 */
const mostCentres = 1000;
const mostPairs = 2 ** 25;
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
  cost: ({ k }, { points, columns }) => points * k * (k + columns / 2),
  async estimate(input, { k, version, combine }, key, hooks) {
    const pulls = await localDimensions(input, k, version, hooks);
    const errorOf = (dimension: number): { error: number; method: string } => ({
      error: errorFromPulls(pulls, dimension, combine),
      method: 'delete-one jackknife, less what it counts twice',
    });
    const found = combinePointwise({ values: pulls.values, table: input.table, k, combine, errorOf, key });
    if (found.dimension <= k / 2) return found;
    const text = `${k} neighbours about their mean are too few for a dimension of ${found.dimension.toFixed(0)}, where chance alone sets them nearly at right angles: take a larger k.`;
    return { ...found, warnings: [...found.warnings, { fault: 'few-neighbours' as const, text }] };
  },
});

/** Every point's dimension, and what some of them owe to each of their neighbours. */
async function localDimensions(
  input: EstimatorInput,
  k: number,
  version: SkewnessVersion,
  hooks: WorkHooks,
): Promise<PointPulls> {
  const { points, table, seed } = input;
  const most = Math.min(mostCentres, Math.floor(mostPairs / pairsOf(k)));
  const centres = someOf(points.rows, most, new Rng(seed).split(6));
  const of = version === 'a' ? 'area' : 'product';
  const found = await neighbourSkewness(points, table, k, of, centres, crewOf(input), hooks);
  const expected = firstExpected(version);
  const readings = Array.from(found.values, (skew) => dimensionAt(skew, expected, version));
  const slope = (centre: number): number => readings[centre]?.slope ?? 0;
  return {
    values: Float64Array.from(readings, ({ dimension }) => dimension),
    k,
    centres,
    neighbours: found.neighbours,
    pulls: found.pulls.map((pull, at) => pull * slope(centres[Math.floor(at / k)] as number)),
    pairNoise: found.pairNoise.map((noise, c) => noise * slope(centres[c] as number) ** 2),
  };
}

/** Up to `most` of the numbers below `count`, in the order of their draw; all in order where there are no more. */
function someOf(count: number, most: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  if (count <= most) return order;
  for (let i = 0; i < most; i++) {
    const j = i + rng.integer(count - i);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order.slice(0, most);
}

function firstExpected(version: SkewnessVersion): number[] {
  return [NaN, ...(version === 'a' ? [0, 2 / Math.PI, Math.PI / 4] : [1, 2 / Math.PI])];
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
