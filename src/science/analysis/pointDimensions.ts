import { z } from 'zod';
import { quantile } from '../estimators/quantiles';
import { inOrder } from './labels';

const quantilesSchema = z.object({
  p05: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});
export type Quantiles = z.infer<typeof quantilesSchema>;

/** How the points' own dimensions by one estimator are distributed; the values are in a table beside the run. */
export const pointDimensionsSchema = z.object({
  /** Of the estimate. */
  key: z.string(),
  /** Points that have a dimension, and those that have none. */
  points: z.number().int(),
  without: z.number().int(),
  quantiles: quantilesSchema,
  /** Bins of one width; points beyond the outer edges are counted in `below` and `above`. */
  histogram: z.object({
    from: z.number(),
    to: z.number(),
    counts: z.array(z.number().int()),
    below: z.number().int(),
    above: z.number().int(),
  }),
  /** The same by class, where the data have classes. */
  classes: z.array(z.object({ label: z.string(), points: z.number().int(), quantiles: quantilesSchema })),
});
export type PointDimensions = z.infer<typeof pointDimensionsSchema>;

const bins = 40;

/**
 * Quantiles and a histogram of the points' dimensions. The histogram runs from the 0.5th to the 99.5th percentile,
 * since single points may lie anywhere.
 *
 * @param values one a point; those that are not finite do not count.
 * @param labels the class of every point.
 * @returns undefined where fewer than two points have a dimension.
 */
export function summarisePoints(
  key: string,
  values: Float64Array,
  labels: readonly string[] | undefined,
): PointDimensions | undefined {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length < 2) return undefined;
  return {
    key,
    points: sorted.length,
    without: values.length - sorted.length,
    quantiles: quantilesOf(sorted),
    histogram: histogram(sorted),
    classes: labels === undefined ? [] : byClass(values, labels),
  };
}

function histogram(sorted: Float64Array): PointDimensions['histogram'] {
  const from = quantile(sorted, 0.005);
  const end = quantile(sorted, 0.995);
  const to = end > from ? end : from + Math.max(1e-9, Math.abs(from) * 0.01);
  const counts = new Array<number>(bins).fill(0);
  let below = 0;
  let above = 0;
  for (const value of sorted) {
    if (value < from) below++;
    else if (value > to) above++;
    else {
      const bin = Math.min(bins - 1, Math.floor(((value - from) / (to - from)) * bins));
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return { from, to, counts, below, above };
}

function byClass(values: Float64Array, labels: readonly string[]): PointDimensions['classes'] {
  const groups = new Map<string, number[]>();
  values.forEach((value, i) => {
    const label = labels[i];
    if (label === undefined || !Number.isFinite(value)) return;
    const group = groups.get(label);
    if (group) group.push(value);
    else groups.set(label, [value]);
  });
  return inOrder([...groups.keys()]).flatMap((label) => {
    const group = groups.get(label) ?? [];
    if (group.length < 2) return [];
    return [{ label, points: group.length, quantiles: quantilesOf(Float64Array.from(group).sort()) }];
  });
}

function quantilesOf(sorted: Float64Array): Quantiles {
  const at = (share: number): number => quantile(sorted, share);
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}
