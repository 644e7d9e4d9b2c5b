import { drawBottomAxis, px, type PlotArea } from './axes';
import { estimatorName } from './estimatorNames';
import type { FigureOptions } from './figure';
import { formatCount, formatLevel, formatUncertain } from './numbers';
import { element, escapeXml, figure, fitText, innerSize, penFor, textWidth, type Pen } from './svg';
import { linearAxis, logAxis, type Axis } from './ticks';

/** One row: an estimate with its interval. {@link DimensionEstimate} is one. */
export interface ForestRow {
  readonly key: string;
  readonly estimator: string;
  readonly variant: string;
  readonly dimension: number;
  readonly interval: readonly [number, number];
  /** Of the interval, e.g. 0.95. */
  readonly level: number;
  /** What the row is called where that is not its estimator's name. */
  readonly name?: string;
  /** Drawn as a ring: it does not count in the consensus. */
  readonly leftOut?: boolean;
  /** Drawn as the diamond of a summary, set apart from the rows above it. */
  readonly isConsensus?: boolean;
  /** To be read as a lower bound. */
  readonly atLeast?: boolean;
}

export interface ForestOptions extends FigureOptions {
  /** The number of features: a reference line, drawn only where it does not squeeze the estimates. */
  readonly features?: number;
}

/** Above the rows: the name of the reference line, where there is one. */
const referenceTop = 22;
const plainTop = 6;
const foot = 42;
/** Below this width a row's words stand above its mark instead of beside it. */
const stackedBelow = 420;
const nameFont = 12;
const variantFont = 11;

/** The height at which `rows` have room at this width: pass it as `height`. */
export function forestPlotHeight(
  rows: number,
  width: number,
  theme: FigureOptions['theme'] = 'standalone',
): number {
  const inner = innerSize({ width, height: 0, theme, title: '' });
  // Of many rows, each has just what its two lines take.
  const pitch = inner.width < stackedBelow ? 50 : rows > 14 ? 32 : 38;
  return referenceTop + foot - inner.height + Math.max(1, rows) * pitch;
}

/**
 * Estimates of one quantity, a row each: the point, its interval, and both in digits. The axis is linear, from
 * zero where that costs little, and logarithmic where the ends differ more than fiftyfold.
 */
export function forestPlot(rows: readonly ForestRow[], options: ForestOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const shown = rows.filter((row) => [row.dimension, ...row.interval].every(Number.isFinite));
  if (shown.length === 0) {
    const note = pen.text('empty', 'No estimates.', {
      x: width / 2,
      y: height / 2,
      'text-anchor': 'middle',
    });
    return figure(options, 'No estimates.', [note]);
  }
  const stacked = width < stackedBelow;
  const columns = stacked ? { left: 0, right: 0 } : textColumns(shown, width);
  const range = [columns.left + 10, width - columns.right - 10] as const;
  const { axis, features } = dimensionAxis(shown, options.features, range);
  const area: PlotArea = {
    left: range[0],
    right: range[1],
    top: features === undefined ? plainTop : referenceTop,
    bottom: height - foot,
  };
  const pitch = (area.bottom - area.top) / shown.length;
  const marks = [
    ...drawBottomAxis(pen, axis, area, axis.kind === 'log' ? 'dimension (log scale)' : 'dimension'),
    ...(features === undefined ? [] : drawReference(pen, axis, area, features)),
    ...shown.map((row, i) => {
      const y = area.top + pitch * (i + 0.5);
      return stacked
        ? drawStackedRow(pen, row, axis, area, y)
        : drawRow(pen, row, axis, { area, y, pitch, ...columns, width });
    }),
  ];
  return figure(options, describeForest(rows, options.features), marks);
}

/** The figure in words: what the table beside it also holds. */
export function describeForest(rows: readonly ForestRow[], features: number | undefined): string {
  if (rows.length === 0) return 'No estimates.';
  const sentences = rows.map((row) => {
    const { value, interval } = formatUncertain(row);
    const variant = row.variant ? ` (${row.variant})` : '';
    const number = row.atLeast === true ? `at least ${value}` : value;
    const counts = row.leftOut === true ? ', not counted in the consensus' : '';
    return `${nameOf(row)}${variant}: ${number}, ${formatLevel(row.level)} interval ${interval}${counts}.`;
  });
  const reference = features === undefined ? '' : ` The data have ${formatCount(features)} features.`;
  return `Estimates of the intrinsic dimension with their intervals. ${sentences.join(' ')}${reference}`;
}

function nameOf(row: ForestRow): string {
  return row.name ?? estimatorName(row.estimator);
}

function dimensionAxis(
  rows: readonly ForestRow[],
  features: number | undefined,
  range: readonly [number, number],
): { axis: Axis; features: number | undefined } {
  const ends = rows.flatMap((row) => [row.dimension, ...row.interval]);
  const positive = ends.filter((end) => end > 0);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const lowPositive = Math.min(...positive);
  if (positive.length > 0 && high / lowPositive > 50) {
    const room = (high / lowPositive) ** 0.06;
    const fits = features !== undefined && features > 0 && features <= high * (high / lowPositive) ** 0.4;
    const end = fits ? Math.max(high * room, features * 1.05) : high * room;
    return { axis: logAxis([lowPositive / room, end], range, 72), features: fits ? features : undefined };
  }
  const base = low >= 0 && low < 0.25 * high ? 0 : low;
  const fits = features !== undefined && features <= high + 0.6 * (high - base);
  const end = fits ? Math.max(high, features) : high;
  return { axis: linearAxis([base, end], range, 64), features: fits ? features : undefined };
}

