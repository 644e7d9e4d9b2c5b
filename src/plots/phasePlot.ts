import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { drawLineLegend, layLegend, legendRowHeight } from './legend';
import { element, escapeXml, figure, innerSize, penFor, type Pen, type Role } from './svg';
import { linearAxis, logAxis, type Axis } from './ticks';

/** How the runs of one dimension went. */
export interface PhaseRow {
  readonly dimension: number;
  readonly runs: number;
  readonly successes: number;
  /** Of the success probability. */
  readonly interval: readonly [number, number];
}

/** Dimensions close to each other, which share a point and its interval. */
export interface PhaseGroup {
  readonly counts: readonly PhaseRow[];
  /** Where the point stands: a dimension between theirs. */
  readonly at: number;
  readonly runs: number;
  readonly successes: number;
  readonly interval: readonly [number, number];
}

/** Where success crosses one half; ends are null where they are not known. */
export interface PhaseThreshold {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of the log-odds against ln d; null for a step, or for no curve where there is no estimate. */
  readonly slope: number | null;
  /** In words: `26 (18–41)`. */
  readonly text: string;
}

/** A threshold that a formula predicts: a line across, and its interval. */
export interface PhasePrediction {
  /** Of its mark and its row in the table. */
  readonly key: string;
  readonly role: Role;
  readonly name: string;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  /** In words: `12.9 ± 1.5`. */
  readonly text: string;
}

const heading = 46;
const foot = 42;
const curvePoints = 120;
/** A logarithmic axis has no place for 0: what is predicted below this is told in words alone. */
const leastShown = 0.5;

/**
 * The share of runs that succeed against the dimension trained (logarithmic): a point and its interval a dimension, or a
 * group of near ones, whose own shares are dots; the fitted curve, and the threshold with its interval as a band.
 */
export function phasePlot(
  groups: readonly PhaseGroup[],
  threshold: PhaseThreshold,
  predictions: readonly PhasePrediction[],
  options: FigureOptions,
): string {
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const rows = groups.flatMap(({ counts }) => counts);
  const words = describePhase(rows, threshold, predictions);
  if (rows.length === 0) {
    const note = pen.text('empty', 'No runs.', { x: width / 2, y: height / 2, 'text-anchor': 'middle' });
    return figure(options, words, [note]);
  }
  const legend = layLegend(predictions.map(legendEntry), width);
  const legendHeight = heightOf(predictions, legend.length);
  const top = heading + legendHeight;
  const y = linearAxis([0, 1], [height - foot, top], 36);
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14, top, bottom: height - foot };
  const shown = predictions.filter(({ value }) => value >= leastShown);
  const x = dimensionAxis([...rows, ...shown.map(({ value }) => ({ dimension: value }))], area);
  return figure(options, words, [
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(pen, x, area, 'dimension of the subspace d (log scale)'),
    ...drawLineLegend(pen, legend),
    pen.text('axis-title', 'share of runs that reach the target', { x: 0, y: 12 + legendHeight }),
    ...drawThreshold(pen, threshold, x, area),
    ...shown.map((prediction, i) => drawPrediction(pen, prediction, i, x, area)),
    ...drawCurve(pen, threshold, x, y),
    ...groups.filter(({ counts }) => counts.length > 1).map((group) => drawGroup(pen, group, x, y)),
    ...groups.flatMap(({ counts }) =>
      counts.map((row, i) =>
        counts.length === 1 ? drawRow(pen, row, x, y, area) : drawMember(pen, counts, i, x, y, area),
      ),
    ),
  ]);
}

/** The room that the names of predictions take, on top of that of a figure without them. */
export function predictionsHeight(predictions: readonly PhasePrediction[], width: number): number {
  return heightOf(predictions, layLegend(predictions.map(legendEntry), width).length);
}

function heightOf(predictions: readonly PhasePrediction[], rows: number): number {
  return predictions.length === 0 ? 0 : rows * legendRowHeight + 4;
}

/** The figure in words: what the table beside it also holds. */
export function describePhase(
  rows: readonly PhaseRow[],
  threshold: PhaseThreshold,
  predictions: readonly PhasePrediction[] = [],
): string {
  if (rows.length === 0) return 'No runs.';
  const counts = rows.map((row) => `d = ${row.dimension}: ${row.successes} of ${row.runs}`).join('; ');
  const predicted = predictions.map(({ name, text }) => `${name}: ${text}`).join('; ');
  const beside = predicted === '' ? '' : ` Predicted, ${predicted}.`;
  return `Runs that reach the target by dimension. ${counts}. Threshold training dimension: ${threshold.text}.${beside}`;
}

/** A logarithmic axis over the dimensions of the rows. */
export function dimensionAxis(rows: readonly { readonly dimension: number }[], area: PlotArea): Axis {
  const dimensions = rows.map((row) => row.dimension);
  const inset = Math.min(18, (area.right - area.left) * 0.06);
  return logAxis(
    [Math.min(...dimensions), Math.max(...dimensions)],
    [area.left + inset, area.right - inset],
    60,
  );
}

