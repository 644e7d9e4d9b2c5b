import type { DimensionResult } from '../experiments/result';
import { alignColumns, formatNumber, formatRange } from './columns';

/** The dimension against scale. */
export function scaleSection({ scale }: DimensionResult): string[] {
  if (scale.length === 0) return [];
  return alignColumns([
    ['scale (ranks)', 'dimension', '95 % interval', 'mean distance'],
    ...scale.map((p) => [
      `${p.n1}, ${p.n2}`,
      formatNumber(p.dimension),
      formatRange(p.interval),
      p.scale.toPrecision(4),
    ]),
  ]);
}

/** How well the ratios follow the law that TwoNN fits. */
export function ratioSection({ ratios = [] }: DimensionResult): string[][] {
  return ratios.map(({ key, fitted, points, gap }) => [
    `${key}: fitted to ${fitted} of ${points} neighbourhood ratios, at most ${(100 * gap).toFixed(1)} % of the points off the law`,
  ]);
}

/** The dimension against the number of points, a column an estimator. */
export function sizeSection({ sizes = [] }: DimensionResult): string[] {
  const all = [...new Set(sizes.flatMap((curve) => curve.sizes.map(({ n }) => n)))].sort((a, b) => a - b);
  if (all.length === 0) return [];
  return alignColumns([
    ['points', 'draws', ...sizes.map(({ key }) => key)],
    ...all.map((n) => {
      const at = sizes.map((curve) => curve.sizes.find((size) => size.n === n));
      const draws = Math.max(...at.map((size) => size?.draws.length ?? 0));
      return [
        String(n),
        String(draws),
        ...at.map((size) =>
          size === undefined ? '–' : `${formatNumber(size.dimension)} (${formatRange(size.interval)})`,
        ),
      ];
    }),
  ]);
}

/** Every class by itself, a column an estimator. */
export function classSection({ classes = [] }: DimensionResult): string[] {
  if (classes.length === 0) return [];
  const keys = [...new Set(classes.flatMap(({ estimates }) => estimates.map(({ key }) => key)))];
  const agreed = classes.some(({ consensus }) => consensus !== undefined);
  return [
    ...alignColumns([
      ['class', 'points', ...(agreed ? ['consensus'] : []), ...keys],
      ...classes.map(({ label, points, estimates, consensus }) => [
        label,
        String(points),
        ...(agreed ? [consensus ? cell(consensus, consensus.reading === 'at-least') : '–'] : []),
        ...keys.map((key) => {
          const estimate = estimates.find((each) => each.key === key);
          return estimate ? cell(estimate) : '–';
        }),
      ]),
    ]),
    ...classes.flatMap(({ label, problems }) => problems.map((problem) => `! class ${label}: ${problem}`)),
  ];
}

function cell(
  { dimension, interval }: { readonly dimension: number; readonly interval: readonly [number, number] },
  atLeast = false,
): string {
  return `${atLeast ? '≥ ' : ''}${formatNumber(dimension)} (${formatRange(interval)})`;
}

/** How the points' own dimensions are distributed. */
export function pointSection({ points = [] }: DimensionResult): string[] {
  if (points.length === 0) return [];
  return alignColumns([
    ['of every point', 'points', '5 %', '25 %', 'median', '75 %', '95 %'],
    ...points.map(({ key, points: n, quantiles: { p05, p25, p50, p75, p95 } }) => [
      key,
      String(n),
      ...[p05, p25, p50, p75, p95].map(formatNumber),
    ]),
  ]);
}
