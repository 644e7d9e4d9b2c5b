import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { drawLineLegend, layLegend, legendRowHeight } from './legend';
import { fixed, formatLevel, formatNumber, formatUncertain } from './numbers';
import { element, escapeXml, figure, innerSize, penFor, type Pen, type Role } from './svg';
import { linearAxis, type Axis } from './ticks';

/** What is known of one well: measured, and predicted three ways. `WellBounds` of the science has all of it. */
export interface SuccessPlotWell {
  readonly distance: number;
  readonly level: number;
  /** D. */
  readonly dimension: number;
  readonly threshold: number;
  readonly interval: readonly [number, number];
  readonly confidence: number;
  /** Success against d, where it changes. */
  readonly curve: readonly {
    readonly d: number;
    readonly success: number;
    readonly interval: readonly [number, number];
  }[];
  readonly predicted: readonly { readonly d: number; readonly success: number }[];
  /** D − δ with its interval. */
  readonly sharp: { readonly dimension: number; readonly interval: readonly [number, number] };
  readonly kinematic: readonly [number, number];
  readonly published: number;
  readonly gordon: { readonly threshold: number; readonly vacuous: boolean };
}

const foot = 42;
/** Room for a well's name, where there are several. */
const heading = 22;

interface Entry {
  readonly key: 'threshold' | 'sharp' | 'published' | 'gordon';
  readonly role: Role;
  readonly text: string;
}

/** The height at which that many wells, one above the other, have room at this width: pass it as `height`. */
export function successPlotHeight(
  wells: number,
  width: number,
  theme: FigureOptions['theme'] = 'standalone',
): number {
  const inner = innerSize({ width, height: 0, theme, title: '' });
  const each = Math.round(Math.min(340, Math.max(250, inner.width * 0.55))) + (wells > 1 ? heading : 0);
  return Math.max(1, wells) * each - inner.height;
}

/**
 * The probability that a random subspace of dimension d reaches the level: as measured with its binomial interval as a band,
 * as the statistical dimension predicts it, and the thresholds of the other two as lines. Below the curve, the range outside
 * of which the kinematic formula is certain. Several wells stand one above the other.
 */
export function successPlot(wells: readonly SuccessPlotWell[], options: FigureOptions): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const each = height / Math.max(1, wells.length);
  const marks = wells.map((well, i) => {
    const title = wells.length > 1 ? heading : 0;
    return element(
      'g',
      { transform: `translate(0 ${px(i * each)})` },
      title > 0 ? pen.text('name', wellName(well), { x: 0, y: 12 }) : '',
      element('g', { transform: `translate(0 ${title})` }, ...drawWell(pen, well, width, each - title)),
    );
  });
  return figure(options, wells.map(describeSuccess).join(' '), marks);
}

/** `R = 3, ε = 0.01`. */
export function wellName({ distance, level }: Pick<SuccessPlotWell, 'distance' | 'level'>): string {
  return `R = ${formatNumber(distance)}, ε = ${formatNumber(level)}`;
}

function drawWell(pen: Pen, well: SuccessPlotWell, width: number, height: number): string[] {
  const entries = legend(well);
  const rows = layLegend(entries, width);
  const top = rows.length * legendRowHeight + 30;
  const bottom = height - foot;
  const y = linearAxis([0, 1], [bottom, top], 44);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14, top, bottom };
  const x = linearAxis(domain(well), [area.left + 6, area.right - 6], 64);
  return [
    ...drawLineLegend(pen, rows),
    ...drawLeftAxis(pen, y, area),
    pen.text('axis-title', 'share of random subspaces that reach ε', { x: 0, y: top - 12 }),
    ...drawBottomAxis(pen, x, area, 'dimension d of the random subspace'),
    group('sharp', describeEntry(entries, 'sharp'), drawSharp(pen, well, x, y, area)),
    group('published', describeEntry(entries, 'published'), [
      vertical(pen, 'bound-published', x.position(well.published), area),
    ]),
    ...(well.gordon.vacuous
      ? []
      : [
          group('gordon', describeEntry(entries, 'gordon'), [
            vertical(pen, 'bound-gordon', x.position(well.gordon.threshold), area),
          ]),
        ]),
    group('threshold', describeEntry(entries, 'threshold'), drawMeasured(pen, well, x, y)),
  ];
}

/** The figure in words: what the table beside it also holds. */
export function describeSuccess(well: SuccessPlotWell): string {
  const { value, interval } = formatUncertain({ dimension: well.threshold, interval: well.interval });
  const sharp = formatUncertain(well.sharp);
  const gordon = well.gordon.vacuous
    ? 'Gordon’s bound is vacuous.'
    : `Gordon’s bound: at least ${formatNumber(well.gordon.threshold)}.`;
  return (
    `Success of random subspaces in a well of ${well.dimension} parameters at distance ${formatNumber(well.distance)}, ` +
    `level ${formatNumber(well.level)}. It crosses one half at d = ${value} (${formatLevel(well.confidence)} interval ${interval}). ` +
    `The statistical dimension predicts ${sharp.value}${certainty(well.kinematic, well.dimension)}; ` +
    `the published formula ${formatNumber(well.published, 4)}. ${gordon}`
  );
}