function drawThreshold(
  pen: Pen,
  { estimate, low, high, text }: PhaseThreshold,
  x: Axis,
  area: PlotArea,
): string[] {
  const isBounded = low !== null || high !== null;
  const from = low === null ? area.left : x.position(low);
  const to = high === null ? area.right : x.position(high);
  const at = estimate === null ? undefined : x.position(estimate);
  return [
    ...(isBounded
      ? [
          pen.mark('rect', 'band', {
            x: from,
            y: area.top,
            width: Math.max(1, to - from),
            height: area.bottom - area.top,
          }),
        ]
      : []),
    ...(at === undefined
      ? []
      : [pen.mark('path', 'reference', { d: `M${px(at)} ${px(area.top)}V${px(area.bottom)}` })]),
    pen.text('reference-name', `threshold ${text}`, {
      x: Math.min(Math.max(at ?? (from + to) / 2, area.left + 70), area.right - 70),
      y: area.top - 9,
      'text-anchor': 'middle',
    }),
  ];
}

function legendEntry(prediction: PhasePrediction): PhasePrediction {
  const { name, text, value } = prediction;
  const place = value >= leastShown || text.startsWith('0') || text === 'vacuous' ? '' : ', not drawn';
  return { ...prediction, text: `${name}, predicted: ${text}${place}` };
}

/** A line across, its interval near the top, a step below that of the prediction before it. */
function drawPrediction(
  pen: Pen,
  { key, role, name, value, interval, text }: PhasePrediction,
  i: number,
  x: Axis,
  area: PlotArea,
): string {
  const level = area.top + 8 + 7 * i;
  const [low, high] = (interval ?? [value, value]).map((end) =>
    Math.min(area.right, Math.max(area.left, x.position(Math.max(end, leastShown)))),
  );
  return element(
    'g',
    { 'data-key': key },
    element('title', {}, escapeXml(`${name}, predicted: ${text}`)),
    pen.mark('path', role, { d: `M${px(x.position(value))} ${px(area.top)}V${px(area.bottom)}` }),
    interval === null || interval[0] === interval[1]
      ? ''
      : pen.mark('path', role, {
          d: `M${px(low ?? 0)} ${px(level - 3)}v6M${px(low ?? 0)} ${px(level)}H${px(high ?? 0)}M${px(high ?? 0)} ${px(level - 3)}v6`,
        }),
  );
}

function drawCurve(pen: Pen, { estimate, slope }: PhaseThreshold, x: Axis, y: Axis): string[] {
  if (estimate === null || slope === null) return [];
  const [low, high] = x.domain;
  const points = Array.from({ length: curvePoints + 1 }, (_, i) => {
    const d = low * (high / low) ** (i / curvePoints);
    const share = 1 / (1 + (d / estimate) ** -slope);
    return `${px(x.position(d))} ${px(y.position(share))}`;
  });
  return [pen.mark('path', 'line', { d: `M${points.join('L')}` })];
}

function drawRow(pen: Pen, row: PhaseRow, x: Axis, y: Axis, { top, bottom }: PlotArea): string {
  const cx = x.position(row.dimension);
  return element(
    'g',
    { 'data-key': `d=${row.dimension}` },
    element('title', {}, escapeXml(`d = ${row.dimension}: ${countWords(row)}`)),
    pen.mark('rect', 'hit', { x: cx - 9, y: top, width: 18, height: Math.max(1, bottom - top) }),
    ...drawShare(pen, row, cx, y),
  );
}

/** The point of several dimensions, with the interval of their runs together. */
function drawGroup(pen: Pen, group: PhaseGroup, x: Axis, y: Axis): string {
  const [first, last] = [group.counts[0]?.dimension, group.counts.at(-1)?.dimension];
  const words = `d = ${first} to ${last}: ${countWords(group)}`;
  const marks = drawShare(pen, group, x.position(group.at), y);
  return element('g', {}, element('title', {}, escapeXml(words)), ...marks);
}

/** A dimension that shares its group's point: a dot at its own share, and the strip of the figure that picks it. */
function drawMember(
  pen: Pen,
  counts: readonly PhaseRow[],
  i: number,
  x: Axis,
  y: Axis,
  { top, bottom }: PlotArea,
): string {
  const row = counts[i];
  if (row === undefined) return '';
  const cx = x.position(row.dimension);
  const edge = (other: PhaseRow | undefined, side: -1 | 1): number =>
    other === undefined ? cx + 9 * side : (cx + x.position(other.dimension)) / 2;
  const [from, to] = [edge(counts[i - 1], -1), edge(counts[i + 1], 1)];
  const height = Math.max(1, bottom - top);
  return element(
    'g',
    { 'data-key': `d=${row.dimension}` },
    element('title', {}, escapeXml(`d = ${row.dimension}: ${row.successes} of ${row.runs} runs succeed`)),
    pen.mark('rect', 'hit', { x: from, y: top, width: Math.max(1, to - from), height }),
    pen.mark('circle', 'dot', { cx, cy: y.position(row.successes / row.runs), r: 2 }),
  );
}

type Share = Pick<PhaseRow, 'runs' | 'successes' | 'interval'>;

function drawShare(pen: Pen, { runs, successes, interval }: Share, cx: number, y: Axis): string[] {
  const [low, high] = interval.map((end) => y.position(end));
  return [
    pen.mark('path', 'interval', { d: `M${px(cx)} ${px(low ?? 0)}V${px(high ?? 0)}` }),
    pen.mark('circle', 'point', { cx, cy: y.position(successes / runs), r: 4 }),
  ];
}

function countWords({ runs, successes, interval }: Share): string {
  return `${successes} of ${runs} runs succeed, interval ${interval.map((end) => end.toFixed(2)).join(' – ')}`;
}
