import { csv } from '../../base/csv';
import type { DimensionResult } from '../../experiments/result';
import type { DimensionFigureId } from '../../plots/dimensionFigures';

/** The estimates, one a line, numbers in full; their consensus last. */
export function estimatesCsv({
  estimates,
  consensus,
}: Pick<DimensionResult, 'estimates' | 'consensus'>): string {
  return csv([
    ['key', 'estimator', 'variant', 'dimension', 'low', 'high', 'level', 'interval_method'],
    ...estimates.map((estimate) => [
      estimate.key,
      estimate.estimator,
      estimate.variant,
      estimate.dimension,
      ...estimate.interval,
      estimate.level,
      estimate.intervalMethod,
    ]),
    ...(consensus
      ? [
          [
            ...['consensus', 'consensus', consensus.reading],
            consensus.dimension,
            ...consensus.interval,
            consensus.level,
            consensus.method,
          ],
        ]
      : []),
  ]);
}

/** The dimension against scale, one neighbourhood size a line, numbers in full. */
export function scaleCsv({ scale }: DimensionResult): string {
  return csv([
    ['n1', 'n2', 'scale', 'dimension', 'low', 'high'],
    ...scale.map((point) => [point.n1, point.n2, point.scale, point.dimension, ...point.interval]),
  ]);
}

/** The numbers behind a figure. Of single points, a run has a table of its own: these are their quantiles. */
export function dimensionCsv(result: DimensionResult, figure: DimensionFigureId): string {
  switch (figure) {
    case 'estimates':
      return estimatesCsv(result);
    case 'scale':
      return scaleCsv(result);
    case 'sizes':
      return sizesCsv(result);
    case 'ratios':
      return ratiosCsv(result);
    case 'classes':
      return classesCsv(result);
    case 'points':
      return quantilesCsv(result);
  }
}

/** The dimension against the number of points: a line for each part that was drawn, with the means over its size. */
function sizesCsv({ sizes = [] }: DimensionResult): string {
  return csv([
    ['key', 'n', 'draw', 'dimension', 'mean', 'mean_low', 'mean_high'],
    ...sizes.flatMap(({ key, sizes: own }) =>
      own.flatMap(({ n, draws, dimension, interval }) =>
        draws.map((draw, i) => [key, n, i + 1, draw, dimension, ...interval]),
      ),
    ),
  ]);
}

function ratiosCsv({ ratios = [] }: DimensionResult): string {
  return csv([
    ['key', 'ln_mu', 'minus_ln_1_minus_f', 'fitted'],
    ...ratios.flatMap(({ key, x, y, cut }) =>
      x.map((value, i) => [key, value, y[i] ?? '', value <= cut ? 1 : 0]),
    ),
  ]);
}

function classesCsv({ classes = [] }: DimensionResult): string {
  return csv([
    ['class', 'rows', 'points', 'key', 'dimension', 'low', 'high', 'remark'],
    ...classes.flatMap(({ label, rows, points, estimates, consensus, problems }) => [
      ...(consensus
        ? [
            [
              ...[label, rows, points, 'consensus', consensus.dimension, ...consensus.interval],
              consensus.reading === 'at-least' ? 'at least' : '',
            ],
          ]
        : []),
      ...estimates.map((estimate) => [
        ...[label, rows, points, estimate.key, estimate.dimension, ...estimate.interval],
        estimate.warnings.join(' '),
      ]),
      ...problems.map((problem) => [label, rows, points, '', '', '', '', problem]),
    ]),
  ]);
}

function quantilesCsv({ points = [] }: DimensionResult): string {
  return csv([
    ['key', 'class', 'points', 'p05', 'p25', 'p50', 'p75', 'p95'],
    ...points.flatMap(({ key, points: n, quantiles, classes }) =>
      [{ label: '', points: n, quantiles }, ...classes].map((each) => {
        const { p05, p25, p50, p75, p95 } = each.quantiles;
        return [key, each.label, each.points, p05, p25, p50, p75, p95];
      }),
    ),
  ]);
}
