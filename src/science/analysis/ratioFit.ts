import { z } from 'zod';
import { fittedRatios } from '../estimators/twonn';

/** TwoNN's fit as a figure: ln μ against −ln(1 − F), and the line through the origin whose slope is the dimension. */
export const ratioFitSchema = z.object({
  /** Of the estimate. */
  key: z.string(),
  dimension: z.number(),
  /** Share of the largest ratios that the line is not fitted to. */
  discard: z.number(),
  /** Ratios in all, and those fitted. */
  points: z.number().int(),
  fitted: z.number().int(),
  /** Where the fitted part ends: the largest ln μ in it. */
  cut: z.number(),
  /** Over the fitted part, how far the points' shares are from those of the law 1 − μ^−d, at most. */
  gap: z.number(),
  /** Some hundred of the sorted ratios, evenly apart in the figure: ln μ and −ln(1 − i/N). */
  x: z.array(z.number()),
  y: z.array(z.number()),
});
export type RatioFit = z.infer<typeof ratioFitSchema>;

const mostShown = 300;

/**
 * The neighbourhood ratios behind TwoNN (Facco et al. 2017, figure 1): of the sorted ln μ_i = ln r_2 / r_1, those that
 * are shown. The largest, whose y is infinite, never is.
 *
 * @param logRatios ln r_2 / r_1 of every point, not finite where a distance is zero.
 */
export function ratioFit(key: string, dimension: number, discard: number, logRatios: Float64Array): RatioFit {
  const sorted = logRatios.filter(Number.isFinite).sort();
  const n = sorted.length;
  const fitted = fittedRatios(n, discard);
  const at = (i: number): number => -Math.log1p(-(i + 1) / n);
  const x: number[] = [];
  const y: number[] = [];
  const step = at(n - 2) / mostShown;
  for (let i = 0, next = 0; i < n - 1; i++) {
    if (at(i) < next && i !== n - 2) continue;
    x.push(rounded(sorted[i] as number));
    y.push(rounded(at(i)));
    next = at(i) + step;
  }
  let gap = 0;
  for (let i = 0; i < fitted; i++) {
    const law = -Math.expm1(-dimension * (sorted[i] as number));
    gap = Math.max(gap, Math.abs((i + 1) / n - law), Math.abs(i / n - law));
  }
  return { key, dimension, discard, points: n, fitted, cut: sorted[fitted - 1] ?? 0, gap, x, y };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
