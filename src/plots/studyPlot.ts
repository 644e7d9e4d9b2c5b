import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { layLegend, legendRowHeight, legendTextStart, swatchWidth } from './legend';
import type { ResultFigure } from './resultFigure';
import { drawRule, drawSeries, drawSwatch } from './studyMarks';
import { studyAxis } from './studyScales';
import { hasPlace, ruleKey, type Origin, type StudySeriesSource, type StudySource } from './studySource';
import { element, figure, fitText, innerSize, penFor, textWidth, type Pen } from './svg';
import type { Axis } from './ticks';

const foot = 42;
const labelFont = 11;
/** Names that would meet are turned, and take so much room at most. */
const mostTurned = 84;
const turn = 35;

interface Entry {
  readonly text: string;
  /** Undefined for a remark, which has no sample. */
  readonly key: string | undefined;
  readonly draw: StudySeriesSource['draw'] | 'rule';
  readonly origin: Origin;
  readonly index: number;
}

/** A study's figure for any width: series with their intervals, and rules across. */
export function studyFigure(given: StudySource): ResultFigure {
  const { source, leftOut } = placed(given);
  const words =
    leftOut === 0 ? source.words : `${source.words} ${leftOutWords(leftOut)} are in the table alone.`;
  return {
    title: source.title,
    words,
    height: (width, theme) => heightAt(source, leftOut, width, theme),
    draw: (options) => drawStudy(source, leftOut, words, options),
  };
}

/** The figure without the points that its axes have no place for, and how many these are. */
function placed(source: StudySource): { source: StudySource; leftOut: number } {
  let leftOut = 0;
  const series = source.series.map((each) => {
    const points = each.points.filter(({ x, y }) => hasPlace(source.x, x) && hasPlace(source.y, y));
    leftOut += each.points.length - points.length;
    return { ...each, points };
  });
  const rules = source.rules.filter(({ axis, at }) => hasPlace(source[axis], at));
  return { source: { ...source, series, rules }, leftOut };
}

function leftOutWords(count: number): string {
  return count === 1
    ? '1 point without a place on these axes'
    : `${count} points without a place on these axes`;
}

function heightAt(
  source: StudySource,
  leftOut: number,
  width: number,
  theme: FigureOptions['theme'],
): number {
  const inner = innerSize({ width, height: 0, theme, title: '' });
  const rows = layLegend(legendOf(source, leftOut), inner.width).length;
  const body = Math.round(Math.min(330, Math.max(210, inner.width * 0.5)));
  return body + rows * legendRowHeight + turnedHeight(source, inner.width) - inner.height;
}

function drawStudy(source: StudySource, leftOut: number, words: string, options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  if (source.series.every(({ points }) => points.length === 0)) {
    const place = { x: width / 2, y: height / 2, 'text-anchor': 'middle' };
    return figure(options, words, [pen.text('empty', 'Nothing to show.', place)]);
  }
  const rows = layLegend(legendOf(source, leftOut), width);
  const top = rows.length * legendRowHeight + 30;
  const turned = turnedHeight(source, width);
  const bottom = height - foot - turned;
  const y = shortened(studyAxis(source, 'y', [bottom, top], 36), source.y.scale === 'names', width * 0.3);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14, top, bottom };
  const inset = source.x.scale === 'names' ? 0 : 10;
  const x = studyAxis(source, 'x', [area.left + inset, area.right - inset], 64);
  const place = { pen, source, x, y, area };
  return figure(options, words, [
    ...drawLegend(pen, rows),
    ...drawLeftAxis(pen, y, area),
    pen.text('axis-title', axisTitle(source.y), { x: 0, y: top - 12 }),
    ...(source.x.scale === 'names'
      ? drawNames(pen, x, area, axisTitle(source.x), turned)
      : drawBottomAxis(pen, x, area, axisTitle(source.x))),
    ...source.rules.map((rule, i) => drawRule(place, rule, source.series.length + i)),
    ...source.series.map((series, i) => drawSeries(place, series, i)),
  ]);
}

function axisTitle({ title, scale }: StudySource['x']): string {
  return scale === 'log' ? `${title} (log scale)` : title;
}

