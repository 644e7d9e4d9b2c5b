import { relativePath } from '../base/paths';
import type { RunResult } from '../experiments/run';
import type { Consensus } from '../science/analysis/consensus';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { formatDimension, formatInterval } from './formatEstimate';

/** A result on lines of its own: a table, the run's picture, and where the numbers come from. */
export function formatResultBlock(
  estimates: readonly DimensionEstimate[],
  result: RunResult,
  notePath: string,
): string {
  const whole = estimates.length === result.result.estimates.length;
  return [
    table(estimates, whole ? result.result.consensus : undefined),
    picture(result, notePath),
    provenance(result),
  ].join('\n\n');
}

/** A result's numbers alone: the table of its estimates and their consensus, and where they come from. */
export function formatResultTable(result: RunResult): string {
  return [table(result.result.estimates, result.result.consensus), provenance(result)].join('\n\n');
}

function table(estimates: readonly DimensionEstimate[], consensus: Consensus | undefined): string {
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
    ...(consensus ? [consensusRow(consensus)] : []),
  ]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function consensusRow(consensus: Consensus): string[] {
  const atLeast = consensus.reading === 'at-least' ? '≥ ' : '';
  return [
    '**consensus**',
    atLeast + formatDimension(consensus),
    formatInterval(consensus),
    `pooled from ${consensus.from.join(', ')}`,
  ];
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
export function inlineText(text: string): string {
  return text.replace(/[\\*_`<]/g, '\\$&');
}
