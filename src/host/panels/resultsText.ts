import type { DimensionResult } from '../../experiments/result';
import { boundFigure } from '../../plots/boundFigures';
import { estimatorName } from '../../plots/estimatorNames';
import { forestPlot, forestPlotHeight } from '../../plots/forestPlot';
import { formatLevel, formatUncertain } from '../../plots/numbers';
import { scalePlot } from '../../plots/scalePlot';
import type { PlotId, ResultsSnapshot } from '../../protocol/resultsPanel';
import { successRows } from './boundsText';

type Result = NonNullable<ResultsSnapshot['result']>;

/** The estimates as a Markdown table, with the line that says where they come from. */
export function estimatesMarkdown({ runId, experimentId, result, provenance }: Result): string {
  const rows = result.estimates.map((estimate) => {
    const { value, interval } = formatUncertain(estimate);
    return [
      estimatorName(estimate.estimator),
      estimate.variant,
      value,
      `${interval} (${formatLevel(estimate.level)})`,
      estimate.intervalMethod,
    ];
  });
  const table = [
    ['Estimator', 'Variant', 'Dimension', 'Interval', 'Interval from'],
    ['---', '---', '---:', '---', '---'],
    ...rows,
  ].map((cells) => `| ${cells.map(markdownCell).join(' | ')} |`);
  const about =
    result.kind === 'gordon-bound'
      ? `${result.spectrum.name}, ${result.spectrum.dimension} parameters`
      : `${result.data.path}, ${result.data.n} × ${result.data.features}`;
  const source = `${experimentId}: ${about}, seed ${provenance.seed}, run ${runId}`;
  return `${table.join('\n')}\n\n${source}\n`;
}

/** The estimates, one a line, numbers in full. RFC 4180, with `\r\n`. */
export function estimatesCsv({ result }: Result): string {
  return csv([
    ['key', 'estimator', 'variant', 'dimension', 'low', 'high', 'level', 'interval_method'],
    ...result.estimates.map((estimate) => [
      estimate.key,
      estimate.estimator,
      estimate.variant,
      estimate.dimension,
      ...estimate.interval,
      estimate.level,
      estimate.intervalMethod,
    ]),
  ]);
}

/** The dimension against scale, one neighbourhood size a line, numbers in full. */
export function scaleCsv(result: DimensionResult): string {
  return csv([
    ['n1', 'n2', 'scale', 'dimension', 'low', 'high'],
    ...result.scale.map((point) => [point.n1, point.n2, point.scale, point.dimension, ...point.interval]),
  ]);
}

const width = 760;

/** What an export writes: a figure with its own colours, or the numbers behind it. */
export function exportText(result: Result, plot: PlotId, format: 'svg' | 'csv'): string {
  if (result.result.kind === 'gordon-bound') {
    if (format === 'csv')
      return plot === 'estimates' ? estimatesCsv(result) : csv(successRows(result.result));
    return boundFigure(plot === 'estimates' ? plot : 'success', result.result, result.experimentId, {
      width,
      theme: 'standalone',
    });
  }
  const { estimates, scale, data } = result.result;
  if (format === 'csv') return plot === 'estimates' ? estimatesCsv(result) : scaleCsv(result.result);
  if (plot === 'scale') {
    const title = `${result.experimentId}: intrinsic dimension against scale`;
    return scalePlot(scale, { width, height: 380, theme: 'standalone', title });
  }
  return forestPlot(estimates, {
    width,
    height: forestPlotHeight(estimates.length, width),
    theme: 'standalone',
    title: `${result.experimentId}: estimates of the intrinsic dimension`,
    features: data.features,
  });
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ');
}

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
