import type { RunResult } from '../experiments/run';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { predictionsSentence } from './predictionText';
import { markdownTable, pictureLink, provenanceLine } from './resultBlock';
import { describeBudget, fullText, scoreText, thresholdText } from './subspaceText';

/** A result of subspace training on lines of its own: the threshold, a table, the diagram, where it comes from. */
export function formatSubspaceBlock(result: SubspaceResult, run: RunResult, notePath: string): string {
  return [
    `**Threshold training dimension: ${thresholdText(result.threshold)}** (${result.target.text}; full space: ${fullText(result)})`,
    ...(predictionsSentence(result) === '' ? [] : [predictionsSentence(result)]),
    table(result),
    // Pictures come with the end of a run.
    ...(run.soFar === undefined
      ? [pictureLink(run, notePath, 'phase', `Success against the dimension trained, ${result.data.path}`)]
      : []),
    provenanceLine(run, result.data.path, describeRuns(result)),
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
  return markdownTable([
    ['d', 'Successes', '95 % interval (Wilson)', `Median ${target.measure}`],
    ['---:', '---:', '---', '---:'],
    ...rows,
  ]);
}

function describeRuns({ model, budget, planned, runs }: SubspaceResult): string {
  const partial = runs.length < planned ? `cancelled after ${runs.length} of ${planned} runs; ` : '';
  return `${partial}${model.name}, ${model.parameters} parameters; ${describeBudget(budget)}`;
}
