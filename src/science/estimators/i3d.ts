import type { Matrix } from '../../compute/matrix';
import { Pacer, type WorkHooks } from '../../compute/work';
import { fewPointsWarning } from './dimensionWarnings';
import { defineEstimator } from './estimator';
import { impossible } from './impossible';
import { latticeBalls } from './latticeBalls';
import { whole } from './options';
import { errorOfLogRatio, normal975, sumOf } from './pairCounts';

const greatestRadius = 100;
/** Neighbours that the outer ball holds on average, where its radius is not given. */
const wantedNeighbours = 20;
const greatestDimension = 1e4;

/**
 * I3D (Macocco, Glielmo, Grilli, Laio 2023, "Intrinsic dimension estimation for discrete metrics", eq. 4 and 5): on a
 * lattice of constant density, of the k points within the distance `lk` of a point (the sum of the coordinates'
 * differences, itself left out), n within `ln` are binomial with the ratio p(d) = V(ln, d) / V(lk, d) of numbers of
 * lattice sites; the maximum of the likelihood over all points is where p(d) = Σn / Σk. Values are whole numbers, in
 * units of the lattice; repeated rows are points of their own. With `lk=0` the smallest radius is taken whose balls
 * hold 20 other points on average, with `ln=0` half the outer radius, as the peer rounds it.
 */
export const i3dEstimator = defineEstimator({
  id: 'i3d',
  options: { lk: whole(0, 0, greatestRadius), ln: whole(0, 0, greatestRadius - 1) },
  conflict: ({ lk, ln }) =>
    (lk > 0 && lk < 2) || (ln > 0 && ln >= lk)
      ? `i3d needs lk=2 or more and ln below it; lk=${lk} and ln=${ln} are not.`
      : undefined,
  needs: () => ({ neighbours: 0, spectrum: false, distinct: false }),
  cost: (_options, { points, columns }) => (points * points * columns) / 2,
  async estimate({ rows }, options, key, hooks) {
    if (!rows.values.every(Number.isInteger)) throw impossible(key, 'its values are not whole numbers');
    const n = rows.rows;
    const counts = await countWithin(rows, options.lk || greatestRadius, hooks);
    const lk = options.lk || smallestRadius(counts, n);
    const ln = options.ln || Math.max(1, halfToEven(lk));
    const inner = within(counts, n, ln);
    const outer = within(counts, n, lk);
    const share = sumOf(inner) / sumOf(outer);
    if (!(share > 0 && share < 1)) {
      throw impossible(key, `no pair of points lies within ${ln}, or none between ${ln} and ${lk}`);
    }
    const dimension = dimensionAt(share, ln, lk);
    const error = errorOfLogRatio(inner, outer);
    const cramerRao = independentError(share, dimension, ln, lk, sumOf(outer));
    return {
      dimension,
      interval: [
        dimensionAt(share * Math.exp(normal975 * error), ln, lk),
        dimensionAt(share * Math.exp(-normal975 * error), ln, lk),
      ],
      intervalMethod: 'variance of pair counts (Hoeffding’s decomposition), normal quantiles',
      details: { points: n, lk, ln, inner: sumOf(inner) / n, outer: sumOf(outer) / n, cramerRao },
      warnings: [
        ...(sumOf(inner) < 40 * 2
          ? [
              {
                fault: 'rough' as const,
                text: `Only ${sumOf(inner) / 2} pairs lie within ${ln}: the estimate is rough; take a larger scale.`,
              },
            ]
          : []),
        ...[fewPointsWarning(n)].filter((warning) => warning !== undefined),
      ],
    };
  },
});

/** `rows × 101`: how many others lie at the distances 0 … `most`. */
async function countWithin(
  { rows, columns, values }: Matrix,
  most: number,
  hooks: WorkHooks,
): Promise<Int32Array> {
  const stride = greatestRadius + 1;
  const counts = new Int32Array(rows * stride);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let distance = 0;
      for (let c = 0; c < columns && distance <= most; c++) {
        distance += Math.abs((values[i * columns + c] as number) - (values[j * columns + c] as number));
      }
      if (distance > most) continue;
      counts[i * stride + distance] = (counts[i * stride + distance] as number) + 1;
      counts[j * stride + distance] = (counts[j * stride + distance] as number) + 1;
    }
    await pacer.did((i * columns) / 2);
    hooks.onProgress?.((i + 1) ** 2 / rows ** 2);
  }
  return counts;
}

/** Of every point, how many others lie within a radius. */
function within(counts: Int32Array, rows: number, radius: number): Float64Array {
  const stride = counts.length / rows;
  const found = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let r = 0; r <= radius; r++) sum += counts[i * stride + r] as number;
    found[i] = sum;
  }
  return found;
}

function smallestRadius(counts: Int32Array, rows: number): number {
  for (let radius = 2; radius < greatestRadius; radius++) {
    if (sumOf(within(counts, rows, radius)) >= wantedNeighbours * rows) return radius;
  }
  return greatestRadius;
}

/** Half a whole number, rounded to even as NumPy's `rint` does. */
function halfToEven(x: number): number {
  const floor = Math.floor(x / 2);
  return x % 2 === 0 ? x / 2 : floor + (floor % 2);
}

/** The dimension whose balls have that ratio of volumes, which falls as it grows. */
function dimensionAt(share: number, ln: number, lk: number): number {
  let low = 0;
  let high = 1;
  while (ratio(high, ln, lk) > share && high < greatestDimension) [low, high] = [high, 2 * high];
  for (let step = 0; step < 100 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (ratio(middle, ln, lk) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function ratio(d: number, ln: number, lk: number): number {
  const balls = latticeBalls(d, lk);
  return (balls.volumes[ln] as number) / (balls.volumes[lk] as number);
}

/** The bound of Cramér and Rao on the standard error, where all pairs are independent. */
function independentError(share: number, d: number, ln: number, lk: number, pairs: number): number {
  const { volumes, slopes } = latticeBalls(d, lk);
  const [vn, vk] = [volumes[ln] as number, volumes[lk] as number];
  const slope = (slopes[ln] as number) / vk - ((slopes[lk] as number) * vn) / vk ** 2;
  return Math.sqrt((share * (1 - share)) / pairs) / Math.abs(slope);
}
