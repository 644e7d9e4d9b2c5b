import { relativePath } from '../base/paths';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { formatDimension, formatInterval } from './formatEstimate';
import { cell, inlineText, linkText } from './markdownText';

/** A result on lines of its own: a table, the run's picture, and where the numbers come from. */
export function formatResultBlock(
  estimates: readonly DimensionEstimate[],
  result: DimensionResult,
  run: RunResult,
  notePath: string,
): string {
  return [table(estimates), picture(result, run, notePath), provenance(result, run)].join('\n\n');
}

function table(estimates: readonly DimensionEstimate[]): string {
  const levels = new Set(estimates.map(({ level }) => percent(level)));
  const [level] = levels.size === 1 ? levels : [''];
  const rows = estimates.map((estimate) => [
    estimate.key,
    formatDimension(estimate),
    formatInterval(estimate) + (levels.size === 1 ? '' : ` (${percent(estimate.level)})`),
    estimate.intervalMethod,
  ]);
  return [
    ['Estimator', 'Dimension', level === '' ? 'Interval' : `${level} interval`, 'Interval by'],
    ['---', '---:', '---:', '---'],
    ...rows,
  ]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function picture(result: DimensionResult, { runId }: RunResult, notePath: string): string {
  const isScale = result.scale.length > 0;
  const plot = isScale ? 'scale' : 'estimates';
  const target = `.marginalia/runs/${runId}/plots/${plot}.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  const shows = isScale ? 'Dimension against scale' : 'Intrinsic dimension';
  return `![${shows} of ${linkText(result.data.path)}](${link})`;
}

function provenance({ data }: DimensionResult, run: RunResult): string {
  const { seed, backend, startedAt } = run.provenance;
  const points = `${data.n} points in ${data.features} dimensions`;
  const duplicates = data.duplicates > 0 ? `, ${data.duplicates} of them duplicates` : '';
  return `*${inlineText(data.path)}: ${points}${duplicates}; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}

function percent(level: number): string {
  return `${Number((level * 100).toPrecision(4))} %`;
}