function drawReference(pen: Pen, axis: Axis, area: PlotArea, features: number): string[] {
  const x = axis.position(features);
  const label = `${formatCount(features)} ${features === 1 ? 'feature' : 'features'}`;
  const half = textWidth(label, 11) / 2;
  const anchor = Math.min(Math.max(x, area.left + half), area.right + 6 - half);
  return [
    pen.mark('path', 'reference', { d: `M${px(x)} ${px(area.top - 4)}V${px(area.bottom)}` }),
    pen.text('reference-name', label, { x: anchor, y: area.top - 10, 'text-anchor': 'middle' }),
  ];
}

function valueText(row: ForestRow): { value: string; interval: string } {
  const { value, interval } = formatUncertain(row);
  return { value: row.atLeast === true ? `≥ ${value}` : value, interval: `[${interval}]` };
}

/** The widths of the words' columns: what they need, but at least half of the figure stays for the marks. */
function textColumns(rows: readonly ForestRow[], width: number): { left: number; right: number } {
  const widest = (widths: readonly number[]): number => Math.ceil(Math.max(...widths));
  const left = widest(
    rows.flatMap((row) => [textWidth(nameOf(row), nameFont) * 1.1, textWidth(row.variant, variantFont)]),
  );
  const right = widest(
    rows
      .map(valueText)
      .flatMap(({ value, interval }) => [textWidth(value, nameFont) * 1.1, textWidth(interval, variantFont)]),
  );
  return { left: Math.min(left + 6, width * 0.3), right: Math.min(right + 6, width * 0.3) };
}

interface RowPlace {
  readonly area: PlotArea;
  readonly y: number;
  readonly pitch: number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

function drawRow(pen: Pen, row: ForestRow, axis: Axis, place: RowPlace): string {
  const { y, left, right, width } = place;
  const { value, interval } = valueText(row);
  return group(
    row,
    pen.mark('rect', 'hit', { x: 0, y: y - place.pitch / 2, width, height: place.pitch }),
    row.isConsensus === true
      ? pen.mark('path', 'axis', { d: `M0 ${px(y - place.pitch / 2)}H${px(width)}` })
      : '',
    pen.text('name', fitText(nameOf(row), nameFont, left), {
      x: 0,
      y: y - (row.variant ? 3 : -4),
    }),
    row.variant ? pen.text('variant', fitText(row.variant, variantFont, left), { x: 0, y: y + 11 }) : '',
    ...drawMark(pen, row, axis, place.area, y),
    pen.text('name', fitText(value, nameFont, right), { x: width, y: y - 3, 'text-anchor': 'end' }),
    pen.text('variant', fitText(interval, variantFont, right), { x: width, y: y + 11, 'text-anchor': 'end' }),
  );
}

function drawStackedRow(pen: Pen, row: ForestRow, axis: Axis, area: PlotArea, y: number): string {
  const { value, interval } = valueText(row);
  const width = area.right - area.left;
  const numbers = `${value} ${interval}`;
  const numbersWidth = Math.min(textWidth(numbers, variantFont), width * 0.65);
  const room = width - numbersWidth - 12;
  const name = fitText(nameOf(row), nameFont * 1.1, room);
  const used = textWidth(name, nameFont * 1.1) + 6;
  const variant = room - used > 24 ? fitText(row.variant, variantFont, room - used) : '';
  return group(
    row,
    pen.mark('rect', 'hit', { x: area.left - 10, y: y - 24, width: width + 20, height: 48 }),
    pen.text('name', name, { x: area.left, y: y - 6 }),
    variant === '' ? '' : pen.text('variant', variant, { x: area.left + used, y: y - 6 }),
    pen.text('variant', fitText(numbers, variantFont, numbersWidth + 1), {
      x: area.right,
      y: y - 6,
      'text-anchor': 'end',
    }),
    ...drawMark(pen, row, axis, area, y + 9),
  );
}

/** The interval with caps at its ends, arrows where it leaves the axis, and the point above it. */
function drawMark(pen: Pen, row: ForestRow, axis: Axis, area: PlotArea, y: number): string[] {
  const [low, high] = row.interval;
  const from = axis.position(low);
  const to = axis.position(high);
  if (row.isConsensus === true) {
    const middle = axis.position(row.dimension);
    const shape = `M${px(from)} ${px(y)}L${px(middle)} ${px(y - 7)}L${px(to)} ${px(y)}L${px(middle)} ${px(y + 7)}Z`;
    return [pen.mark('path', 'consensus', { d: shape })];
  }
  const below = low < axis.domain[0] && from <= area.left + 0.5;
  const start = below
    ? `M${px(from + 5)} ${px(y - 4)}L${px(from)} ${px(y)}L${px(from + 5)} ${px(y + 4)}`
    : cap(from, y);
  return [
    pen.mark('path', 'interval', { d: `M${px(from)} ${px(y)}H${px(to)}${start}${cap(to, y)}` }),
    pen.mark('circle', row.leftOut === true ? 'hollow' : 'point', {
      cx: axis.position(row.dimension),
      cy: y,
      r: 3.5,
    }),
  ];
}

function cap(x: number, y: number): string {
  return `M${px(x)} ${px(y - 4)}V${px(y + 4)}`;
}

/** A row's marks, named by its key for the page that holds the figure, with its words as a tooltip. */
function group(row: ForestRow, ...marks: readonly string[]): string {
  const { value, interval } = valueText(row);
  const words = `${row.key}: ${value} ${interval}${row.variant ? `, ${row.variant}` : ''}`;
  return element('g', { 'data-key': row.key }, element('title', {}, escapeXml(words)), ...marks);
}
