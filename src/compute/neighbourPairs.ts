import type { Crew, Hand } from './crew';
import type { Matrix } from './matrix';
import { bufferOf, fastestTarget, type KernelTarget } from './memory';
import type { NeighbourTable } from './neighbourTable';
import type { PairJob, PairStatistic } from './pairPlans';
import { PartnerHand, partnerPieces } from './partnerHand';
import { planPartners } from './partnerPlan';
import { planTight, TightHand, tightPieces } from './tightPlan';
import type { WorkHooks } from './work';

/** A thread's part in a job. */
export function takeUpPairs({ kind, plan }: PairJob, thread: number): Hand {
  return kind === 'partners' ? new PartnerHand(plan, thread) : new TightHand(plan, thread);
}

/** The skewness of every point's neighbourhood, and of some what it would be without each of their points. */
export interface SkewnessFound {
  readonly values: Float64Array;
  /** `centres × k`: the rows of their neighbours, in no order. */
  readonly neighbours: Int32Array;
  /** Of those, how much larger the value is than without them, the next nearest in their place. */
  readonly pulls: Float64Array;
  /** Of each centre, the sum over the pairs of its neighbours of how much each pair alone sways the value, squared. */
  readonly pairNoise: Float64Array;
}

/** Columns from which on float32 data are multiplied in float32: with fewer, that is not what takes the time. */
const coarseColumns = 128;
/**
 * The least mean area at which float32 is enough. A pair at a small angle, whose area is the root of a difference, has a
 * large error; with three dimensions or more there are few, and what is left is below 1e-9 of the mean.
 */
const leastCoarse = Math.PI / 4;

/**
 * Of each point, over all pairs of its k nearest about their mean: the sum of the areas of the parallelograms of two
 * vectors (or of the sizes of their scalar products) by the sum of the products of their lengths. NaN where all
 * neighbours coincide. To 1e-12 relative; for float32 data of 128 columns and more to some 1e-8 a point, errors that are
 * of either sign and vanish in a mean over points.
 *
 * @param centres rows whose neighbourhoods are also looked at without each of their points, to float32.
 */
export async function neighbourSkewness(
  points: Matrix,
  table: NeighbourTable,
  k: number,
  of: PairStatistic,
  centres: Int32Array,
  crew: Crew<PairJob>,
  hooks: WorkHooks,
  target: KernelTarget = fastestTarget(),
): Promise<SkewnessFound> {
  if (points.values instanceof Float32Array && points.columns >= coarseColumns) {
    const found = await skewness(points, table, k, of, true, centres, crew, hooks, target);
    if (of === 'product' || found.values.every((mean) => !(mean < leastCoarse))) return found;
  }
  return skewness(points, table, k, of, false, centres, crew, hooks, target);
}

async function skewness(
  points: Matrix,
  table: NeighbourTable,
  k: number,
  of: PairStatistic,
  coarse: boolean,
  centres: Int32Array,
  crew: Crew<PairJob>,
  hooks: WorkHooks,
  target: KernelTarget,
): Promise<SkewnessFound> {
  const { plan, order } = planPartners(points, table, k, of, coarse, centres, crew.threads, target);
  await crew.run({ kind: 'partners', plan }, partnerPieces(plan), hooks);
  const buffer = bufferOf(plan.memory);
  const sums = new Float64Array(buffer, plan.out, plan.rows * k);
  const squares = new Float64Array(buffer, plan.norms, plan.rows * k);
  const found = new Float64Array(plan.rows);
  for (let i = 0; i < plan.rows; i++) {
    let seen = 0;
    let lengths = 0;
    let square = 0;
    for (let at = i * k; at < (i + 1) * k; at++) {
      seen += sums[at] as number;
      lengths += Math.sqrt(squares[at] as number);
      square += squares[at] as number;
    }
    found[order[i] as number] = (2 * seen) / (lengths * lengths - square);
  }
  const { kept } = plan;
  const names = new Int32Array(buffer, plan.names, plan.rows * k);
  const neighbours = new Int32Array(kept.count * k);
  for (const [slot, centre] of new Int32Array(buffer, kept.centres, kept.count).entries()) {
    for (let j = 0; j < k; j++) neighbours[slot * k + j] = order[names[centre * k + j] as number] as number;
  }
  return {
    values: found,
    neighbours,
    pulls: new Float64Array(buffer, kept.pulls, kept.count * k).slice(),
    pairNoise: new Float64Array(buffer, kept.pairNoise, kept.count).slice(),
  };
}

/** What tight local estimation sums over the ordered pairs of each point's k nearest: one a point of each. */
export interface TightSums {
  /** Σ ln(s / r) + ln(t / r) over those that count. */
  readonly logs: Float64Array;
  /** How many do not count. */
  readonly missing: Float64Array;
}

/** @param epsilon pairs seen at a smaller distance do not count, nor those of points in one place. */
export async function tightSums(
  points: Matrix,
  table: NeighbourTable,
  k: number,
  epsilon: number,
  crew: Crew<PairJob>,
  hooks: WorkHooks,
  target: KernelTarget = fastestTarget(),
): Promise<TightSums> {
  const plan = planTight(points, table, k, epsilon, crew.threads, target);
  await crew.run({ kind: 'tight', plan }, tightPieces(plan), hooks);
  const out = new Float64Array(bufferOf(plan.memory), plan.out, 3 * plan.rows);
  const logs = new Float64Array(plan.rows);
  const missing = new Float64Array(plan.rows);
  for (let i = 0; i < plan.rows; i++) {
    logs[i] = Math.log(out[3 * i] as number) + Math.LN2 * (out[3 * i + 1] as number);
    missing[i] = out[3 * i + 2] as number;
  }
  return { logs, missing };
}
