import type { NeighbourTable } from '../../compute/neighbourTable';
import { fewPointsWarning } from './dimensionWarnings';
import { combineBy, meanOf, type Combination } from './combine';
import { leastPoints } from './distanceEstimator';
import type { Finding } from './estimator';
import { impossible } from './impossible';
import { normal975 } from './pairCounts';

export interface Pointwise {
  /** One dimension a point; not finite where the point has none. Not changed. */
  readonly values: Float64Array;
  readonly table: NeighbourTable;
  /** Neighbours that each value was made from. */
  readonly k: number;
  readonly combine: Combination;
  /** The standard error of the estimate, where the estimator knows better than the shares of neighbours tell. */
  readonly errorOf?: (dimension: number) => { readonly error: number; readonly method: string };
  /**
   * By how much the standard error falls short, as measured over samples of Gaussians and spheres of dimension 3 to 8
   * and 500 points; where points differ in kind, as on a Swiss roll near its edges, it errs on the wide side.
   */
  readonly shortfall?: number;
  /** What was asked for, for the message where there is no estimate. */
  readonly key: string;
}

/**
 * The estimate made of the points' own dimensions, where finding these anew without some points would cost too much
 * for a jackknife. Points that share neighbours are not independent: the covariance of two points' values counts by
 * the share |N_i ∩ N_j| / (k + 1) of the neighbourhoods, themselves included, that they have in common (Conley 1999,
 * "GMM estimation with cross sectional dependence", eq. 3, with this kernel, which is positive definite). Weighing a
 * covariance that itself grows with that share finds less than all of it; `shortfall`, measured, makes up for it.
 * Mean and harmonic mean have symmetric intervals, the median that of its order statistics.
 */
export function combinePointwise(pointwise: Pointwise): Finding {
  const { values, k, combine, key } = pointwise;
  const usable = values.filter(Number.isFinite);
  const excluded = values.length - usable.length;
  if (usable.length < leastPoints) throw impossible(key, `only ${usable.length} points have a dimension`);
  const dimension = combineBy(combine, usable);
  if (!(dimension > 0) || !Number.isFinite(dimension)) {
    throw impossible(key, 'the points’ dimensions have no positive mean');
  }
  const { error, interval, method } = uncertaintyOf(pointwise, usable, dimension);
  return {
    dimension,
    interval,
    intervalMethod: `${method}, normal quantiles`,
    details: { points: usable.length, k, standardError: error, excluded },
    pointDimensions: values,
    warnings: [
      ...(excluded > 0
        ? [`${excluded} points were left out: their neighbours coincide or lie on a line.`]
        : []),
      ...[fewPointsWarning(usable.length)].filter((warning) => warning !== undefined),
    ],
  };
}

interface Uncertainty {
  readonly error: number;
  readonly interval: [number, number];
  readonly method: string;
}

function uncertaintyOf(
  { values, table, k, combine, shortfall = 1, errorOf }: Pointwise,
  usable: Float64Array,
  dimension: number,
): Uncertainty {
  const known = errorOf?.(dimension);
  if (known !== undefined) return { ...known, interval: symmetric(dimension, known.error) };
  const influence = values.map((d) => (Number.isFinite(d) ? influenceOf(d, dimension, combine) : 0));
  const centre = meanOf(influence.filter((_, i) => Number.isFinite(values[i])));
  const error = shortfall * dependentError(influence, centre, values, table, k, usable.length);
  const interval = intervalOf(usable, dimension, error, combine);
  return {
    error: combine === 'median' ? (interval[1] - interval[0]) / (2 * normal975) : error,
    interval,
    method: 'covariance of points by the neighbours they share (Conley)',
  };
}

/** In the logarithm. */
function symmetric(dimension: number, error: number): [number, number] {
  const spread = Math.exp((normal975 * error) / dimension);
  return [dimension / spread, dimension * spread];
}

/** How far a point of dimension d pulls the estimate; for the median, how it splits the points. */
function influenceOf(d: number, dimension: number, combine: Combination): number {
  switch (combine) {
    case 'mean':
      return d;
    case 'harmonic':
      return -(dimension * dimension) / d;
    case 'median':
      return d > dimension ? 0.5 : d < dimension ? -0.5 : 0;
  }
}

function dependentError(
  influence: Float64Array,
  centre: number,
  values: Float64Array,
  { points, k: row, indices }: NeighbourTable,
  k: number,
  used: number,
): number {
  const shared = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    if (!Number.isFinite(values[i])) continue;
    const own = (influence[i] as number) - centre;
    shared[i] = (shared[i] as number) + own;
    for (let j = 0; j < k; j++) {
      const at = indices[i * row + j] as number;
      shared[at] = (shared[at] as number) + own;
    }
  }
  let sum = 0;
  for (const s of shared) sum += s * s;
  // Taking the mean off takes a share (k + 1) / N of the variance with it.
  const kept = Math.max(0.25, 1 - (k + 1) / points);
  return Math.sqrt(sum / (k + 1) / kept) / used;
}

function intervalOf(
  usable: Float64Array,
  dimension: number,
  error: number,
  combine: Combination,
): [number, number] {
  if (combine !== 'median') return symmetric(dimension, error);
  const sorted = usable.sort();
  const at = (share: number): number =>
    sorted[Math.max(0, Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1))))] ?? dimension;
  const reach = normal975 * error;
  return [Math.min(dimension, at(0.5 - reach)), Math.max(dimension, at(0.5 + reach))];
}
