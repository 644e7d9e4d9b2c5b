import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { markShape } from './markShape';
import { formatCount, formatNumber, formatUncertain } from './numbers';
import {
  element,
  escapeXml,
  figure,
  fitText,
  innerSize,
  penFor,
  seriesRole,
  textWidth,
  type Pen,
} from './svg';
import { linearAxis, logAxis, type Axis } from './ticks';

/** The dimension of ever smaller parts of the data by one estimator. `SizeCurve` is one. */
export interface SizeSeries {
  readonly key: string;
  /** Ascending in n. */
  readonly sizes: readonly {
    readonly n: number;
    readonly draws: readonly number[];
    readonly dimension: number;
    readonly interval: readonly [number, number];
  }[];
}

const top = 24;
const foot = 42;
const labelFont = 11;
/** Intervals and single draws of more lines than that would hide each other; the table has them. */
const mostDetailed = 3;

/**
 * Dimension against the number of points (logarithmic), a line an estimator with its name at its end, the single
 * draws as dots and the interval of one draw as whiskers. A line that still rises at its end tells of too few points.
 */
export function sizesPlot(series: readonly SizeSeries[], options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const shown = series.filter(({ sizes }) => sizes.length > 1);
  if (shown.length === 0) {
    const place = { x: width / 2, y: height / 2, 'text-anchor': 'middle' };
    return figure(options, describeSizes(series), [pen.text('empty', 'No smaller parts.', place)]);
  }
  const detailed = shown.length <= mostDetailed;
  const all = shown.flatMap(({ sizes }) => sizes);
  const values = all.flatMap(({ dimension, interval, draws }) =>
    detailed ? [dimension, ...interval, ...draws] : [dimension],
  );
  const bottom = height - foot;
  const y = linearAxis(domainOf(values, all), [bottom, top], 36);
  const longest = Math.max(...shown.map(({ key }) => textWidth(key, labelFont)));
  const labels = Math.min(longest + 16, width * 0.3);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - labels, top, bottom };
  const counts = all.map(({ n }) => n);
  const x = logAxis([Math.min(...counts), Math.max(...counts)], [area.left + 12, area.right - 8], 70);
  return figure(options, describeSizes(series), [
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(pen, x, area, 'number of points'),
    pen.text('axis-title', 'dimension', { x: 0, y: 12 }),
    ...shown.map((one, i) => drawSeries(pen, one, { i, count: shown.length, x, y, detailed })),
    ...drawLabels(pen, shown, y, area, labels),
  ]);
}

/** The figure in words: what the table beside it also holds. */
export function describeSizes(series: readonly SizeSeries[]): string {
  const sentences = series.flatMap(({ key, sizes }) => {
    const [first, last] = [sizes.at(0), sizes.at(-1)];
    if (!first || !last || first === last) return [];
    const at = (size: typeof first): string =>
      `${formatUncertain(size).value} with ${formatCount(size.n)} points`;
    return [`${key}: ${at(first)}, ${at(last)}.`];
  });
  return sentences.length === 0
    ? 'No smaller parts of the points.'
    : `The intrinsic dimension against the number of points. ${sentences.join(' ')}`;
}

function domainOf(values: readonly number[], all: SizeSeries['sizes']): [number, number] {
  const finite = values.filter(Number.isFinite);
  const dimensions = all.map(({ dimension }) => dimension);
  // One wild interval must not press the lines together.
  const room = Math.max(...dimensions) - Math.min(...dimensions) + 0.5 * Math.max(...dimensions);
  const low = Math.max(Math.min(...finite), Math.min(...dimensions) - room);
  const high = Math.min(Math.max(...finite), Math.max(...dimensions) + room);
  return [low >= 0 && low < 0.5 * high ? 0 : low, high];
}

interface SeriesPlace {
  readonly i: number;
  readonly count: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly detailed: boolean;
}

