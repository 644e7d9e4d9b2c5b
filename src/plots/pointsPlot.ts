import { drawBottomAxis, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { formatCount, formatNumber } from './numbers';
import { element, escapeXml, figure, fitText, innerSize, penFor, textWidth, type Pen } from './svg';
import { linearAxis, type Axis } from './ticks';

export interface PointQuantiles {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** How the points' own dimensions are distributed. `PointDimensions` is one. */
export interface PointsPlotData {
  readonly key: string;
  readonly points: number;
  readonly without: number;
  readonly quantiles: PointQuantiles;
  readonly histogram: {
    readonly from: number;
    readonly to: number;
    readonly counts: readonly number[];
    readonly below: number;
    readonly above: number;
  };
  readonly classes: readonly {
    readonly label: string;
    readonly points: number;
    readonly quantiles: PointQuantiles;
  }[];
}

const top = 22;
const bars = 150;
const foot = 42;
const rowHeight = 24;
/** More classes than that are for the table. */
const mostClasses = 30;

/** The height at which the histogram and a row for each class have room: pass it as `height`. */
export function pointsPlotHeight(
  { classes }: PointsPlotData,
  theme: FigureOptions['theme'] = 'standalone',
): number {
  const inner = innerSize({ width: 0, height: 0, theme, title: '' });
  const rows = classes.length <= mostClasses ? classes.length : 0;
  return top + bars + foot - inner.height + rows * rowHeight + (rows > 0 ? 10 : 0);
}

/** A histogram of the points' dimensions with their median, and below it the classes' quantiles as boxes. */
export function pointsPlot(data: PointsPlotData, options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const classes = data.classes.length <= mostClasses ? data.classes : [];
  const names = classes.map(({ label }) => textWidth(label, 11));
  const left = classes.length === 0 ? 8 : Math.min(Math.max(...names) + 14, width * 0.3);
  const area: PlotArea = { left, right: width - 10, top, bottom: height - foot };
  const x = linearAxis(
    [
      Math.min(data.histogram.from, ...classes.map((each) => each.quantiles.p05)),
      Math.max(data.histogram.to, ...classes.map((each) => each.quantiles.p95)),
    ],
    [area.left, area.right],
    56,
  );
  return figure(options, describePoints(data), [
    ...drawBottomAxis(pen, x, area, 'dimension of a point'),
    ...drawBars(pen, data, x, top + bars),
    drawMedian(pen, data, x, area),
    pen.text('axis-title', `${formatCount(data.points)} points`, { x: area.left, y: 12 }),
    ...classes.map((each, i) => drawBox(pen, each, x, top + bars + 10 + rowHeight * (i + 0.5), left)),
  ]);
}

/** The figure in words: what the table beside it also holds. */
export function describePoints({ key, points, without, quantiles, classes }: PointsPlotData): string {
  const { p05, p25, p50, p75, p95 } = quantiles;
  const left = without > 0 ? ` ${formatCount(without)} points have none.` : '';
  const byClass = classes
    .slice(0, mostClasses)
    .map((each) => `${each.label} ${formatNumber(each.quantiles.p50)}`)
    .join(', ');
  return (
    `The dimension of each of ${formatCount(points)} points by ${key}: half of them lie between ` +
    `${formatNumber(p25)} and ${formatNumber(p75)}, nine of ten between ${formatNumber(p05)} and ` +
    `${formatNumber(p95)}; the median is ${formatNumber(p50)}.${left}` +
    (byClass === '' ? '' : ` Medians by class: ${byClass}.`)
  );
}

function drawBars(
  pen: Pen,
  { histogram: { from, to, counts } }: PointsPlotData,
  x: Axis,
  base: number,
): string[] {
  const most = Math.max(1, ...counts);
  const step = (to - from) / counts.length;
  return counts.flatMap((count, i) => {
    if (count === 0) return [];
    const start = x.position(from + i * step);
    const end = x.position(from + (i + 1) * step);
    const height = (count / most) * (bars - 8);
    const range = `${formatNumber(from + i * step)} – ${formatNumber(from + (i + 1) * step)}`;
    return [
      pen.mark(
        'rect',
        'bar',
        { x: start + 0.5, y: base - height, width: Math.max(0.5, end - start - 1), height },
        element('title', {}, escapeXml(`${range}: ${formatCount(count)} points`)),
      ),
    ];
  });
}

function drawMedian(pen: Pen, { quantiles: { p50 } }: PointsPlotData, x: Axis, area: PlotArea): string {
  const at = x.position(p50);
  const label = `median ${formatNumber(p50)}`;
  const half = textWidth(label, 11) / 2;
  return (
    pen.mark('path', 'median', { d: `M${px(at)} ${px(area.top - 4)}V${px(top + bars)}` }) +
    pen.text('tick', label, {
      x: Math.min(Math.max(at, area.left + half + 70), area.right - half),
      y: 12,
      'text-anchor': 'middle',
    })
  );
}

/** The middle half as a box, its median as a line, and whiskers from the 5th to the 95th percentile. */
function drawBox(
  pen: Pen,
  { label, points, quantiles: { p05, p25, p50, p75, p95 } }: PointsPlotData['classes'][number],
  x: Axis,
  y: number,
  left: number,
): string {
  const words = `${label}: median ${formatNumber(p50)}, half within ${formatNumber(p25)} – ${formatNumber(p75)}, ${formatCount(points)} points`;
  const [a, b, c, d, e] = [p05, p25, p50, p75, p95].map((value) => x.position(value));
  return element(
    'g',
    { 'data-key': label },
    element('title', {}, escapeXml(words)),
    pen.mark('rect', 'hit', {
      x: 0,
      y: y - rowHeight / 2,
      width: x.position(x.domain[1]),
      height: rowHeight,
    }),
    pen.text('tick', fitText(label, 11, left - 10), { x: left - 8, y: y + 4, 'text-anchor': 'end' }),
    pen.mark('path', 'axis', {
      d: `M${px(a ?? 0)} ${px(y)}H${px(b ?? 0)}M${px(d ?? 0)} ${px(y)}H${px(e ?? 0)}`,
    }),
    pen.mark('rect', 'box', { x: b ?? 0, y: y - 6, width: Math.max(1, (d ?? 0) - (b ?? 0)), height: 12 }),
    pen.mark('path', 'median', { d: `M${px(c ?? 0)} ${px(y - 6)}V${px(y + 6)}` }),
  );
}
