import { apart, drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { formatNumber, formatUncertain } from './numbers';
import { element, escapeXml, figure, innerSize, penFor, type Pen } from './svg';
import { linearAxis, logAxis, type Axis } from './ticks';

/** The dimension at one neighbourhood size. {@link ScalePoint} is one. */
export interface ScalePlotPoint {
  readonly n1: number;
  readonly n2: number;
  /** Mean distance to the n2-th neighbour, in the data's units. */
  readonly scale: number;
  readonly dimension: number;
  readonly interval: readonly [number, number];
}

const top = 46;
const foot = 42;
const scaleTitle = 'scale: mean distance to the n₂-th neighbour, in the data’s units';
const scaleTitleShort = 'scale: mean distance (data’s units)';

/**
 * Dimension against scale (logarithmic), the interval as a band, the neighbour ranks n₂ along the top. A plateau
 * is what to look for: there the dimension does not depend on the scale it is measured at.
 */
export function scalePlot(points: readonly ScalePlotPoint[], options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const shown = drawable(points);
  if (shown.length === 0) {
    const note = pen.text('empty', 'No scale analysis.', {
      x: width / 2,
      y: height / 2,
      'text-anchor': 'middle',
    });
    return figure(options, describeScale(points), [note]);
  }
  const bottom = height - foot;
  const y = linearAxis(dimensionDomain(shown), [bottom, top], 36);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14, top, bottom };
  const scales = shown.map((point) => point.scale);
  const inset = Math.min(18, (area.right - area.left) * 0.06);
  const x = logAxis([Math.min(...scales), Math.max(...scales)], [area.left + inset, area.right - inset], 74);
  const title = width < 460 ? scaleTitleShort : scaleTitle;
  return figure(options, describeScale(points), [
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(pen, x, area, title),
    pen.text('axis-title', 'dimension', { x: 0, y: 12 }),
    ...drawRanks(pen, shown, x, area),
    ...(shown.length > 1 ? [drawBand(pen, shown, x, y), drawLine(pen, shown, x, y)] : []),
    ...shown.map((point, i) =>
      drawPoint(pen, point, { x, y, area, slot: slotOf(shown, i, x, area), alone: shown.length === 1 }),
    ),
  ]);
}

/** The figure in words: what the table beside it also holds. */
export function describeScale(points: readonly ScalePlotPoint[]): string {
  const shown = drawable(points);
  const first = shown[0];
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return 'No scale analysis.';
  const dimensions = shown.map((point) => point.dimension);
  const at = (point: ScalePlotPoint): string => {
    const { value, interval } = formatUncertain(point);
    return `${value} (interval ${interval}) at scale ${formatNumber(point.scale)}, n₂ = ${point.n2}`;
  };
  const left = points.length - shown.length;
  const omitted =
    left === 0 ? '' : ` ${left} of ${points.length} points have no positive scale and are left out.`;
  if (shown.length === 1) return `The intrinsic dimension at one scale: ${at(first)}.${omitted}`;
  return (
    `The intrinsic dimension at ${shown.length} scales: ${at(first)}; ${at(last)}. ` +
    `It lies between ${formatNumber(Math.min(...dimensions))} and ${formatNumber(Math.max(...dimensions))}.${omitted}`
  );
}

function drawable(points: readonly ScalePlotPoint[]): ScalePlotPoint[] {
  return points
    .filter(
      (point) => point.scale > 0 && [point.scale, point.dimension, ...point.interval].every(Number.isFinite),
    )
    .sort((a, b) => a.scale - b.scale || a.n2 - b.n2);
}

/** All points, and of the intervals what keeps the points apart: at most their own spread above and below. */
function dimensionDomain(points: readonly ScalePlotPoint[]): [number, number] {
  const dimensions = points.map((point) => point.dimension);
  const lowest = Math.min(...dimensions);
  const highest = Math.max(...dimensions);
  const room = Math.max(highest - lowest, Math.abs(highest) * 0.5);
  const low = Math.max(Math.min(...points.map((point) => point.interval[0])), lowest - room);
  const high = Math.min(Math.max(...points.map((point) => point.interval[1])), highest + room);
  return [low >= 0 && low < 0.6 * high ? 0 : low, high];
}

function drawRanks(pen: Pen, points: readonly ScalePlotPoint[], x: Axis, area: PlotArea): string[] {
  const ranks = points.map((point) => ({ x: x.position(point.scale), label: String(point.n2) }));
  return [
    pen.text('axis-title', 'n₂ = 2 n₁, neighbours', { x: area.right, y: 12, 'text-anchor': 'end' }),
    pen.mark('path', 'axis', { d: ranks.map((rank) => `M${px(rank.x)} ${px(area.top)}v-4`).join('') }),
    ...apart(ranks, 8).map((rank) =>
      pen.text('tick', rank.label, { x: rank.x, y: area.top - 9, 'text-anchor': 'middle' }),
    ),
  ];
}

function drawBand(pen: Pen, points: readonly ScalePlotPoint[], x: Axis, y: Axis): string {
  const edge = (end: 0 | 1) => (point: ScalePlotPoint) =>
    `${px(x.position(point.scale))} ${px(y.position(point.interval[end]))}`;
  const outline = [...points.map(edge(1)), ...points.toReversed().map(edge(0))];
  return pen.mark('path', 'band', { d: `M${outline.join('L')}Z` });
}

function drawLine(pen: Pen, points: readonly ScalePlotPoint[], x: Axis, y: Axis): string {
  const path = points.map((point) => `${px(x.position(point.scale))} ${px(y.position(point.dimension))}`);
  return pen.mark('path', 'line', { d: `M${path.join('L')}` });
}

interface PointPlace {
  readonly x: Axis;
  readonly y: Axis;
  readonly area: PlotArea;
  /** The columns of pixels nearer to this point than to any other. */
  readonly slot: readonly [number, number];
  /** A single point has whiskers instead of a band. */
  readonly alone: boolean;
}

function slotOf(points: readonly ScalePlotPoint[], i: number, x: Axis, area: PlotArea): [number, number] {
  const at = (point: ScalePlotPoint | undefined): number | undefined => point && x.position(point.scale);
  const here = at(points[i]) ?? area.left;
  const before = at(points[i - 1]);
  const after = at(points[i + 1]);
  return [
    before === undefined ? area.left : (before + here) / 2,
    after === undefined ? area.right : (after + here) / 2,
  ];
}

function drawPoint(pen: Pen, point: ScalePlotPoint, { x, y, area, slot, alone }: PointPlace): string {
  const cx = x.position(point.scale);
  const { value, interval } = formatUncertain(point);
  const words = `n₂ = ${point.n2}, scale ${formatNumber(point.scale)}: ${value} [${interval}]`;
  const [low, high] = point.interval.map((end) => y.position(end));
  return element(
    'g',
    { 'data-key': `n2=${point.n2}` },
    element('title', {}, escapeXml(words)),
    pen.mark('rect', 'hit', {
      x: slot[0],
      y: area.top,
      width: slot[1] - slot[0],
      height: area.bottom - area.top,
    }),
    alone ? pen.mark('path', 'interval', { d: `M${px(cx)} ${px(low ?? 0)}V${px(high ?? 0)}` }) : '',
    pen.mark('circle', 'point', { cx, cy: y.position(point.dimension), r: 4 }),
  );
}
