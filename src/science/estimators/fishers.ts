import { columnMeans, covariance, gramMatrix } from '../../compute/covariance';
import { dotRuns } from '../../compute/dotRuns';
import type { Matrix } from '../../compute/matrix';
import { safeScale } from '../../compute/safeScale';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { Pacer, type WorkHooks } from '../../compute/work';
import { fewPointsWarning } from './dimensionWarnings';
import { defineEstimator } from './estimator';
import { impossible } from './impossible';
import { lambertW } from './lambertW';
import { real } from './options';
import { normal975 } from './pairCounts';

/** 0.6, 0.62 … 0.98, to the last bit as the peer's steps make them. */
const thresholds = Float64Array.from({ length: 20 }, (_, i) => 0.6 + i * (0.6 + 0.02 - 0.6));
/** Where no pair of points reaches those. */
const lowThresholds = Float64Array.from({ length: 29 }, (_, i) => (i + 1) / 50);

/**
 * Fisher separability (Albergante, Bac, Zinovyev 2019, "Estimation of the dimensionality of data by Fisher
 * separability", eq. 4; scikit-dimension's `FisherS`): points are centred, projected on the principal axes whose
 * eigenvalues exceed the largest over `conditional_number`, scaled to variance one along each and to the unit sphere.
 * The share p of pairs with (x, y) ≥ alpha (x, x) is that of a uniform sphere of dimension
 * n = W(−ln(1−α²) / (2π p² α² (1−α²))) / −ln(1−α²). Reported is n at the alpha next to 0.9 times the greatest at which
 * any pair is inseparable. Where none is at 0.6, as in high dimension, smaller alphas are looked at.
 */
export const fishersEstimator = defineEstimator({
  id: 'fishers',
  options: { conditional_number: real(10, 1, 1e12) },
  needs: () => ({ neighbours: 0, spectrum: false, distinct: true }),
  cost: (_options, { points, columns }) => points * (points / 2 + columns) * Math.min(columns, 50),
  async estimate({ points }, { conditional_number }, key, hooks) {
    const sphere = await projectOnSphere(points, conditional_number, key, hooks);
    let alphas = thresholds;
    let counts = await inseparable(sphere, alphas, hooks);
    const separable = !counts.some((count) => count > 0);
    if (separable) {
      alphas = lowThresholds;
      counts = await inseparable(sphere, alphas, hooks);
    }
    const n = sphere.rows;
    const shares = Float64Array.from(alphas, (_, a) => sumEvery(counts, a, alphas.length) / n ** 2);
    const chosen = chooseThreshold(alphas, shares);
    if (chosen === undefined)
      throw impossible(key, 'every point is separable from all others at any threshold');
    const alpha = alphas[chosen] as number;
    const share = shares[chosen] as number;
    const dimension = sphereDimension(share, alpha);
    const error = errorOfLogShare(counts, chosen, alphas.length);
    const pairs = Math.round((share * n ** 2) / 2);
    return {
      dimension,
      interval: [
        sphereDimension(share * Math.exp(normal975 * error), alpha),
        sphereDimension(share * Math.exp(-normal975 * error), alpha),
      ],
      intervalMethod: 'variance of pair counts (Hoeffding’s decomposition), normal quantiles',
      details: { points: n, components: sphere.columns, alpha, inseparable: share, pairs },
      warnings: [
        ...(separable
          ? [
              {
                fault: 'rough' as const,
                text: 'No pair of points is inseparable at alpha=0.6: smaller ones were used, and the estimate is rough.',
              },
            ]
          : pairs < 20
            ? [
                {
                  fault: 'rough' as const,
                  text: `Only ${pairs} inseparable pair${pairs === 1 ? '' : 's'}: the estimate is rough.`,
                },
              ]
            : []),
        ...[fewPointsWarning(n)].filter((warning) => warning !== undefined),
      ],
    };
  },
});

