import { wilsonInterval } from '../../science/subspace/binomial';
import { fitThreshold, type Threshold } from '../../science/subspace/threshold';
import { median } from '../kinds/subspaceSummary';
import type { StudyTable, StudyValue } from '../studyResult';
import { answerOf, cellField, shown, thresholdText, type CellThreshold } from './cellThreshold';
import type { ProgramOutcome } from './outcome';
import { describeProgramTarget, type SettledTarget } from './programTarget';
import type { Report } from './report';
import { successCounts } from './runAll';
import type { Cell } from './sweep';
import { scoreFigures, successFigure, sweptFigure } from './thresholdFigures';

/** What a sweep over d tells: for every cell, the share of successes against d, and d* where it crosses one half. */
export function thresholdReport(
  outcomes: readonly ProgramOutcome[],
  cells: readonly Cell[],
  targets: readonly (SettledTarget | undefined)[],
  design: 'fixed' | 'searched',
): Report {
  const found = cells.map((cell, i): CellThreshold => {
    const runs = outcomes.filter((outcome) => outcome.cell === i);
    const counts = successCounts(runs);
    return { cell, runs, target: targets[i], counts, threshold: fitThreshold(counts, design) };
  });
  const values = found.flatMap((each) => [thresholdValue(each), ...fullValue(each)]);
  const figures = [successFigure(found), ...scoreFigures(found), ...sweptFigure(found)];
  return {
    answer: found.slice(0, 6).map(answerOf),
    values,
    figures,
    tables: [dimensionTable(found)],
    warnings: found.flatMap(warningsOf),
  };
}

function thresholdValue(each: CellThreshold): StudyValue {
  const { cell, threshold, target } = each;
  const { estimate, low, high, level, method } = threshold;
  const text = thresholdText(threshold);
  return {
    field: cellField('threshold', cell),
    name: `threshold dimension d*${cell.name === '' ? '' : `, ${cell.name}`}`,
    value: estimate,
    interval: low !== null && high !== null ? [low, high] : null,
    level,
    intervalMethod: method,
    ...(text === undefined ? {} : { text }),
    sentences: [
      `Where the share of runs that reach ${target === undefined ? 'the target' : describeProgramTarget(target)} crosses one half.`,
    ],
    warnings: warningsOf(each),
  };
}

function fullValue({ cell, runs }: CellThreshold): StudyValue[] {
  const told = runs.filter(({ dimension, succeeded }) => dimension === null && succeeded !== undefined);
  if (told.length === 0) return [];
  const successes = told.filter(({ succeeded }) => succeeded).length;
  const scores = median(told.flatMap(({ score }) => score ?? []));
  return [
    {
      field: cellField('full', cell),
      name: `share of successes in full space${cell.name === '' ? '' : `, ${cell.name}`}`,
      value: successes / told.length,
      interval: wilsonInterval(successes, told.length),
      level: 0.95,
      intervalMethod: 'Wilson',
      text: `${successes} of ${told.length} runs`,
      sentences: scores === undefined ? [] : [`Their median is ${shown(scores)}.`],
      warnings: [],
    },
  ];
}

function warningsOf({ cell, runs, counts, threshold }: CellThreshold): string[] {
  const where = cell.name === '' ? '' : `${cell.name}: `;
  const full = runs.filter(({ dimension, succeeded }) => dimension === null && succeeded !== undefined);
  const [least, most] = [counts[0]?.dimension ?? 0, counts.at(-1)?.dimension ?? 0];
  const told: Partial<Record<Threshold['status'], string>> = {
    above: `no run succeeds up to d = ${most}: the threshold lies above. Add larger dimensions.`,
    below: `every run succeeds from d = ${least} on: the threshold lies below. Add smaller dimensions.`,
    separated:
      'every run fails up to one dimension and succeeds from the next: the threshold lies between them. Add dimensions there.',
    open: 'these runs do not bound the threshold on both sides: add dimensions or seeds.',
    flat: 'success does not grow with the dimension: these runs tell no threshold.',
  };
  const status = told[threshold.status];
  const failing = full.length > 0 && full.every(({ succeeded }) => succeeded === false);
  return [
    ...(status === undefined ? [] : [status]),
    ...(failing
      ? ['no run in all of parameter space reaches the target: what fails is training, not the subspace.']
      : []),
  ].map((text) => (where === '' ? text.charAt(0).toUpperCase() + text.slice(1) : where + text));
}

function dimensionTable(found: readonly CellThreshold[]): StudyTable {
  const keys = [...(found[0]?.cell.parameters.keys() ?? [])];
  return {
    id: 'dimensions',
    title: 'Runs of each dimension',
    columns: [
      ...keys.map((name) => ({ name, numeric: false })),
      ...['d', 'runs', 'successes', 'share', 'low', 'high', 'median'].map((name) => ({
        name,
        numeric: true,
      })),
    ],
    rows: found.flatMap(({ cell, counts, runs }) =>
      counts.map(({ dimension, runs: count, successes }) => {
        const scores = runs.flatMap((run) => (run.dimension === dimension ? (run.score ?? []) : []));
        return [
          ...keys.map((key) => plain(cell.parameters.get(key))),
          dimension,
          count,
          successes,
          successes / count,
          ...wilsonInterval(successes, count),
          median(scores) ?? null,
        ];
      }),
    ),
  };
}

function plain(value: unknown): string | number {
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
