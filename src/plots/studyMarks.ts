import { px, type PlotArea } from './axes';
import { crossShape, markShape } from './markShape';
import { formatNumber } from './numbers';
import { lookOf, pointKey, ruleKey, type Origin, type StudyRule, type StudySource } from './studySource';
import { element, escapeXml, seriesRole, type Pen } from './svg';
import type { Axis } from './ticks';

/** Where marks go. */
export interface StudyPlace {
  readonly pen: Pen;
  readonly source: StudySource;
  readonly x: Axis;
  readonly y: Axis;
  readonly area: PlotArea;
}

type Series = StudySource['series'][number];
type Point = Series['points'][number];

/** Intervals of more points than that are drawn as one band. */
const mostWhiskers = 24;
const dashes: Readonly<Record<Origin, string | undefined>> = {
  measured: undefined,
  predicted: '7 3',
  published: '2 3',
};

/** One series: its band or whiskers, its line, its marks; each point in a group that its row of the table lights. */
export function drawSeries(place: StudyPlace, series: Series, i: number): string {
  const { pen } = place;
  const { key, name, draw, points } = series;
  if (points.length === 0) return '';
  const look = lookOf(place.source, i);
  const joined = draw === 'line' || draw === 'curve';
  const banded = joined && (draw === 'curve' || points.length > mostWhiskers);
  const at = (point: Point): string => `${px(xOf(place, point, i))} ${px(place.y.position(point.y))}`;
  return element(
    'g',
    { 'data-key': key },
    element('title', {}, escapeXml(name)),
    banded ? drawBand(place, points, i) : '',
    joined
      ? pen.mark('path', seriesRole(look), {
          ...{ d: `M${points.map(at).join('L')}`, fill: 'none', 'stroke-width': 1.75 },
          'stroke-dasharray': dashes[series.origin],
        })
      : '',
    ...(draw === 'curve'
      ? []
      : points.map((point, index) => drawPoint(place, series, point, i, index, banded))),
  );
}

/** A line across the figure and the range it may lie in. @param i counts on from the series. */
export function drawRule({ pen, x, y, area }: StudyPlace, rule: StudyRule, i: number): string {
  const { axis, at, interval, name, origin } = rule;
  const scale = axis === 'x' ? x : y;
  const position = px(scale.position(at));
  const d =
    axis === 'x'
      ? `M${position} ${px(area.top)}V${px(area.bottom)}`
      : `M${px(area.left)} ${position}H${px(area.right)}`;
  return element(
    'g',
    { 'data-key': ruleKey(rule) },
    element('title', {}, escapeXml(`${name}: ${formatNumber(at)}${intervalWords(interval)}`)),
    interval === undefined ? '' : drawShade(pen, axis, interval, scale, area, i),
    pen.mark('path', seriesRole(i), {
      ...{ d, fill: 'none', 'stroke-width': 1.25 },
      'stroke-dasharray': dashes[origin],
    }),
  );
}

/** The sample of a series or a rule in the legend. */
export function drawSwatch(
  pen: Pen,
  { draw, origin }: { readonly draw: Series['draw'] | 'rule'; readonly origin: Origin },
  i: number,
  x: number,
  y: number,
  width: number,
): string[] {
  const line = pen.mark('path', seriesRole(i), {
    ...{ d: `M${px(x)} ${px(y)}h${width}`, fill: 'none', 'stroke-width': draw === 'rule' ? 1.25 : 1.75 },
    'stroke-dasharray': dashes[origin],
  });
  if (draw === 'curve' || draw === 'rule') return [line];
  if (draw === 'bars') {
    return [
      pen.mark('rect', seriesRole(i), {
        ...barPaint(origin),
        x: x + 3,
        y: y - 5,
        width: width - 6,
        height: 10,
      }),
    ];
  }
  const mark = drawMark(pen, origin, i, x + width / 2, y);
  return draw === 'line' ? [line, mark] : [mark];
}

function drawPoint(
  place: StudyPlace,
  series: Series,
  point: Point,
  i: number,
  index: number,
  banded: boolean,
): string {
  const { pen, x, y } = place;
  const look = lookOf(place.source, i);
  const cx = xOf(place, point, i);
  const cy = y.position(point.y);
  const key = pointKey(series, index);
  const whisker = (d: string): string =>
    pen.mark('path', seriesRole(look), { d, fill: 'none', 'stroke-width': 1.25, 'stroke-opacity': 0.75 });
  const upright =
    point.interval === undefined || banded
      ? ''
      : whisker(
          ends(point.interval, y).reduce(
            (d, end) => `${d}M${px(cx - 3)} ${px(end)}h6`,
            spanY(point.interval, y, cx),
          ),
        );
  const level =
    point.xInterval === undefined
      ? ''
      : whisker(
          ends(point.xInterval, x).reduce(
            (d, end) => `${d}M${px(end)} ${px(cy - 3)}v6`,
            spanX(point.xInterval, x, cy),
          ),
        );
  const mark =
    series.draw === 'bars'
      ? drawBar(place, point, series.origin, i)
      : pen.mark('circle', 'hit', { cx, cy, r: 8 }) + drawMark(pen, series.origin, look, cx, cy);
  return element(
    'g',
    { 'data-key': key },
    element('title', {}, escapeXml(pointWords(place.source, series, point))),
    ...(series.draw === 'bars' ? [mark, upright] : [upright, level, mark]),
  );
}

