import { relativePath } from '../base/paths';
import type { RunResult } from '../experiments/run';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { formatDimension, formatInterval } from './formatEstimate';

/** A result on lines of its own: a table, the run's picture, and where the numbers come from. */
export function formatResultBlock(
  estimates: readonly DimensionEstimate[],
  result: RunResult,
  notePath: string,
): string {
  return [table(estimates), picture(result, notePath), provenance(result)].join('\n\n');
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

function picture({ runId, result }: RunResult, notePath: string): string {
  const isScale = result.scale.length > 0;
  const plot = isScale ? 'scale' : 'estimates';
  const target = `.marginalia/runs/${runId}/plots/${plot}.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  const shows = isScale ? 'Dimension against scale' : 'Intrinsic dimension';
  return `![${shows} of ${linkText(result.data.path)}](${link})`;
}

function provenance({ provenance: { seed, backend, startedAt }, result: { data } }: RunResult): string {
  const points = `${data.n} points in ${data.features} dimensions`;
  const duplicates = data.duplicates > 0 ? `, ${data.duplicates} of them duplicates` : '';
  return `*${inlineText(data.path)}: ${points}${duplicates}; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}

function percent(level: number): string {
  return `${Number((level * 100).toPrecision(4))} %`;
}

function cell(text: string): string {
  return text.replace(/[|\r\n]/g, (character) => (character === '|' ? '\\|' : ' '));
}

function linkText(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

/** Marks that would start or end emphasis, code or a comment are written out. */
function inlineText(text: string): string {
  return text.replace(/[\\*_`<]/g, '\\$&');
}
