import { meanInterval, meanIntervalMethod } from '../../science/analysis/meanInterval';
import { wilsonInterval } from '../../science/subspace/binomial';
import { median } from '../kinds/subspaceSummary';
import type { StudyTable, StudyValue } from '../studyResult';
import { shown, withInterval, type CellScores } from './cellScores';
import { metricFigure } from './metricFigure';
import type { ProgramOutcome } from './outcome';
import { betterOf, describeProgramTarget, type ProgramTarget } from './programTarget';
import type { Report } from './report';
import { slugOf, textOf, type Cell } from './sweep';

/** Cells with a live value of their own; the table has them all. */
const mostFields = 200;

/** What a sweep over other parameters than d tells: the metric's mean over the seeds, for every combination. */
export function metricReport(
  outcomes: readonly ProgramOutcome[],
  cells: readonly Cell[],
  target: ProgramTarget,
): Report {
  const found = cells.map((cell, i): CellScores => {
    const runs = outcomes.filter((outcome) => outcome.cell === i && outcome.broken === undefined);
    const scores = runs.flatMap(({ score }) => score ?? []);
    const successes = runs.filter(({ succeeded }) => succeeded === true).length;
    return { cell, scores, mean: meanInterval(scores), told: runs.length, successes };
  });
  const best = bestOf(found, target);
  const single = cells.length === 1;
  return {
    answer: [
      best?.mean === undefined
        ? `No run reported a finite ${target.metric}.`
        : single
          ? `The mean ${target.metric} is ${withInterval(best.mean)} over ${best.mean.count} runs.`
          : `The best mean ${target.metric} is ${withInterval(best.mean)}, with ${best.cell.name}.`,
      ...(target.value === undefined || !single || best === undefined
        ? []
        : [`${best.successes} of ${best.told} runs reach ${describeProgramTarget(target)}.`]),
    ],
    values: [
      ...(single || best === undefined ? [] : [bestValue(best, found.length, target)]),
      ...found
        .slice(0, mostFields)
        .flatMap((each) => [
          meanValue(each, target),
          ...(target.value === undefined || each.told === 0 ? [] : [successValue(each, target)]),
        ]),
    ],
    figures: metricFigure(found, outcomes, target),
    tables: [settingsTable(found, target)],
    warnings: single
      ? []
      : [
          'The best of several combinations looks better than it is: run it again with new seeds to tell how good.',
        ],
  };
}

/** Names of the live values of a sweep without d. */
export function metricFields(cells: readonly Cell[], target: ProgramTarget): readonly string[] {
  const own = cells
    .slice(0, mostFields)
    .flatMap((cell) => [
      meanField(cell, target),
      ...(target.value === undefined ? [] : [successField(cell)]),
    ]);
  return cells.length === 1 ? own : ['best', ...own];
}

function meanField({ slug }: Cell, { metric }: ProgramTarget): string {
  // A field begins with a letter.
  const name = /^[a-z]/u.test(slugOf(metric)) ? slugOf(metric) : 'metric';
  return slug === '' ? name : `${name}-${slug}`;
}

function successField({ slug }: Cell): string {
  return slug === '' ? 'success' : `success-${slug}`;
}

function bestOf(found: readonly CellScores[], target: ProgramTarget): CellScores | undefined {
  const meanOf = ({ mean }: CellScores): number => mean?.mean ?? NaN;
  return found.reduce<CellScores | undefined>(
    (best, each) =>
      !Number.isNaN(meanOf(each)) &&
      (best === undefined || betterOf(target, meanOf(best), meanOf(each)) !== meanOf(best))
        ? each
        : best,
    undefined,
  );
}

function bestValue(best: CellScores, count: number, target: ProgramTarget): StudyValue {
  return {
    ...meanValue(best, target),
    field: 'best',
    name: `best mean ${target.metric}, of ${count} combinations`,
    sentences: [`Reached with ${best.cell.name}.`],
  };
}

function meanValue({ cell, mean, scores }: CellScores, target: ProgramTarget): StudyValue {
  const middle = median(scores);
  return {
    field: meanField(cell, target),
    name: `${target.metric}${cell.name === '' ? '' : `, ${cell.name}`}`,
    value: mean?.mean ?? null,
    interval: mean?.interval ?? null,
    level: 0.95,
    intervalMethod: meanIntervalMethod,
    ...(mean === undefined ? { text: 'no finite value' } : {}),
    sentences: [
      `The mean over ${scores.length} run${scores.length === 1 ? '' : 's'}${middle === undefined ? '' : `; their median is ${shown(middle)}`}.`,
    ],
    warnings: scores.length === 1 ? ['One run has no interval: give it more seeds.'] : [],
  };
}

function successValue({ cell, told, successes }: CellScores, target: ProgramTarget): StudyValue {
  return {
    field: successField(cell),
    name: `share of runs with ${describeProgramTarget(target)}${cell.name === '' ? '' : `, ${cell.name}`}`,
    value: successes / told,
    interval: wilsonInterval(successes, told),
    level: 0.95,
    intervalMethod: 'Wilson',
    text: `${successes} of ${told} runs`,
    sentences: [],
    warnings: [],
  };
}

function settingsTable(found: readonly CellScores[], target: ProgramTarget): StudyTable {
  const keys = [...(found[0]?.cell.parameters.keys() ?? [])];
  const isJudged = target.value !== undefined;
  const numbers = [
    'runs',
    `mean ${target.metric}`,
    'low',
    'high',
    'median',
    ...(isJudged ? ['successes'] : []),
  ];
  return {
    id: 'settings',
    title: 'Means over the seeds',
    columns: [
      ...keys.map((name) => ({ name, numeric: false })),
      ...numbers.map((name) => ({ name, numeric: true })),
    ],
    rows: found.map(({ cell, scores, mean, told, successes }) => [
      ...keys.map((key) => textOf(cell.parameters.get(key))),
      told,
      mean?.mean ?? null,
      mean?.interval?.[0] ?? null,
      mean?.interval?.[1] ?? null,
      median(scores) ?? null,
      ...(isJudged ? [successes] : []),
    ]),
  };
}
