import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { takeRows } from '../datasets/duplicates';
import type { DataMatrix } from '../datasets/dataSet';
import type { DimensionEstimate } from '../estimators/estimate';
import { costOf, estimateDimension, needsOf } from '../estimators/estimateDimension';
import type { EstimatorSpec } from '../estimators/estimatorSpec';
import type { NeighbourBackend, WorkHooks } from '../neighbours';
import { partInput } from './partInput';

/** The dimension of ever smaller parts of the data by one estimator. */
export const sizeCurveSchema = z.object({
  /** Of the estimate. */
  key: z.string(),
  /** Ascending in n; the last are all points. */
  sizes: z.array(
    z.object({
      n: z.number().int(),
      /** The estimates of disjoint parts of n points. */
      draws: z.array(z.number()),
      /** Their mean, and the mean of their 95 % intervals: what one part of n points would tell. */
      dimension: z.number(),
      interval: z.tuple([z.number(), z.number()]),
    }),
  ),
});
export type SizeCurve = z.infer<typeof sizeCurveSchema>;

/** Disjoint parts of the points, of `n` each. */
export interface Parts {
  readonly n: number;
  readonly draws: number;
}

const leastPoints = 64;
const mostDraws = 4;
/** Below so many points all of this takes about a second. */
const fewPoints = 5000;
/** What one estimator may cost beside finding neighbours: multiply-adds, or a share of the neighbours' cost. */
const cheap = 1e9;
const cheapShare = 0.1;

/**
 * The parts to look at: halves, quarters, eighths … of N points, at most four of each size, none below 64 points. Above
 * 5,000 points, where that takes long, quarters, sixteenths …, and only two of the quarters: less work than finding the
 * neighbours of all points.
 */
export function partsOf(points: number): Parts[] {
  const parts: Parts[] = [];
  const step = points > fewPoints ? 4 : 2;
  for (let share = step; points / share >= leastPoints; share *= step) {
    const draws = points > fewPoints && share === step ? 2 : Math.min(share, mostDraws);
    parts.push({ n: Math.floor(points / share), draws });
  }
  return parts.reverse();
}

/** Multiply-adds of all parts' neighbours, roughly. */
export function partsCost(parts: readonly Parts[], columns: number): number {
  return parts.reduce((sum, { n, draws }) => sum + draws * n * n * Math.min(columns, 40), 0);
}

/** Whether an estimator's curve is worth its cost: it looks at neighbours, and is quick beside finding them. */
export function isCheap(request: EstimatorSpec, points: number, columns: number): boolean {
  if (needsOf(request, points).neighbours === 0) return false;
  const neighbours = points * points * Math.min(columns, 40);
  return costOf(request, points, columns) <= Math.max(cheap, cheapShare * neighbours);
}

/**
 * The dimension against the number of points: a random order of the points is cut into disjoint parts of n points for
 * ever smaller n, each estimated by itself (Facco, d'Errico, Rodriguez, Laio 2017, "block analysis"). A curve that
 * still rises at its end tells of too few points; one that falls, of curvature or of a second scale. An estimator is left out
 * where its neighbourhoods would be more than a tenth of a part.
 *
 * @param points distinct.
 * @param whole the estimates of all points, the curves' last.
 */
export async function againstN(
  points: DataMatrix,
  parts: readonly Parts[],
  requests: readonly EstimatorSpec[],
  whole: readonly DimensionEstimate[],
  backend: NeighbourBackend,
  seed: number,
  hooks: WorkHooks,
): Promise<SizeCurve[]> {
  const order = shuffled(points.rows, seed);
  const sizes = new Map<string, SizeCurve['sizes']>(requests.map(({ key }) => [key, []]));
  const total = partsCost(parts, points.columns);
  let done = 0;
  for (const { n, draws } of parts) {
    const fitting = requests.filter((request) => needsOf(request, points.rows).neighbours <= n / 10);
    if (fitting.length === 0) continue;
    const found: DimensionEstimate[] = [];
    for (let draw = 0; draw < draws; draw++) {
      const rows = order.slice(draw * n, (draw + 1) * n).sort();
      found.push(...(await estimatePart(takeRows(points, rows), fitting, backend, seed, hooks)));
      done += partsCost([{ n, draws: 1 }], points.columns);
      hooks.onProgress?.(done / total);
    }
    for (const { key } of fitting) {
      const own = found.filter((estimate) => estimate.key === key);
      if (own.length > 0) sizes.get(key)?.push(summary(n, own));
    }
  }
  return whole.flatMap((estimate) => {
    const smaller = sizes.get(estimate.key) ?? [];
    if (smaller.length === 0) return [];
    return [{ key: estimate.key, sizes: [...smaller, summary(points.rows, [estimate])] }];
  });
}

async function estimatePart(
  part: DataMatrix,
  requests: readonly EstimatorSpec[],
  backend: NeighbourBackend,
  seed: number,
  hooks: WorkHooks,
): Promise<DimensionEstimate[]> {
  const quiet: WorkHooks = { ...hooks, onProgress: undefined };
  const input = await partInput(part, requests, backend, seed, quiet);
  const found: DimensionEstimate[] = [];
  for (const request of requests) {
    try {
      found.push(await estimateDimension(request, input, quiet));
    } catch (error) {
      // A part may be too odd for an estimate where the whole is not: its draw is missing then.
      if (!(error instanceof CodedError) || error.code !== 'estimate.impossible') throw error;
    }
  }
  return found;
}

function summary(n: number, estimates: readonly DimensionEstimate[]): SizeCurve['sizes'][number] {
  const mean = (value: (estimate: DimensionEstimate) => number): number =>
    estimates.reduce((sum, estimate) => sum + value(estimate), 0) / estimates.length;
  return {
    n,
    draws: estimates.map(({ dimension }) => dimension),
    dimension: mean(({ dimension }) => dimension),
    interval: [mean(({ interval }) => interval[0]), mean(({ interval }) => interval[1])],
  };
}

function shuffled(points: number, seed: number): Int32Array {
  const rng = new Rng(seed).split(3);
  const order = Int32Array.from({ length: points }, (_, i) => i);
  for (let i = points - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