/** Every series and rule, what is not measured called so, and how the intervals were made. */
function legendOf(source: StudySource, leftOut: number): Entry[] {
  const intervals = new Set(source.series.flatMap(({ interval }) => interval ?? []));
  const shared = intervals.size === 1 ? [...intervals][0] : undefined;
  const about = (series: StudySeriesSource): string => {
    const own = shared === undefined && series.interval !== undefined ? ` [${series.interval}]` : '';
    const from = series.source === undefined ? '' : `: ${series.source}`;
    return `${series.name}${series.origin === 'measured' ? '' : `, ${series.origin}${from}`}${own}`;
  };
  const remark = (text: string): Entry => ({
    text,
    key: undefined,
    draw: 'rule',
    origin: 'measured',
    index: 0,
  });
  return [
    ...source.series.flatMap((series, index) =>
      isLike(source, series)
        ? []
        : [{ key: series.key, draw: series.draw, origin: series.origin, index, text: about(series) }],
    ),
    ...source.rules.map((rule, i) => ({
      ...{ key: ruleKey(rule), draw: 'rule' as const, origin: rule.origin, index: source.series.length + i },
      text: rule.origin === 'measured' ? rule.name : `${rule.name}, ${rule.origin}`,
    })),
    ...(shared === undefined ? [] : [remark(`intervals: ${shared}`)]),
    ...[...likeOrigins(source)].map((origin) => remark(`dashed, in the same colour: ${origin}`)),
    ...(leftOut === 0 ? [] : [remark(`not drawn: ${leftOutWords(leftOut)}`)]),
  ];
}

/** Whether a series goes by the name of the one it is like. */
function isLike(source: StudySource, { like, key }: StudySeriesSource): boolean {
  return like !== undefined && like !== key && source.series.some((each) => each.key === like);
}

function likeOrigins(source: StudySource): Set<Origin> {
  const shown = source.series.filter((series) => isLike(source, series) && series.points.length > 0);
  return new Set(shown.flatMap(({ origin }) => (origin === 'measured' ? [] : [origin])));
}

function drawLegend(pen: Pen, rows: readonly (readonly (Entry & { readonly x: number })[])[]): string[] {
  return rows.flatMap((row, i) =>
    row.map(({ key, draw, origin, index, text, x }) => {
      const y = 8 + i * legendRowHeight;
      if (key === undefined) return pen.text('tick', text, { x, y: y + 4 });
      return element(
        'g',
        { 'data-key': key },
        ...drawSwatch(pen, { draw, origin }, index, x, y, swatchWidth),
        pen.text('tick', text, { x: x + legendTextStart, y: y + 4 }),
      );
    }),
  );
}

/** Names on the left axis leave room for the figure. */
function shortened(axis: Axis, isNames: boolean, width: number): Axis {
  if (!isNames) return axis;
  return {
    ...axis,
    ticks: axis.ticks.map((tick) => ({ ...tick, label: fitText(tick.label, labelFont, width) })),
  };
}

/** The room that turned names take below the axis; 0 where they stand level beside each other. */
function turnedHeight({ x }: StudySource, width: number): number {
  if (x.scale !== 'names' || x.names === undefined || x.names.length === 0) return 0;
  const widest = Math.max(...x.names.map((name) => textWidth(name, labelFont)));
  if (widest + 8 <= (width - 60) / x.names.length) return 0;
  return Math.min(mostTurned, widest * Math.sin((turn * Math.PI) / 180));
}

/** As `drawBottomAxis`, of names: all of them, turned where they would meet. */
function drawNames(pen: Pen, axis: Axis, area: PlotArea, title: string, turned: number): string[] {
  const y = area.bottom + 15;
  const length = turned / Math.sin((turn * Math.PI) / 180);
  return [
    pen.mark('path', 'axis', { d: `M${px(area.left)} ${px(area.bottom)}H${px(area.right)}` }),
    ...axis.ticks.map(({ value, label }) => {
      const x = axis.position(value);
      if (turned === 0) return pen.text('tick', label, { x, y, 'text-anchor': 'middle' });
      const transform = `rotate(${-turn} ${px(x)} ${px(y)})`;
      const text = fitText(label, labelFont, Math.min(length, (x - 4) / Math.cos((turn * Math.PI) / 180)));
      return pen.text('tick', text, { x, y, 'text-anchor': 'end', transform });
    }),
    pen.text('axis-title', title, {
      ...{ x: (area.left + area.right) / 2, y: area.bottom + 31 + turned, 'text-anchor': 'middle' },
    }),
  ];
}
