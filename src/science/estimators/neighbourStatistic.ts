import { Pacer, type WorkHooks } from '../../compute/work';
import type { NeighbourTable } from '../../compute/neighbourTable';
import { Rng } from '../../base/rng';
import { halfSampleVariance, type HalfSamples } from './halfSamples';
import { studentQuantile } from './quantiles';
import { WithoutGroups, type SumForm } from './withoutGroups';

/** A dimension made from one number a point, itself made from the point's nearest distances. */
export interface NeighbourStatistic {
  /** How many neighbours `value` looks at. */
  readonly neighbours: number;
  /**
   * By how much the jackknife's standard error exceeds the true one, measured on Gaussian samples and spheres of
   * dimension 1 to 20, 200 and 1,000 points (bench/jackknife.py): within 10 % the same for all of them. Its square
   * is the mean order of the statistic's Hoeffding decomposition.
   */
  readonly jackknifeExcess: number;
  /** Of statistics whose variance half samples tell better than the jackknife does; with a form of sums of distances. */
  readonly halves?: HalfSamples;
  /** @param logs ln r_1 … ln r_k of one point. Not finite where the point cannot be used. */
  value(logs: Float64Array): number;
  /** The same where it is made from a sum over the neighbours and the last of them alone, which is much quicker. */
  readonly ofSum?: SumForm;
  /** Whether `combine` puts the values in order: they are given in ascending order then, which makes that quick. */
  readonly sorts?: boolean;
  /**
   * @param values one a usable point, in no order; may be reordered by the callee.
   * @param near a dimension to search from, where there is one. Returns NaN where there is no estimate.
   */
  combine(values: Float64Array, near?: number): number;
}

export interface NeighbourEstimate {
  readonly dimension: number;
  readonly interval: readonly [number, number];
  readonly standardError: number;
  /** What the standard error would be if the points were independent. */
  readonly independentError: number;
  readonly intervalMethod: string;
  readonly used: number;
  /** The statistic's value of every point. */
  readonly values: Float64Array;
  /** Points left out because a distance of theirs is zero. */
  readonly excluded: number;
}

export const confidenceLevel = 0.95;
const mostGroups = 50;

/** Neighbours beyond the k-th that deleting a group of points may uncover. */
export function spareNeighbours(k: number): number {
  return 4 + Math.ceil(k / 10);
}

/**
 * The estimate and its 95 % interval by the delete-a-group jackknife: every one of at most 50 random groups of points
 * is taken out in turn, the neighbours among the rest are found anew, and the spread of the estimates gives the
 * standard error. Points share neighbours, so they are not independent, and a bootstrap over points is too sure of
 * itself (its 95 % intervals hold the mean estimate in 83 to 92 % of samples). The jackknife sees the dependence but
 * overstates it (Efron and Stein 1981) by a factor that hardly depends on dimension, number of points or manifold;
 * it is divided out, but for statistics that take half samples instead. Where points differ in kind rather than by chance, the spread over points as if independent can
 * be the larger: the greater of the two is used. The interval is symmetric in the logarithm, with Student's t.
 */
export async function estimateFromNeighbours(
  table: NeighbourTable,
  logs: Float64Array,
  statistic: NeighbourStatistic,
  seed: number,
  hooks: WorkHooks,
): Promise<NeighbourEstimate> {
  const { points, k } = table;
  const pacer = new Pacer(hooks);
  const { neighbours } = statistic;
  const values = new Float64Array(points);
  for (let i = 0; i < points; i++) values[i] = statistic.value(logs.subarray(i * k, i * k + neighbours));
  await pacer.did(points * neighbours);
  const usable = values.filter(Number.isFinite);
  const dimension = statistic.combine(usable.slice());
  const groups = Math.min(mostGroups, points);
  const group = randomGroups(points, groups, seed);
  const without = new WithoutGroups(table, logs, statistic, group, groups);
  await pacer.did(4 * points * neighbours);
  // Points whose value is finite, in the order that suits the statistic.
  const order = Int32Array.from({ length: points }, (_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (statistic.sorts) order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const deleted: number[] = [];
  const deletedIndependent: number[] = [];
  const same = new Float64Array(points);
  const anew = new Float64Array(points);
  const next = values.slice();
  for (let g = 0; g < groups; g++) {
    const changed = without.changed(g);
    changed.points.forEach((i, at) => (next[i] = changed.values[at] as number));
    let sames = 0;
    let anews = 0;
    for (const i of order) {
      if (group[i] === g) continue;
      same[sames++] = values[i] as number;
      const now = next[i] as number;
      if (Number.isFinite(now)) anew[anews++] = now;
    }
    // A value that was not finite may be so with other neighbours.
    for (const i of changed.points) {
      if (!Number.isFinite(values[i]) && Number.isFinite(next[i])) anew[anews++] = next[i] as number;
    }
    for (const i of changed.points) next[i] = values[i] as number;
    deleted.push(statistic.combine(anew.subarray(0, anews), dimension));
    deletedIndependent.push(statistic.combine(same.subarray(0, sames), dimension));
    await pacer.did(4 * points + 2 * changed.points.length);
    hooks.onProgress?.((g + 1) / groups);
  }
  const independentError = jackknifeError(deletedIndependent);
  const { halves } = statistic;
  const known = Math.min(k, neighbours + spareNeighbours(neighbours));
  const dependentError = halves
    ? Math.sqrt(await halfSampleVariance(table, halves, neighbours, known, usable, seed, hooks))
    : jackknifeError(deleted) / statistic.jackknifeExcess;
  const standardError = Math.max(dependentError, independentError);
  const spread = Math.exp((studentQuantile(groups - 1) * standardError) / dimension);
  return {
    dimension,
    interval: [dimension / spread, dimension * spread],
    standardError,
    independentError,
    intervalMethod: halves ? 'half samples, Student’s t' : `delete-a-group jackknife, ${groups} groups`,
    used: usable.length,
    values,
    excluded: points - usable.length,
  };
}

/** The logarithms of the table's distances; −Infinity for a zero distance. */
export function logDistances({ distances }: NeighbourTable): Float64Array {
  return distances.map((r) => Math.log(r));
}

/** The group of every point, from 0; sizes differ by one at most. */
export function randomGroups(points: number, groups: number, seed: number): Int32Array {
  const rng = new Rng(seed);
  const order = Int32Array.from({ length: points }, (_, i) => i);
  for (let i = points - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order.map((at) => at % groups);
}

/** The standard error from estimates without each of several groups; those that are not finite do not count. */
export function jackknifeError(estimates: readonly number[]): number {
  const finite = estimates.filter(Number.isFinite);
  const mean = finite.reduce((sum, x) => sum + x, 0) / finite.length;
  const squares = finite.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(((finite.length - 1) / finite.length) * squares);
}
