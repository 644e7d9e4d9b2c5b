import { Rng } from '../../base/rng';
import type { Matrix } from '../../compute/matrix';
import { safeScale } from '../../compute/safeScale';
import { VectorBlock } from '../../compute/vectorBlock';
import { Pacer, type WorkHooks } from '../../compute/work';
import { finiteSampleWarning, fewPointsWarning } from './dimensionWarnings';
import { defineEstimator } from './estimator';
import { impossible } from './impossible';
import { spanningTreeSum } from './minimumSpanningTree';
import { real, whole } from './options';
import { studentQuantile } from './quantiles';

const leastSizes = 3;

/**
 * The persistent-homology dimension of degree 0 (Schweinhart 2020, "Fractal dimension and the persistent homology of
 * random geometric complexes", theorem 3; the fit is algorithm 1 of Birdal, Lou, Guibas, Şimşekli 2021, "Intrinsic
 * dimension, persistent homology and generalization in neural networks"): lifetimes in degree 0 are the edges of the
 * minimum spanning tree, and the sum of their powers alpha over n random points grows as n^((d − alpha) / d), so that
 * d = alpha / (1 − slope) of the line through ln n and ln sum, n from `min` to `max` in steps of `jump`. Each of
 * `repeats` draws takes its smaller samples from its larger ones, which steadies the slope.
 */
export const phEstimator = defineEstimator({
  id: 'ph',
  options: {
    alpha: real(1, 0.01, 100),
    min: whole(200, 5, 4000),
    max: whole(1000, 10, 4000),
    jump: whole(50, 1, 4000),
    repeats: whole(10, 5, 100),
  },
  conflict: ({ min, max, jump }) =>
    max - min < (leastSizes - 1) * jump
      ? `ph needs ${leastSizes} sizes from min to max; min=${min}, max=${max}, jump=${jump} are fewer.`
      : undefined,
  needs: () => ({ neighbours: 0, spectrum: false, distinct: true }),
  cost: ({ max, min, jump, repeats }, { columns }) =>
    repeats * max * max * (columns / 2 + (2 * (max - min)) / jump),
  async estimate({ points, seed }, { alpha, min, max, jump, repeats }, key, hooks) {
    const sizes = sampleSizes(points.rows, min, max, jump);
    if (sizes.length < leastSizes)
      throw impossible(key, `${points.rows} points are too few to draw samples from`);
    const largest = sizes.at(-1) as number;
    const inverses = await inverseDimensions(points, sizes, alpha, repeats, seed, hooks);
    const mean = inverses.reduce((sum, x) => sum + x, 0) / repeats;
    if (!(mean > 0)) throw impossible(key, 'the trees grow faster with the sample than in any dimension');
    const variance = inverses.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (repeats - 1);
    // Draws of a share f of the points have points in common, and their slopes agree by f³ at the most: 0.02 at 0.3
    // and 0.03 at 0.5, measured on a Gaussian and a sphere.
    const agreement = (largest / points.rows) ** 3;
    const error = Math.sqrt(variance * (agreement + (1 - agreement) / repeats));
    const dimension = 1 / mean;
    const spread = Math.exp((studentQuantile(repeats - 1) * error) / mean);
    return {
      dimension,
      interval: [dimension / spread, dimension * spread],
      intervalMethod: `subsampling, ${repeats} draws`,
      details: { points: points.rows, smallest: sizes[0] as number, largest, sizes: sizes.length },
      warnings: [
        ...(largest < max
          ? [
              `max was lowered from ${max} to ${largest}: draws hold at most half of the ${points.rows} points.`,
            ]
          : []),
        ...[finiteSampleWarning(dimension, largest), fewPointsWarning(points.rows)].filter(
          (warning) => warning !== undefined,
        ),
      ],
    };
  },
});

/** Sizes from min to max, where these are at most half of the points; else five, as far apart in proportion. */
function sampleSizes(points: number, min: number, max: number, jump: number): number[] {
  const most = Math.min(max, Math.floor(points / 2));
  const sizes: number[] = [];
  for (let n = min; n <= most; n += jump) sizes.push(n);
  if (most === max || sizes.length >= leastSizes) return sizes;
  return [...new Set([0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.round(share * most)))].filter((n) => n >= 4);
}

/** 1 / d of every draw. */
async function inverseDimensions(
  points: Matrix,
  sizes: readonly number[],
  alpha: number,
  repeats: number,
  seed: number,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const largest = sizes.at(-1) as number;
  const rng = new Rng(seed).split(2);
  const order = Int32Array.from({ length: points.rows }, (_, i) => i);
  const drawn = new VectorBlock(largest, points.columns);
  const distances = new Float64Array(largest * largest);
  const inverses = new Float64Array(repeats);
  const pacer = new Pacer(hooks);
  for (let r = 0; r < repeats; r++) {
    for (let i = 0; i < largest; i++) {
      const j = i + rng.integer(points.rows - i);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    await fillDistances(points, order, drawn, distances, pacer);
    const x: number[] = [];
    const y: number[] = [];
    for (const n of sizes) {
      x.push(Math.log(n));
      y.push(Math.log(spanningTreeSum(distances, largest, n, alpha)));
      await pacer.did(2 * n * n);
    }
    inverses[r] = (1 - slopeOf(x, y)) / alpha;
    hooks.onProgress?.((r + 1) / repeats);
  }
  return inverses;
}

async function fillDistances(
  { columns, values }: Matrix,
  order: Int32Array,
  drawn: VectorBlock,
  distances: Float64Array,
  pacer: Pacer,
): Promise<void> {
  const scale = safeScale(values);
  const { count: n, rows, stride, pairs, pairStride } = drawn;
  for (let a = 0; a < n; a++) {
    const from = (order[a] as number) * columns;
    for (let c = 0; c < columns; c++) rows[a * stride + c] = (values[from + c] as number) * scale;
  }
  for (let first = 0; first < n; first += 64) {
    const last = Math.min(n, first + 64);
    drawn.squares(first, last);
    await pacer.did(((last - first) * last * columns) / 4);
  }
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      const distance = Math.sqrt(pairs[a * pairStride + b] as number);
      distances[a * n + b] = distance;
      distances[b * n + a] = distance;
    }
  }
}

/** Of the line of least squares. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  const meanX = x.reduce((sum, each) => sum + each, 0) / n;
  const meanY = y.reduce((sum, each) => sum + each, 0) / n;
  let xy = 0;
  let xx = 0;
  x.forEach((each, i) => {
    xy += (each - meanX) * ((y[i] as number) - meanY);
    xx += (each - meanX) ** 2;
  });
  return xy / xx;
}
