import { estimatorName } from '../../plots/estimatorNames';
import { formatLevel, formatUncertain } from '../../plots/numbers';
import type { DimensionResult } from '../../experiments/result';
import type { RunResult } from '../../experiments/run';

/**
 * The estimates as a Markdown table, with the line that says where they come from.
 *
 * @param about what they are of, in one clause.
 */
export function estimatesMarkdown(
  { runId, experimentId, provenance }: Pick<RunResult, 'runId' | 'experimentId' | 'provenance'>,
  { estimates, consensus }: Pick<DimensionResult, 'estimates' | 'consensus'>,
  about: string,
): string {
  const rows = estimates.map((estimate) => {
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
  const source = `${experimentId}: ${about}, seed ${provenance.seed}, run ${runId}`;
  return `${table.join('\n')}\n\n${source}\n`;
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ');
}