/** The points whitened on their leading axes, on the unit sphere. */
async function projectOnSphere(
  given: Matrix,
  conditionalNumber: number,
  key: string,
  hooks: WorkHooks,
): Promise<Matrix> {
  const scale = safeScale(given.values);
  const matrix = scale === 1 ? given : { ...given, values: given.values.map((x) => x * scale) };
  const { rows, columns, values } = matrix;
  const wide = columns > rows;
  const quiet: WorkHooks = { ...hooks, onProgress: undefined };
  const eigen = await symmetricEigen(
    wide ? await gramMatrix(matrix, quiet) : await covariance(matrix, quiet),
    quiet,
  );
  const greatest = eigen.values[0] as number;
  if (!(greatest > 0)) throw impossible(key, 'no column varies');
  const kept = eigen.values.filter((value) => value / greatest > 1 / conditionalNumber).length;
  const vectors = await eigen.leadingVectors(kept);
  const sphere = new Float64Array(rows * kept);
  const mean = columnMeans(matrix);
  const centred = new Float64Array(columns);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) centred[c] = (values[i * columns + c] as number) - (mean[c] as number);
    let square = 0;
    for (let a = 0; a < kept; a++) {
      const axis = vectors[a] as Float64Array;
      const coordinate = wide
        ? (axis[i] as number)
        : dotRuns(axis, 0, centred, 0, columns) / Math.sqrt(eigen.values[a] as number);
      sphere[i * kept + a] = coordinate;
      square += coordinate * coordinate;
    }
    const length = Math.sqrt(square);
    for (let a = 0; a < kept; a++) sphere[i * kept + a] = (sphere[i * kept + a] as number) / length;
    await pacer.did(kept * columns);
  }
  return { rows, columns: kept, values: sphere };
}

/** `rows × alphas`: from how many others a point is inseparable at each threshold, ascending. */
async function inseparable(
  { rows, columns, values }: Matrix,
  alphas: Float64Array,
  hooks: WorkHooks,
): Promise<Int32Array> {
  const n = alphas.length;
  const sphere = Float64Array.from(values);
  const counts = new Int32Array(rows * n);
  const lowest = alphas[0] as number;
  const pacer = new Pacer(hooks);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const product = dotRuns(sphere, i * columns, sphere, j * columns, columns);
      for (let a = 0; product >= lowest && a < n && product >= (alphas[a] as number); a++) {
        counts[i * n + a] = (counts[i * n + a] as number) + 1;
        counts[j * n + a] = (counts[j * n + a] as number) + 1;
      }
    }
    await pacer.did(i * columns);
    hooks.onProgress?.((i + 1) ** 2 / rows ** 2);
  }
  return counts;
}

/** The threshold next to 0.9 of the greatest with inseparable pairs; of two as near, that of the greater dimension. */
function chooseThreshold(alphas: Float64Array, shares: Float64Array): number | undefined {
  let last = -1;
  shares.forEach((share, a) => {
    if (share > 0) last = a;
  });
  if (last < 0) return undefined;
  const wanted = (alphas[last] as number) * 0.9;
  let best = 0;
  for (let a = 1; a <= last; a++) {
    const nearer = Math.abs((alphas[best] as number) - wanted) - Math.abs((alphas[a] as number) - wanted);
    const larger =
      nearer === 0 &&
      sphereDimension(shares[a] as number, alphas[a] as number) >
        sphereDimension(shares[best] as number, alphas[best] as number);
    if (nearer > 0 || larger) best = a;
  }
  return best;
}

/** The dimension of the uniform sphere with that share of inseparable pairs. */
function sphereDimension(share: number, alpha: number): number {
  const square = alpha * alpha;
  const log = Math.log(1 - square);
  return lambertW(-log / (2 * Math.PI * share * share * square * (1 - square))) / -log;
}

/**
 * The standard error of the logarithm of a share of pairs: relative variance 4 V − 2 / c over N, with V the relative
 * variance of the points' counts and c their mean (Hoeffding 1948), at least that of independent pairs.
 */
function errorOfLogShare(counts: Int32Array, at: number, stride: number): number {
  const n = counts.length / stride;
  const mean = sumEvery(counts, at, stride) / n;
  let variance = 0;
  for (let i = at; i < counts.length; i += stride)
    variance += ((counts[i] as number) / mean - 1) ** 2 / (n - 1);
  return Math.sqrt(Math.max(4 * variance - 2 / mean, 2 / mean) / n);
}

function sumEvery(counts: Int32Array, at: number, stride: number): number {
  let sum = 0;
  for (let i = at; i < counts.length; i += stride) sum += counts[i] as number;
  return sum;
}
