import { relativePath } from '../base/paths';
import { percent } from '../base/words';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import { workText } from './workText';
import type { Consensus } from '../science/analysis/consensus';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { formatDimension, formatInterval } from './formatEstimate';
import { cell, inlineText, linkText } from './markdownText';

/** A result on lines of its own: a table, the run's picture, and where the numbers come from. */
export function formatResultBlock(
  estimates: readonly DimensionEstimate[],
  dimension: DimensionResult,
  run: RunResult,
  notePath: string,
): string {
  const { data, scale, consensus } = dimension;
  const whole = estimates.length === dimension.estimates.length;
  const isScale = scale.length > 0;
  const shows = `${isScale ? 'Dimension against scale' : 'Intrinsic dimension'} of ${data.path}`;
  return [
    estimateTable(estimates, whole ? consensus : undefined),
    pictureLink(run, notePath, isScale ? 'scale' : 'estimates', shows),
    provenanceLine(run, data.path, describePoints(data)),
  ].join('\n\n');
}

/** A result's numbers alone: the table of its estimates and their consensus, and where they come from. */
export function formatResultTable({ data, estimates, consensus }: DimensionResult, run: RunResult): string {
  return [estimateTable(estimates, consensus), provenanceLine(run, data.path, describePoints(data))].join(
    '\n\n',
  );
}

function describePoints({ n, features, duplicates }: DimensionResult['data']): string {
  return `${n} points in ${features} dimensions${duplicates > 0 ? `, ${duplicates} of them duplicates` : ''}`;
}

/** A row an estimate, the consensus last. */
export function estimateTable(
  estimates: readonly DimensionEstimate[],
  consensus: Consensus | undefined,
): string {
  const levels = new Set(estimates.map(({ level }) => percent(level, 4)));
  const [level] = levels.size === 1 ? levels : [''];
  const rows = estimates.map((estimate) => [
    estimate.key,
    formatDimension(estimate),
    formatInterval(estimate) + (levels.size === 1 ? '' : ` (${percent(estimate.level, 4)})`),
    estimate.intervalMethod,
  ]);
  return markdownTable([
    ['Estimator', 'Dimension', level === '' ? 'Interval' : `${level} interval`, 'Interval by'],
    ['---', '---:', '---:', '---'],
    ...rows,
    ...(consensus ? [consensusRow(consensus)] : []),
  ]);
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

/** @param rows the head, the alignments, and what follows them. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

/** The run's picture as a link from the note. */
export function pictureLink({ runId }: RunResult, notePath: string, plot: string, shows: string): string {
  const target = `.marginalia/runs/${runId}/plots/${plot}.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  return `![${linkText(shows)}](${link})`;
}

/** Where the numbers come from, in one line. @param what the data are. */
export function provenanceLine({ provenance, soFar }: RunResult, path: string, what: string): string {
  const { seed, backend, startedAt } = provenance;
  const unfinished = soFar === undefined ? '' : `unfinished, ${workText(soFar)}; `;
  return `*${unfinished}${inlineText(path)}: ${what}; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}
