import { drawBottomAxis, drawLeftAxis, leftAxisWidth, px, type PlotArea } from './axes';
import type { FigureOptions } from './figure';
import { formatNumber } from './numbers';
import { dimensionAxis } from './phasePlot';
import { element, escapeXml, figure, innerSize, penFor, textWidth } from './svg';
import { linearAxis, logAxis } from './ticks';

/** One run: its dimension, and the best score it had. */
export interface ScoredRun {
  readonly dimension: number;
  readonly index: number;
  readonly score: number;
}

export interface ScoresOptions extends FigureOptions {
  readonly measure: 'accuracy' | 'loss';
  /** The score that counts as success, and the median of full training: lines across. */
  readonly target: number | null;
  readonly full: number | null;
}

const top = 24;
const foot = 42;
const labelFont = 11;
const labelHeight = 13;

/** The best score of every run against the dimension trained (logarithmic); losses are logarithmic too. */
export function scoresPlot(runs: readonly ScoredRun[], options: ScoresOptions): string {
  const { measure, target, full } = options;
  const pen = penFor(options.theme);
  const { width, height } = innerSize(options);
  const words = describeScores(runs, measure);
  if (runs.length === 0) {
    const note = pen.text('empty', 'No runs.', { x: width / 2, y: height / 2, 'text-anchor': 'middle' });
    return figure(options, words, [note]);
  }
  const lines = [
    { name: 'target', value: target },
    { name: 'full space', value: full },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const values = [...runs.map(({ score }) => score), ...lines.map(({ value }) => value)];
  const ends = [Math.min(...values), Math.max(...values)] as const;
  const isLog = measure === 'loss' && ends[0] > 0 && ends[1] / ends[0] > 20;
  const y = (isLog ? logAxis : linearAxis)(ends, [height - foot, top], 36);
  const room = Math.max(0, ...lines.map(({ name }) => textWidth(name, labelFont) + 6));
  const area: PlotArea = { left: leftAxisWidth(y), right: width - 14 - room, top, bottom: height - foot };
  const x = dimensionAxis(runs, area);
  return figure(options, words, [
    ...drawLeftAxis(pen, y, area),
    ...drawBottomAxis(pen, x, area, 'dimension of the subspace d (log scale)'),
    pen.text('axis-title', `best ${measure} of every run`, { x: 0, y: 12 }),
    ...lines.map(({ value }) =>
      pen.mark('path', 'reference', { d: `M${px(area.left)} ${px(y.position(value))}H${px(area.right)}` }),
    ),
    ...spread(lines.map(({ name, value }) => ({ name, at: y.position(value) }))).map(({ name, at }) =>
      pen.text('reference-name', name, { x: area.right + 6, y: at + 4 }),
    ),
    ...runs.map(({ dimension, index, score }) =>
      element(
        'g',
        { 'data-key': `d=${dimension}` },
        element(
          'title',
          {},
          escapeXml(`d = ${dimension}, run ${index + 1}: ${measure} ${formatNumber(score)}`),
        ),
        pen.mark('circle', 'point', { cx: x.position(dimension), cy: y.position(score), r: 3.5 }),
      ),
    ),
  ]);
}

/** Labels beside the figure, where no point can be; those that would touch are moved apart by as much as that takes. */
function spread<Label extends { readonly at: number }>(labels: readonly Label[]): Label[] {
  const sorted = labels.toSorted((a, b) => a.at - b.at);
  const [first, second] = sorted;
  if (first === undefined || second === undefined) return sorted;
  const lacking = Math.max(0, labelHeight - (second.at - first.at));
  return [
    { ...first, at: first.at - lacking / 2 },
    { ...second, at: second.at + lacking / 2 },
  ];
}

/** The figure in words. */
export function describeScores(runs: readonly ScoredRun[], measure: string): string {
  if (runs.length === 0) return 'No runs.';
  const dimensions = [...new Set(runs.map(({ dimension }) => dimension))];
  const said = dimensions.map((dimension) => {
    const scores = runs.filter((run) => run.dimension === dimension).map(({ score }) => score);
    return `d = ${dimension}: ${formatNumber(Math.min(...scores))} to ${formatNumber(Math.max(...scores))}`;
  });
  return `Best ${measure} of every run by dimension. ${said.join('; ')}.`;
}
