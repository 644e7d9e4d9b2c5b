import { Pacer, type WorkHooks } from '../../compute/work';
import { cubicSpline, leastBetween, tolerantLeast } from './cubicSpline';
import { calibrations, DancoBalls, divergence, measurePoints } from './dancoCalibration';
import { dancoDoubt } from './dancoDoubt';
import {
  DancoAngles,
  summarise,
  takeNeighbours,
  dancoPoints,
  type DancoPoints,
  type DancoStatistics,
} from './dancoStatistics';
import { fewPointsWarning } from './dimensionWarnings';
import { lowerK } from './distanceEstimator';
import { defineEstimator, type Doubt, type EstimatorInput } from './estimator';
import { impossible } from './impossible';
import { jackknifeError, randomGroups } from './neighbourStatistic';
import { oneOf, whole, yesOrNo } from './options';
import { studentQuantile } from './quantiles';

const mostGroups = 50;
/** By how much the jackknife overstates the standard error, as for the likelihood of the nearest distances alone. */
const jackknifeExcess = 1.65;
const mostDimensions = 400;
/** How often the balls next to the best are drawn anew: which were drawn matters as much as the data do. */
const redraws = 10;
/** Balls that are tried beyond the end of the search, for the interval alone. */
const ballsBeyond = 3;

/**
 * DANCo (Ceruti, Bassis, Rozza, Lombardi, Casiraghi, Campadelli 2014, "DANCo: an intrinsic dimensionality estimator
 * exploiting angle and norm concentration"): the dimension whose uniform balls, as many points as the data, have the
 * laws of nearest distances (MiND_ML) and of angles between neighbours (von Mises) that diverge least from the data's.
 * With `fractal`, the least of the spline through the divergences. `D` bounds the search, 0 being the columns. The
 * balls of higher dimension are left out once twice the best and ten more have been tried.
 */
export const dancoEstimator = defineEstimator({
  id: 'danco',
  options: {
    k: whole(10, 2, 20),
    D: whole(0, 0, mostDimensions),
    fractal: yesOrNo(true),
    calibration: oneOf(calibrations),
  },
  fit: (options, most) => lowerK(options, most - 1),
  needs: ({ k }) => ({ neighbours: k + 1, spectrum: false, distinct: true }),
  cost: (options, { points, columns }) => {
    const tried = Math.min(options.D || columns, 50);
    return tried * points * (points * Math.min(tried, 20) + 400 * tried);
  },
  async estimate(input, { k, D, fractal, calibration }, key, hooks) {
    const { points, table, seed } = input;
    const bound = Math.min(D || points.columns, mostDimensions);
    const stalls = calibration === 'skdim';
    const quiet: WorkHooks = { ...hooks, onProgress: undefined };
    const measured = await measurePoints(points, table, k, quiet);
    const summary = (of: DancoPoints, most = bound): DancoStatistics =>
      summarise(of, k, most, stalls, points.columns === 1);
    const data = summary(measured);
    if (!Number.isFinite(data.dhat + data.nu + data.tau)) {
      throw impossible(key, 'the nearest neighbours of all points are equally far, or in one place');
    }
    const balls = new DancoBalls(points.rows, k, calibration, seed, input.backend);
    const known: DancoStatistics[] = [];
    let best = 1;
    let least = Infinity;
    for (let d = 1; d <= bound && d <= 2 * best + 10; d++) {
      const ball = await balls.measure(d, quiet);
      known.push(ball);
      const here = divergence(data, ball, k);
      if (here < least) [best, least] = [d, here];
      hooks.onProgress?.((0.9 * d) / Math.min(bound, 2 * best + 10));
    }
    const between = leastDivergence(data, known, k, stalls);
    // At the end of the search the estimate stays the same for all samples that would have it larger, and would seem sure.
    // How far it moves from sample to sample shows where the search goes on.
    const isCutOff = best === bound;
    const beyond = known.slice();
    for (let d = bound + 1; isCutOff && d <= bound + ballsBeyond; d++)
      beyond.push(await balls.measure(d, quiet));
    const reading = (of: DancoPoints, beside = beyond): number =>
      leastDivergence(summary(of, isCutOff ? Infinity : bound), beside, k, stalls);
    const nearest = Math.round(reading(measured));
    const deleted: number[] = [];
    for await (const left of withoutGroups(input, measured, k, hooks)) {
      deleted.push(reading(left));
      hooks.onProgress?.(0.9 + (0.1 * deleted.length) / mostGroups);
    }
    const redrawn: number[] = [];
    for (let draw = 1; draw <= redraws; draw++) {
      const others = beyond.slice();
      for (let d = Math.max(1, nearest - 1); d <= Math.min(beyond.length, nearest + 1); d++) {
        others[d - 1] = await balls.redraw(d, draw, quiet);
      }
      redrawn.push(reading(measured, others));
    }
    const standardError = Math.hypot(jackknifeError(deleted) / jackknifeExcess, spreadOf(redrawn));
    const reach = studentQuantile(redraws - 1) * standardError;
    const dimension = fractal ? between : best;
    const spread = Math.exp(reach / between);
    // What is in so many columns has no more dimensions than that.
    const most = bound === points.columns ? bound : Infinity;
    return {
      dimension,
      interval: [
        Math.min(dimension, between / spread),
        Math.max(dimension, Math.min(most, between * spread)),
      ],
      intervalMethod: `delete-a-group jackknife, ${deleted.length} groups; ${redraws} draws of the nearest balls`,
      details: {
        points: points.rows,
        k,
        dhat: data.dhat,
        nu: data.nu,
        tau: data.tau,
        divergence: least,
        standardError,
      },
      warnings: [
        ...boundWarning(best, bound, points.columns),
        ...[
          isCutOff || points.columns === 1 ? undefined : dancoDoubt(between, data, known),
          fewPointsWarning(points.rows),
        ].filter((warning) => warning !== undefined),
      ],
    };
  },
});

