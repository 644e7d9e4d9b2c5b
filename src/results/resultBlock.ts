import { relativePath } from '../base/paths';
import type { ExperimentResult } from '../experiments/result';
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
  const { plot, text } = pictureOf(result);
  const target = `.marginalia/runs/${runId}/plots/${plot}.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  return `![${linkText(text)}](${link})`;
}

/** Which of the run's plots stands for the result, and what it shows. */
function pictureOf(result: ExperimentResult): { plot: string; text: string } {
  if (result.kind === 'gordon-bound') {
    return { plot: 'success', text: `Success of random subspaces, ${result.spectrum.name}` };
  }
  return result.scale.length > 0
    ? { plot: 'scale', text: `Dimension against scale of ${result.data.path}` }
    : { plot: 'estimates', text: `Intrinsic dimension of ${result.data.path}` };
}

function provenance({ provenance: { seed, backend, startedAt }, result }: RunResult): string {
  return `*${aboutInput(result)}; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}

/** What was measured, in one clause. */
function aboutInput(result: ExperimentResult): string {
  if (result.kind === 'gordon-bound') {
    const { name, dimension } = result.spectrum;
    return `Quadratic well, ${inlineText(name)}: ${dimension} parameters`;
  }
  const { data } = result;
  const points = `${data.n} points in ${data.features} dimensions`;
  const duplicates = data.duplicates > 0 ? `, ${data.duplicates} of them duplicates` : '';
  return `${inlineText(data.path)}: ${points}${duplicates}`;
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
