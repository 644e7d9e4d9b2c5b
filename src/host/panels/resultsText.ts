import { estimatorName } from '../../plots/estimatorNames';
import { formatLevel, formatUncertain } from '../../plots/numbers';
import { resultFigure } from '../../plots/resultFigures';
import type { PlotId, ResultsSnapshot } from '../../protocol/resultsPanel';

type Result = NonNullable<ResultsSnapshot['result']>;

/** The estimates as a Markdown table, with the line that says where they come from. */
export function estimatesMarkdown({ runId, experimentId, result, provenance }: Result): string {
  const { consensus } = result;
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
  if (consensus) {
    const { value, interval } = formatUncertain(consensus);
    const bound = consensus.reading === 'at-least' ? '≥ ' : '';
    const level = formatLevel(consensus.level);
    rows.push(['Consensus', consensus.from.join(', '), bound + value, `${interval} (${level})`, 'pooled']);
  }
  const table = [
    ['Estimator', 'Variant', 'Dimension', 'Interval', 'Interval from'],
    ['---', '---', '---:', '---', '---'],
    ...rows,
  ].map((cells) => `| ${cells.map(markdownCell).join(' | ')} |`);
  const source = `${experimentId}: ${result.data.path}, ${result.data.n} × ${result.data.features}, seed ${provenance.seed}, run ${runId}`;
  return `${table.join('\n')}\n\n${source}\n`;
}

/**
 * A figure with its own colours, as SVG; undefined where the result has nothing to show in it.
 *
 * @param of the estimator, where the figure shows one at a time.
 */
export function exportSvg(
  { experimentId, result }: Result,
  plot: PlotId,
  of: string | undefined,
): string | undefined {
  const figure = resultFigure(plot, result, of);
  if (figure === undefined) return undefined;
  const width = 760;
  const theme = 'standalone';
  const title = `${experimentId}: ${figure.title}`;
  return figure.draw({ width, height: figure.height(width, theme), theme, title });
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ');
}
