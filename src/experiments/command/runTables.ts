import { csv } from '../../base/csv';
import { capitalised } from '../../base/text';
import type { StudyFigure, StudyTable } from '../studyResult';
import { nameOfRun, type ProgramOutcome } from './outcome';
import { clockOf } from './programTraining';
import { slugOf, textOf, type Cell } from './sweep';

/** Rows in the result; the file beside it has them all. */
const mostRows = 2000;
/** More curves than these in one figure tell nothing apart. */
const mostCurves = 8;
/** A row a run: what it was given, what came of it. */
export function runTable(outcomes: readonly ProgramOutcome[], metric: string): StudyTable {
  const keys = [...new Set(outcomes.flatMap(({ parameters }) => Object.keys(parameters)))];
  const metrics = [...new Set(outcomes.flatMap((outcome) => [...outcome.metrics.keys()]))].filter(
    (name) => name !== metric && !keys.includes(name),
  );
  const isJudged = outcomes.some(({ succeeded }) => succeeded !== undefined);
  return {
    id: 'runs',
    title: outcomes.length > mostRows ? `Runs (the first ${mostRows} of ${outcomes.length})` : 'Runs',
    columns: [
      ...keys.map((name) => ({ name, numeric: name === 'd' })),
      { name: metric, numeric: true },
      ...(isJudged ? [{ name: 'reached', numeric: false }] : []),
      ...metrics.map((name) => ({ name: `last ${name}`, numeric: true })),
      { name: 'seconds', numeric: true },
      { name: 'broken', numeric: false },
    ],
    rows: outcomes
      .slice(0, mostRows)
      .map(({ parameters, score, succeeded, metrics: last, seconds, broken }) => [
        // A seed is a name: never rounded.
        ...keys.map((key) => (key === 'seed' ? String(parameters[key]) : cellOf(parameters[key]))),
        score,
        ...(isJudged ? [succeeded === undefined ? null : succeeded ? 'yes' : 'no'] : []),
        ...metrics.map((name) => finite(last.get(name))),
        Number(seconds.toFixed(2)),
        broken ?? null,
      ]),
  };
}

/** Every report that was kept, as CSV: the run's number in the table, the report's, and the metrics. */
export function curvesCsv(outcomes: readonly ProgramOutcome[]): string {
  const reports = outcomes.flatMap(({ curve }) => curve);
  const names = [...new Set(reports.flatMap(({ metrics }) => [...metrics.keys()]))];
  return csv([
    ['run', 'd', 'seed', 'report', ...names],
    ...outcomes.flatMap(({ curve, seed, dimension }, run) =>
      curve.map(({ report, metrics }) => [
        run + 1,
        dimension ?? '',
        seed,
        report,
        ...names.map((name) => finite(metrics.get(name)) ?? ''),
      ]),
    ),
  ]);
}

/** The metric against the program's own epochs or steps, else its reports; where there are few enough runs to tell apart. */
export function curveFigure(
  outcomes: readonly ProgramOutcome[],
  cells: readonly Cell[],
  metric: string,
): StudyFigure[] {
  const drawn = outcomes.filter(({ curve }) => curve.filter(({ metrics }) => metrics.has(metric)).length > 1);
  if (drawn.length === 0 || drawn.length > mostCurves) return [];
  const clock = clockOf(drawn);
  return [
    {
      id: 'curves',
      title: `${capitalised(metric)} while the programs ran`,
      words: `The ${metric} of ${drawn.length} runs against ${clock ?? 'their reports'}.`,
      x: { title: clock ?? 'report', scale: 'linear' },
      y: { title: metric, scale: 'linear' },
      series: drawn.map((outcome, i) => ({
        key: `run-${i + 1}-${slugOf(String(outcome.seed))}`,
        name: nameOfRun(outcome, cells[outcome.cell]?.name ?? ''),
        draw: 'line',
        origin: 'measured',
        points: outcome.curve.flatMap(({ report, metrics }) => {
          const y = finite(metrics.get(metric));
          return y === null ? [] : [{ x: clock === undefined ? report : (metrics.get(clock) ?? report), y }];
        }),
      })),
      rules: [],
    },
  ];
}

function cellOf(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' ? value : textOf(value);
}

function finite(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