function legend(well: SuccessPlotWell): Entry[] {
  const { value, interval } = formatUncertain({ dimension: well.threshold, interval: well.interval });
  return [
    { key: 'threshold', role: 'line', text: `measured ${value} [${interval}]` },
    {
      key: 'sharp',
      role: 'bound-sharp',
      text: `sharp D − δ ${formatUncertain(well.sharp).value}${certainty(well.kinematic, well.dimension)}`,
    },
    { key: 'published', role: 'bound-published', text: `published ${fixed(well.published, 1)}` },
    {
      key: 'gordon',
      role: 'bound-gordon',
      text: well.gordon.vacuous ? 'Gordon: vacuous' : `Gordon ≥ ${well.gordon.threshold}`,
    },
  ];
}

/** What the bar at the foot of the figure stands for. */
function certainty([low, high]: readonly [number, number], size: number): string {
  const ends = [...(low > 0 ? [`below ${low}`] : []), ...(high < size ? [`above ${high}`] : [])];
  return ends.length === 0 ? '' : `, certain ${ends.join(' and ')}`;
}

/** All marks, with some room; from 0 where that costs little. */
function domain(well: SuccessPlotWell): [number, number] {
  const marks = [
    ...well.curve.map(({ d }) => d),
    ...well.interval,
    ...well.sharp.interval,
    well.published,
    ...(well.gordon.vacuous ? [] : [well.gordon.threshold]),
  ];
  const low = Math.min(...marks);
  const high = Math.max(...marks);
  const room = Math.max(1, 0.04 * (high - low));
  return [
    low - room < 0.4 * high ? 0 : Math.floor(low - room),
    Math.min(well.dimension, Math.ceil(high + room)),
  ];
}

function drawMeasured(pen: Pen, well: SuccessPlotWell, x: Axis, y: Axis): string[] {
  const { curve, threshold, interval } = well;
  const [low, high] = x.domain;
  // Beyond the ends of the curve success is what it is there.
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) return [];
  const points = [
    ...(first.d > low ? [{ ...first, d: low }] : []),
    ...curve,
    ...(last.d < high ? [{ ...last, d: high }] : []),
  ];
  const at = (d: number, value: number): string => `${px(x.position(d))} ${px(y.position(value))}`;
  const band = [
    ...points.map((point) => at(point.d, point.interval[1])),
    ...points.toReversed().map((point) => at(point.d, point.interval[0])),
  ];
  const half = px(y.position(0.5));
  return [
    pen.mark('path', 'band', { d: `M${band.join('L')}Z` }),
    pen.mark('path', 'line', { d: `M${points.map((point) => at(point.d, point.success)).join('L')}` }),
    pen.mark('path', 'interval', {
      d: `M${px(x.position(interval[0]))} ${half}H${px(x.position(interval[1]))}`,
    }),
    pen.mark('circle', 'point', { cx: x.position(threshold), cy: y.position(0.5), r: 4 }),
  ];
}

/** The predicted curve, the line of D − δ, and the range of certainty along the foot, open where it leaves the axis. */
function drawSharp(pen: Pen, well: SuccessPlotWell, x: Axis, y: Axis, area: PlotArea): string[] {
  const path = well.predicted.map(({ d, success }) => `${px(x.position(d))} ${px(y.position(success))}`);
  const [low, high] = well.kinematic;
  const [from, to] = [x.position(low), x.position(high)];
  const foot = area.bottom - 7;
  const cap = (at: number, inside: boolean): string => (inside ? `M${px(at)} ${px(foot - 4)}v8` : '');
  return [
    pen.mark('path', 'bound-sharp', { d: `M${path.join('L')}` }),
    pen.mark('path', 'bound-sharp', {
      d: `M${px(x.position(well.sharp.dimension))} ${px(area.top)}V${px(area.bottom)}`,
      'stroke-width': 1,
    }),
    pen.mark('path', 'bound-sharp', {
      d: `M${px(from)} ${px(foot)}H${px(to)}${cap(from, low >= x.domain[0])}${cap(to, high <= x.domain[1])}`,
      'stroke-width': 1,
    }),
  ];
}

function vertical(pen: Pen, role: Role, x: number, area: PlotArea): string {
  return pen.mark('path', role, { d: `M${px(x)} ${px(area.top)}V${px(area.bottom)}` });
}

function describeEntry(entries: readonly Entry[], key: Entry['key']): string {
  return entries.find((entry) => entry.key === key)?.text ?? '';
}

function group(key: Entry['key'], words: string, marks: readonly string[]): string {
  return element('g', { 'data-key': key }, element('title', {}, escapeXml(words)), ...marks);
}
