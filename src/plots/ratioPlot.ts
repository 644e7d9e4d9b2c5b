import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { formatCount, formatNumber } from './numbers';
import { figure, innerSize, penFor, textWidth, type Pen } from './svg';
import { linearAxis, type Axis } from './ticks';

/** TwoNN's fit as the result holds it. `RatioFit` is one. */
export interface RatioPlotData {
  readonly key: string;
  readonly dimension: number;
  readonly discard: number;
  readonly points: number;
  readonly fitted: number;
  /** The largest ln μ that is fitted. */
  readonly cut: number;
  /** How far the points' shares are from the law's, at most. */
  readonly gap: number;
  /** ln μ, ascending, and −ln(1 − F). */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const top = 24;
const foot = 42;

/**
 * The neighbourhood ratios in the coordinates in which their law is a line through the origin whose slope is the
 * dimension (Facco et al. 2017, figure 1); those that the line is not fitted to are rings on a grey ground.
 */
export function ratioPlot(fit: RatioPlotData, options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const last = fit.y.at(-1);
  if (last === undefined || fit.fitted < 1) {
    const place = { x: width / 2, y: height / 2, 'text-anchor': 'middle' };
    return figure(options, describeRatios(fit), [pen.text('empty', 'No ratios.', place)]);
  }
  const bottom = height - foot;
  const y = linearAxis([0, last], [bottom, top], 36);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14, top, bottom };
  // The farthest ratios may lie anywhere; what matters is the fitted part and as much again.
  const most = Math.min(fit.x.at(-1) ?? fit.cut, 2.5 * fit.cut);
  const x = linearAxis([0, most], [area.left, area.right], 64);
  const beyond = fit.x.filter((value) => value > x.domain[1]).length;
  return figure(options, describeRatios(fit), [
    ...drawDiscarded(pen, fit, x, area),
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(
      pen,
      x,
      area,
      beyond > 0 ? `ln μ (${beyond} larger ones not shown)` : 'ln μ, μ = r₂ / r₁',
    ),
    pen.text('axis-title', '−ln(1 − F)', { x: 0, y: 12 }),
    ...drawFit(pen, fit, x, y),
    ...drawPoints(pen, fit, x, y),
  ]);
}

/** The figure in words. */
export function describeRatios({ dimension, fitted, points, gap, discard }: RatioPlotData): string {
  return (
    `TwoNN’s fit: the neighbourhood ratios ln μ against −ln(1 − F), and a line through the origin with the slope ` +
    `${formatNumber(dimension)}, the dimension. It is fitted to the ${formatCount(fitted)} smallest of ` +
    `${formatCount(points)} ratios (${formatNumber(100 * discard)} % are left out). Of the fitted part, at most ` +
    `${formatNumber(100 * gap, 2)} % of the points lie off the law.`
  );
}

function drawDiscarded(pen: Pen, { cut, discard }: RatioPlotData, x: Axis, area: PlotArea): string[] {
  const left = x.position(cut);
  const label = `left out: ${formatNumber(100 * discard)} %`;
  const room = area.right - left;
  return [
    pen.mark('rect', 'discarded', {
      x: left,
      y: area.top,
      width: Math.max(0, room),
      height: area.bottom - area.top,
    }),
    ...(textWidth(label, 11) + 12 < room
      ? [pen.text('tick', label, { x: area.right - 6, y: area.bottom - 8, 'text-anchor': 'end' })]
      : []),
  ];
}

function drawPoints(pen: Pen, { x: xs, y: ys, cut }: RatioPlotData, x: Axis, y: Axis): string[] {
  return xs.flatMap((value, i) => {
    if (value > x.domain[1]) return [];
    const place = { cx: x.position(value), cy: y.position(ys[i] ?? 0) };
    return [pen.mark('circle', value <= cut ? 'dot' : 'dot-out', { ...place, r: 2.2 })];
  });
}

function drawFit(pen: Pen, { dimension }: RatioPlotData, x: Axis, y: Axis): string[] {
  const end = Math.min(x.domain[1], y.domain[1] / dimension);
  const label = `slope ${formatNumber(dimension)}`;
  const at = { x: x.position(end), y: y.position(end * dimension) };
  // Below the line, where no ratio lies but those that stray.
  const middle = { x: x.position(0.55 * end) + 12, y: y.position(0.55 * end * dimension) + 20 };
  return [
    pen.mark('path', 'median', {
      d: `M${px(x.position(0))} ${px(y.position(0))}L${px(at.x)} ${px(at.y)}`,
    }),
    pen.text('name', label, { ...middle, 'text-anchor': 'start' }),
  ];
}