function drawMark(pen: Pen, origin: Origin, i: number, cx: number, cy: number): string {
  if (origin === 'published') {
    return pen.mark('path', seriesRole(i), { d: crossShape(cx, cy), fill: 'none', 'stroke-width': 1.75 });
  }
  const fill = origin === 'measured' ? 'currentColor' : 'none';
  return pen.mark('path', seriesRole(i), { d: markShape(i, cx, cy), fill, 'stroke-width': 1.25 });
}

function drawBar(place: StudyPlace, point: Point, origin: Origin, i: number): string {
  const { pen, y } = place;
  const width = barWidth(place);
  const foot = y.position(y.kind === 'log' ? y.domain[0] : 0);
  const head = y.position(point.y);
  return pen.mark('rect', seriesRole(lookOf(place.source, i)), {
    ...barPaint(origin),
    x: xOf(place, point, i) - width / 2,
    y: Math.min(foot, head),
    width,
    height: Math.max(0.5, Math.abs(foot - head)),
  });
}

function barPaint(origin: Origin): Readonly<Record<string, string | number | undefined>> {
  return {
    fill: 'currentColor',
    'fill-opacity': origin === 'measured' ? 0.45 : 0.08,
    'stroke-width': 1,
    'stroke-dasharray': dashes[origin],
  };
}

/** Bars of several series stand side by side, and so do marks at names; any other stands where its number says. */
function xOf(place: StudyPlace, point: Point, i: number): number {
  const { source, x } = place;
  const at = x.position(point.x);
  const isBar = source.series[i]?.draw === 'bars';
  if (!isBar && source.x.scale !== 'names') return at;
  const side = source.series.flatMap((series, index) => ((series.draw === 'bars') === isBar ? [index] : []));
  const step = isBar ? barWidth(place) : Math.min(8, (0.5 * slotWidth(place)) / Math.max(1, side.length));
  return at + (side.indexOf(i) - (side.length - 1) / 2) * step;
}

function barWidth(place: StudyPlace): number {
  const count = place.source.series.filter(({ draw }) => draw === 'bars').length;
  return Math.max(1, Math.min(36, (0.75 * slotWidth(place)) / Math.max(1, count)));
}

/** The room between neighbouring places on the x axis, in pixels. */
function slotWidth({ source, x, area }: StudyPlace): number {
  const places = new Set(source.series.flatMap(({ points }) => points.map((point) => x.position(point.x))));
  const sorted = [...places].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((at, i) => at - (sorted[i] ?? at));
  return gaps.length === 0 ? (area.right - area.left) / 3 : Math.min(...gaps);
}

/** The points' intervals as one band; nested, so that a lit series keeps a band without an outline. */
function drawBand(place: StudyPlace, points: readonly Point[], i: number): string {
  const { pen, y } = place;
  const held = points.filter(({ interval }) => interval !== undefined);
  if (held.length < 2) return '';
  const at = (point: Point, end: 0 | 1): string =>
    `${px(xOf(place, point, i))} ${px(y.position(point.interval?.[end] ?? point.y))}`;
  const path = [...held.map((point) => at(point, 1)), ...held.toReversed().map((point) => at(point, 0))];
  const paint = { fill: 'currentColor', 'fill-opacity': 0.16, 'stroke-width': 0 };
  return element(
    'g',
    {},
    pen.mark('path', seriesRole(lookOf(place.source, i)), { d: `M${path.join('L')}Z`, ...paint }),
  );
}

function drawShade(
  pen: Pen,
  axis: 'x' | 'y',
  interval: readonly [number, number],
  scale: Axis,
  area: PlotArea,
  i: number,
): string {
  const [from = 0, to = 0] = ends(interval, scale).sort((a, b) => a - b);
  const size = Math.max(1, to - from);
  const box =
    axis === 'x'
      ? { x: from, y: area.top, width: size, height: area.bottom - area.top }
      : { x: area.left, y: from, width: area.right - area.left, height: size };
  const paint = { fill: 'currentColor', 'fill-opacity': 0.12, 'stroke-width': 0 };
  return element('g', {}, pen.mark('rect', seriesRole(i), { ...box, ...paint }));
}

function ends(interval: readonly [number, number], axis: Axis): number[] {
  return interval.map((end) => axis.position(end));
}

function spanY(interval: readonly [number, number], y: Axis, cx: number): string {
  const [low = 0, high = 0] = ends(interval, y);
  return `M${px(cx)} ${px(low)}V${px(high)}`;
}

function spanX(interval: readonly [number, number], x: Axis, cy: number): string {
  const [low = 0, high = 0] = ends(interval, x);
  return `M${px(low)} ${px(cy)}H${px(high)}`;
}

function pointWords({ x, y }: StudySource, series: Series, point: Point): string {
  const at = x.scale === 'names' ? (x.names?.[point.x] ?? '') : `${x.title} ${formatNumber(point.x)}`;
  const name = point.label === undefined ? series.name : `${series.name}, ${point.label}`;
  return `${name}: ${at}${intervalWords(point.xInterval)}; ${y.title} ${valueWords(y, point.y)}${intervalWords(point.interval)}`;
}

function valueWords(axis: StudySource['y'], value: number): string {
  return axis.scale === 'names' ? (axis.names?.[value] ?? '') : formatNumber(value);
}

function intervalWords(interval: readonly [number, number] | undefined): string {
  return interval === undefined ? '' : ` (${formatNumber(interval[0])} – ${formatNumber(interval[1])})`;
}
