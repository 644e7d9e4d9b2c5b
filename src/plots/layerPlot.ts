import { apart, drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { drawLegend, legendHeight, legendRows } from './layerLegend';
import { drawMarker, seriesRoles } from './layerMarks';
import { formatNumber, formatUncertain } from './numbers';
import { element, escapeXml, figure, fitText, innerSize, penFor, textWidth, type Pen } from './svg';
import { linearAxis, logAxis, type Axis } from './ticks';

/** The dimension in one layer. */
export interface LayerPoint {
  readonly layer: string;
  /** From 0, the input, to 1, the output. */
  readonly depth: number;
  readonly dimension: number;
  readonly interval: readonly [number, number];
}

/** One estimator's dimension over depth, with its interval as a band. */
export interface LayerSeries {
  readonly name: string;
  readonly points: readonly LayerPoint[];
}

/** A curve from elsewhere: its points only, and what it is in words. */
export interface ReferenceCurve {
  readonly name: string;
  readonly points: readonly Pick<LayerPoint, 'layer' | 'depth' | 'dimension'>[];
}

const foot = 42;
/** Steepness of the layers' names where they do not fit level. */
const slant = 38;
const nameFont = 11;
const longestName = 96;
/** Beyond this a linear axis would squeeze the lower curve. */
const logFrom = 12;

/** The height at which the plot has room at this width, with so many lines in its legend. */
export function layerPlotHeight(width: number, series: number, curves: number): number {
  const legend = (width < 460 ? series : Math.ceil(series / 2)) + curves;
  return Math.round(Math.min(360, Math.max(240, width * 0.5))) + legend * legendHeight + 60;
}

/**
 * Dimension against relative depth, a curve an estimator, its intervals as bands; the layers' names along the top. In a
 * trained network the intrinsic dimension rises over the first layers and falls towards the output, a hunchback
 * (Ansuini et al. 2019). The axis is logarithmic where the curves differ more than twelvefold.
 */
export function layerPlot(
  series: readonly LayerSeries[],
  curves: readonly ReferenceCurve[],
  options: FigureOptions,
): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const shown = series.map((each) => ({ ...each, points: drawable(each.points) }));
  const dimensions = [...shown.flatMap(({ points }) => points), ...curves.flatMap(({ points }) => points)];
  if (dimensions.length === 0) {
    const place = { x: width / 2, y: height / 2, 'text-anchor': 'middle' };
    return figure(options, 'No curve is shown.', [pen.text('empty', 'No curve is shown.', place)]);
  }
  const rows = legendRows(shown, curves, width);
  const layers = layersOf(shown);
  const bottom = height - foot;
  const head = rows.length * legendHeight + 10;
  // The names' room depends on the axis, which depends on the labels at its left: a first guess is near enough.
  const names = namesRoom(layers, width - 60);
  const top = head + names.height;
  const y = dimensionAxis(
    dimensions.map(({ dimension }) => dimension),
    shown,
    [bottom, top],
  );
  const area: PlotArea = { left: leftAxisWidth(y), right: width - Math.max(14, names.right), top, bottom };
  const x = linearAxis([0, 1], [area.left + 8, area.right - 8], 70);
  return figure(options, describeLayers(series, curves), [
    ...drawLegend(pen, rows),
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(
      pen,
      x,
      area,
      `relative depth; upwards: dimension${y.kind === 'log' ? ' (log scale)' : ''}`,
    ),
    ...drawNames(pen, layers, x, area, names.level),
    ...curves.map((curve, i) => drawCurve(pen, curve, i, x, y)),
    ...shown.flatMap(({ points }, i) => (points.length > 1 ? drawSeries(pen, points, i, x, y) : [])),
    ...layers.map((layer, i) => drawLayer(pen, layer, layers, i, shown, { x, y, area })),
  ]);
}

/** The figure in words: what the table beside it also holds. */
export function describeLayers(series: readonly LayerSeries[], curves: readonly ReferenceCurve[]): string {
  const sentences = series.flatMap(({ name, points }) => {
    const known = drawable(points);
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return [];
    const peak = [...known].sort((a, b) => b.dimension - a.dimension)[0] ?? first;
    const at = (point: LayerPoint): string => `${formatUncertain(point).value} in ${point.layer}`;
    return [`${name}: ${at(first)}, at most ${at(peak)}, ${at(last)}.`];
  });
  const beside = curves.map(({ name }) => name);
  if (sentences.length === 0 && beside.length === 0) return 'No curve is shown.';
  const also = beside.length > 0 ? ` Beside them: ${beside.join('; ')}.` : '';
  return `The dimension of each layer against its relative depth. ${sentences.join(' ')}${also}`;
}

function drawable(points: readonly LayerPoint[]): LayerPoint[] {
  return points
    .filter(({ depth, dimension, interval }) => [depth, dimension, ...interval].every(Number.isFinite))
    .sort((a, b) => a.depth - b.depth);
}

interface LayerPlace {
  readonly layer: string;
  readonly depth: number;
}

function layersOf(series: readonly LayerSeries[]): readonly LayerPlace[] {
  const places = new Map<string, number>();
  for (const { points } of series) for (const { layer, depth } of points) places.set(layer, depth);
  return [...places].map(([layer, depth]) => ({ layer, depth })).sort((a, b) => a.depth - b.depth);
}

