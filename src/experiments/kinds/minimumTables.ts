import { wilsonInterval } from '../../science/subspace/binomial';
import { predictionTitles } from '../predictedThreshold';
import type { StudyTable } from '../studyResult';
import type { Evidence } from './minimumEvidence';
import type { Member } from './minimumMembers';
import type { MinimumRuns } from './minimumRuns';
import type { Directions } from './minimumWords';
import { median } from './subspaceSummary';

/** The numbers side by side, with what they rest on. */
export function evidenceTable(
  runs: MinimumRuns,
  members: readonly Member[],
  directions: Directions | undefined,
  { estimates, predicted }: Evidence,
): StudyTable {
  const { width, low, high } = runs.answer;
  const rows: StudyTable['rows'] = [];
  if (directions) {
    const { threshold } = directions;
    rows.push([
      'trainable directions d*',
      threshold.status === 'fitted' ? threshold.estimate : null,
      threshold.low,
      threshold.high,
      `${directions.dimensions.reduce((sum, each) => sum + each.runs, 0)} runs in random subspaces`,
    ]);
  }
  for (const { name, value, interval, text } of predicted?.predictions ?? [])
    rows.push([
      `d* predicted, ${predictionTitles[name]}`,
      value,
      ...(interval ?? [null, null]),
      text === undefined ? 'curvature where full training ends' : `curvature; ${text}`,
    ]);
  if (members.length > 1) {
    const count = runs.widths.reduce((sum, each) => sum + each.runs, 0);
    rows.push(['smallest width', width, low, high, `${count} runs in all parameters`]);
  }
  for (const { key, dimension, interval } of estimates)
    rows.push([
      `dimension of the data, ${key}`,
      dimension,
      interval[0],
      interval[1],
      'neighbours of the features',
    ]);
  return {
    id: 'evidence',
    title: 'Evidence',
    columns: [
      { name: 'quantity', numeric: false },
      { name: 'value', numeric: true },
      { name: '95 % from', numeric: true },
      { name: '95 % to', numeric: true },
      { name: 'from', numeric: false },
    ],
    rows,
  };
}

/** Runs in all of parameter space by width. @param score what the best is of: `test accuracy`. */
export function widthsTable(runs: MinimumRuns, score: string): StudyTable {
  return countTable(
    'width-runs',
    'Runs in all parameters, by width',
    ['width', 'parameters'],
    score,
    runs.widths.map(({ width, parameters, runs: count, successes, best }) => [
      [width, parameters],
      { runs: count, successes, median: median(best) ?? null },
    ]),
  );
}

/** Runs in random directions of the one network. */
export function directionsTable({ dimensions }: Directions, score: string): StudyTable {
  return countTable(
    'direction-runs',
    'Runs in random directions',
    ['directions'],
    score,
    dimensions.map(({ dimension, ...count }) => [[dimension], count]),
  );
}

type Count = { readonly runs: number; readonly successes: number; readonly median: number | null };

function countTable(
  id: string,
  title: string,
  names: readonly string[],
  score: string,
  rows: readonly (readonly [readonly number[], Count])[],
): StudyTable {
  const columns = [...names, 'runs', 'that reach the target', '95 % from', '95 % to', `median best ${score}`];
  return {
    id,
    title,
    columns: columns.map((name) => ({ name, numeric: true })),
    rows: rows.map(([sizes, { runs, successes, median: middle }]) => [
      ...sizes,
      runs,
      successes,
      ...wilsonInterval(successes, runs).map((end) => Number(end.toFixed(3))),
      middle,
    ]),
  };
}