function drawSeries(pen: Pen, { key, sizes }: SizeSeries, { i, count, x, y, detailed }: SeriesPlace): string {
  const role = seriesRole(i);
  // Lines beside each other: whiskers at the same n would hide each other.
  const shift = detailed ? (i - (count - 1) / 2) * 5 : 0;
  const at = (n: number): number => x.position(n) + shift;
  const path = sizes.map(({ n, dimension }) => `${px(at(n))} ${px(y.position(dimension))}`).join('L');
  return element(
    'g',
    { 'data-key': key },
    element('title', {}, escapeXml(key)),
    ...(detailed
      ? sizes.flatMap(({ n, interval: [low, high], draws }) => [
          pen.mark('path', role, {
            d: `M${px(at(n))} ${px(y.position(low))}V${px(y.position(high))}`,
            fill: 'none',
            'stroke-opacity': 0.55,
            'stroke-width': 1,
          }),
          ...(draws.length > 1
            ? draws.map((draw) =>
                pen.mark('circle', role, {
                  cx: at(n),
                  cy: y.position(draw),
                  r: 1.6,
                  fill: 'none',
                  'stroke-width': 1,
                  'stroke-opacity': 0.7,
                }),
              )
            : []),
        ])
      : []),
    pen.mark('path', role, { d: `M${path}`, fill: 'none', 'stroke-width': 1.75 }),
    ...sizes.map((size) => {
      const { value, interval } = formatUncertain(size);
      const words = `${key}, ${formatCount(size.n)} points: ${value} [${interval}], ${size.draws.length} ${size.draws.length === 1 ? 'draw' : 'draws'}`;
      return pen.mark(
        'path',
        role,
        { d: markShape(i, at(size.n), y.position(size.dimension)), fill: 'currentColor' },
        element('title', {}, escapeXml(words)),
      );
    }),
  );
}

/** Names at the lines' ends, pushed apart where these meet, each joined to its end by a thin line. */
function drawLabels(
  pen: Pen,
  series: readonly SizeSeries[],
  y: Axis,
  area: PlotArea,
  width: number,
): string[] {
  const ends = series
    .map(({ key, sizes }, i) => ({ key, i, at: y.position(sizes.at(-1)?.dimension ?? 0) }))
    .sort((a, b) => a.at - b.at);
  const gap = 14;
  const places: number[] = [];
  for (const { at } of ends) places.push(Math.max(at, (places.at(-1) ?? -Infinity) + gap));
  const over = Math.max(0, (places.at(-1) ?? 0) - area.bottom);
  return ends.flatMap(({ key, i, at }, place) => {
    const label = Math.max(area.top, (places[place] ?? at) - over);
    return [
      pen.mark('path', seriesRole(i), {
        d: `M${px(area.right - 2)} ${px(at)}L${px(area.right + 6)} ${px(label)}`,
        fill: 'none',
        'stroke-width': 1,
        'stroke-opacity': 0.6,
      }),
      pen.text('variant', fitText(key, labelFont, width - 10), { x: area.right + 9, y: label + 4 }),
    ];
  });
}

/**
 * How far the curves moved from the last part but one to all points, in words: `from 898 to 1797 points: twonn +0.8 %`.
 */
export function describeLastSteps(series: readonly SizeSeries[]): string {
  const steps = new Map<string, string[]>();
  for (const { key, sizes } of series) {
    const [before, last] = [sizes.at(-2), sizes.at(-1)];
    if (!before || !last) continue;
    const change = (100 * (last.dimension - before.dimension)) / last.dimension;
    const points = `from ${formatCount(before.n)} to ${formatCount(last.n)} points`;
    const step = `${key} ${change >= 0 ? '+' : '−'}${formatNumber(Math.abs(change), 2)} %`;
    steps.set(points, [...(steps.get(points) ?? []), step]);
  }
  return [...steps].map(([points, each]) => `${points}: ${each.join(', ')}`).join('; ');
}
