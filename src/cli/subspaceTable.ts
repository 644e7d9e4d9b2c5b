import { predictionTitles } from '../experiments/predictedThreshold';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { predictionText } from '../results/predictionText';
import { describeBudget, fullText, scoreText, thresholdText } from '../results/subspaceText';

/** A result of subspace training for a terminal: the threshold, success by dimension, and what to beware of. */
export function subspaceTable(result: SubspaceResult): string {
  const { data, model, target, dimensions, full, threshold, budget, predicted, warnings } = result;
  const rows = [
    ...dimensions.map((row) => ({ name: String(row.dimension), row })),
    ...(full === null ? [] : [{ name: 'full', row: full }]),
  ].map(({ name, row }) => [
    name.padStart(8),
    `${row.successes} of ${row.runs}`.padStart(10),
    row.interval
      .map((end) => end.toFixed(2))
      .join(' – ')
      .padStart(14),
    (row.median === null ? '–' : scoreText(row.median)).padStart(10),
    '█'.repeat(Math.round((20 * row.successes) / row.runs)),
  ]);
  const heads = [
    'd'.padStart(8),
    'successes'.padStart(10),
    '95 % (Wilson)'.padStart(14),
    target.measure.padStart(10),
  ];
  return [
    `${data.path}: ${data.n === 0 ? '' : `${data.train} rows to train on, ${data.test} to test; `}${model.name}, ${model.parameters} parameters`,
    `target: ${target.text}${target.value === null ? '' : ` (${scoreText(target.value)})`}; ${describeBudget(budget)}`,
    '',
    ...[heads, ...rows].map((cells) => cells.join('  ').trimEnd()),
    '',
    `threshold training dimension: ${thresholdText(threshold)} (${threshold.method})`,
    `full space: ${fullText(result)}`,
    ...(predicted?.predictions ?? []).map(
      (prediction) =>
        `predicted, ${predictionTitles[prediction.name]}: ${predictionText(prediction)} (${prediction.intervalMethod})`,
    ),
    ...(predicted?.sentences ?? []),
    ...[...warnings, ...(predicted?.warnings ?? [])].map((warning) => `! ${warning}`),
    '',
  ].join('\n');
}