/** All points, and of the intervals what keeps the curves apart: at most half of them above and below. */
function dimensionAxis(
  dimensions: readonly number[],
  series: readonly LayerSeries[],
  range: readonly [number, number],
): Axis {
  const ends = series.flatMap(({ points }) => points.flatMap(({ interval }) => interval));
  const [lowest, highest] = [Math.min(...dimensions), Math.max(...dimensions)];
  const high = Math.min(Math.max(highest, ...ends), 1.5 * highest);
  if (lowest > 0 && highest / lowest > logFrom) {
    const low = Math.max(Math.min(lowest, ...ends.filter((end) => end > 0)), lowest / 1.5);
    return logAxis([low / 1.08, high * 1.08], range, 34);
  }
  return linearAxis([Math.min(0, lowest), high], range, 36);
}

function namesRoom(
  layers: readonly LayerPlace[],
  width: number,
): { level: boolean; height: number; right: number } {
  const labels = layers.map(({ layer, depth }) => ({ x: depth * width, label: layer }));
  const level = apart(labels, 8).length === labels.length;
  if (level) return { level, height: 22, right: textWidth(labels.at(-1)?.label ?? '', nameFont) / 2 - 8 };
  const longest = Math.min(longestName, Math.max(...labels.map(({ label }) => textWidth(label, nameFont))));
  const radians = (slant * Math.PI) / 180;
  return { level, height: longest * Math.sin(radians) + 18, right: longest * Math.cos(radians) * 0.8 };
}

function drawNames(
  pen: Pen,
  layers: readonly LayerPlace[],
  x: Axis,
  area: PlotArea,
  level: boolean,
): string[] {
  const places = layers.map(({ layer, depth }) => ({ x: x.position(depth), label: layer }));
  const ticks = pen.mark('path', 'axis', {
    d: places.map((place) => `M${px(place.x)} ${px(area.top)}v-4`).join(''),
  });
  if (level) {
    return [
      ticks,
      ...places.map((place) =>
        pen.text('tick', place.label, { x: place.x, y: area.top - 9, 'text-anchor': 'middle' }),
      ),
    ];
  }
  let end = -Infinity;
  const kept = places.filter((place) => {
    if (place.x < end + 13) return false;
    end = place.x;
    return true;
  });
  return [
    ticks,
    ...kept.map((place) =>
      pen.text('tick', fitText(place.label, nameFont, longestName), {
        transform: `translate(${px(place.x + 2)} ${px(area.top - 8)}) rotate(-${slant})`,
      }),
    ),
  ];
}

function drawSeries(pen: Pen, points: readonly LayerPoint[], i: number, x: Axis, y: Axis): string[] {
  const roles = seriesRoles(i);
  const edge = (end: 0 | 1) => (point: LayerPoint) =>
    `${px(x.position(point.depth))} ${px(y.position(point.interval[end]))}`;
  const outline = [...points.map(edge(1)), ...points.toReversed().map(edge(0))];
  const line = points.map((point) => `${px(x.position(point.depth))} ${px(y.position(point.dimension))}`);
  return [
    pen.mark('path', roles.band, { d: `M${outline.join('L')}Z` }),
    pen.mark('path', roles.line, { d: `M${line.join('L')}` }),
  ];
}

function drawCurve(pen: Pen, { points }: ReferenceCurve, i: number, x: Axis, y: Axis): string {
  const place = points.map(({ depth, dimension }) => [x.position(depth), y.position(dimension)] as const);
  const line = place.map(([cx, cy]) => `${px(cx)} ${px(cy)}`).join('L');
  return element(
    'g',
    {},
    pen.mark('path', i === 0 ? 'published' : 'published-2', { d: `M${line}` }),
    ...points.map(({ layer, dimension }, at) =>
      element(
        'g',
        {},
        element('title', {}, escapeXml(`${layer}: ${formatNumber(dimension)}, published`)),
        pen.mark('circle', 'published-point', { cx: place[at]?.[0], cy: place[at]?.[1], r: 2.5 }),
      ),
    ),
  );
}

/** A layer's marks in all curves, named by its name for the page that holds the figure. */
function drawLayer(
  pen: Pen,
  { layer, depth }: LayerPlace,
  layers: readonly LayerPlace[],
  i: number,
  series: readonly LayerSeries[],
  { x, y, area }: { x: Axis; y: Axis; area: PlotArea },
): string {
  const at = (place: LayerPlace | undefined, edge: number): number =>
    place === undefined ? edge : (x.position(place.depth) + x.position(depth)) / 2;
  const [left, right] = [at(layers[i - 1], area.left), at(layers[i + 1], area.right)];
  const points = series.map(({ points: all }) => all.find((point) => point.layer === layer));
  const words = series.flatMap(({ name }, s) => {
    const point = points[s];
    if (point === undefined) return [];
    const { value, interval } = formatUncertain(point);
    return [`${name} ${value} [${interval}]`];
  });
  const alone = layers.length === 1;
  return element(
    'g',
    { 'data-key': layer },
    element('title', {}, escapeXml(`${layer}: ${words.join(', ')}`)),
    pen.mark('rect', 'hit', { x: left, y: area.top, width: right - left, height: area.bottom - area.top }),
    ...points.flatMap((point, s) => {
      if (point === undefined) return [];
      const [cx, cy] = [x.position(point.depth), y.position(point.dimension)];
      const [low, high] = point.interval.map((end) => y.position(end));
      const whisker = pen.mark('path', seriesRoles(s).line, {
        d: `M${px(cx)} ${px(low ?? cy)}V${px(high ?? cy)}`,
      });
      return [...(alone ? [whisker] : []), drawMarker(pen, s, cx, cy)];
    }),
  );
}