/** The best ball may be the best only because no larger one was tried. */
function boundWarning(best: number, bound: number, columns: number): Doubt[] {
  if (best !== bound) return [];
  const text =
    bound < columns
      ? `The best ball has D=${bound} dimensions, where the search ends: the dimension is cut off.`
      : 'The best ball has as many dimensions as the data have columns: the dimension may be cut off.';
  return [{ fault: 'saturated', text }];
}

/** The place of the least divergence, between the balls' dimensions, next to the best of these. */
function leastDivergence(
  data: DancoStatistics,
  balls: readonly DancoStatistics[],
  k: number,
  tolerant: boolean,
): number {
  const values = balls.map((ball) => divergence(data, ball, k));
  const best = 1 + values.indexOf(Math.min(...values));
  const spline = cubicSpline(values);
  const peers =
    tolerant && best < values.length ? tolerantLeast(spline, best, 1, values.length + 1) : undefined;
  return peers ?? leastBetween(spline, Math.max(1, best - 1), Math.min(values.length, best + 1));
}

/** The numbers of the points that are left when each of 50 random groups is taken out, neighbours found anew. */
async function* withoutGroups(
  { points, table, seed }: EstimatorInput,
  measured: DancoPoints,
  k: number,
  hooks: WorkHooks,
): AsyncGenerator<DancoPoints> {
  const n = points.rows;
  const groups = Math.min(mostGroups, n);
  const group = randomGroups(n, groups, seed);
  const angles = new DancoAngles(points, k);
  const rows = new Int32Array(k + 1);
  const distances = new Float64Array(k + 1);
  const pacer = new Pacer(hooks);
  for (let g = 0; g < groups; g++) {
    const left = dancoPoints(n);
    const keep = (row: number): boolean => group[row] !== g;
    for (let i = 0; i < n; i++) {
      if (!keep(i) || !takeNeighbours(table, i, keep, rows, distances)) continue;
      if (rows[k] === table.indices[i * table.k + k]) {
        left.logRatios[i] = measured.logRatios[i] as number;
        left.nu[i] = measured.nu[i] as number;
        left.tau[i] = measured.tau[i] as number;
      } else {
        angles.measure(i, rows, distances, left);
        await pacer.did(k * k * points.columns);
      }
    }
    yield left;
  }
}

/** The standard deviation of a sample. */
function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
}
