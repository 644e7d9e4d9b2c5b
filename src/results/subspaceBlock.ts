import { relativePath } from '../base/paths';
import type { RunResult } from '../experiments/run';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { describeBudget, fullText, scoreText, thresholdText } from './subspaceText';
import { cell, inlineText, linkText } from './markdownText';

/** A result of subspace training on lines of its own: the threshold, a table, the diagram, where it comes from. */
export function formatSubspaceBlock(result: SubspaceResult, run: RunResult, notePath: string): string {
  return [
    `**Threshold training dimension: ${thresholdText(result.threshold)}** (${result.target.text}; full space: ${fullText(result)})`,
    table(result),
    picture(result, run, notePath),
    provenance(result, run),
  ].join('\n\n');
}

/** One row a dimension, full space last; Markdown. */
export function table({ dimensions, full, target, model }: SubspaceResult): string {
  const rows = [
    ...dimensions.map((row) => ({ name: String(row.dimension), row })),
    ...(full === null ? [] : [{ name: `${model.parameters} (full)`, row: full }]),
  ].map(({ name, row }) => [
    name,
    `${row.successes} of ${row.runs}`,
    row.interval.map((end) => end.toFixed(2)).join('–'),
    row.median === null ? '–' : scoreText(row.median),
  ]);
  return [
    ['d', 'Successes', '95 % interval (Wilson)', `Median ${target.measure}`],
    ['---:', '---:', '---', '---:'],
    ...rows,
  ]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}

function picture({ data }: SubspaceResult, { runId }: RunResult, notePath: string): string {
  const target = `.marginalia/runs/${runId}/plots/phase.svg`;
  const link = relativePath(notePath, target).split('/').map(encodeURIComponent).join('/');
  return `![Success against the dimension trained, ${linkText(data.path)}](${link})`;
}

function provenance({ data, model, budget, planned, runs }: SubspaceResult, run: RunResult): string {
  const { seed, backend, startedAt } = run.provenance;
  const partial = runs.length < planned ? `cancelled after ${runs.length} of ${planned} runs; ` : '';
  return `*${inlineText(data.path)}: ${partial}${model.name}, ${model.parameters} parameters; ${describeBudget(budget)}; seed ${seed}; ${backend}; ${startedAt.slice(0, 10)}*`;
}
