import { trainingSet, type TrainingCurves } from '../trainingCurves';
import { nameOfRun, type ProgramOutcome } from './outcome';
import type { Cell } from './sweep';

/** Metrics that say where in its training a program is. */
const clocks = ['epoch', 'step', 'iteration', 'iter'];
/** A set for each of more combinations would make the result large; the file beside it has all reports. */
const mostSets = 200;

/** The metric by which all reports of these runs say where they are; undefined where they say nothing of it. */
export function clockOf(outcomes: readonly ProgramOutcome[]): string | undefined {
  return clocks.find((name) =>
    outcomes.every(({ curve }) => curve.every(({ metrics }) => Number.isFinite(metrics.get(name)))),
  );
}

/** Runs of one combination and one dimension, as a figure's points name them. */
export function runsKey({ slug }: Cell, dimension: number | null | undefined): string {
  const place = dimension === undefined ? 'runs' : dimension === null ? 'full' : `d=${dimension}`;
  return slug === '' ? place : `${slug} ${place}`;
}

/** What programs reported of the target's metric while they ran; nothing where none reported it more than once. */
export function programTraining(
  outcomes: readonly ProgramOutcome[],
  cells: readonly Cell[],
  metric: string,
): { training?: TrainingCurves } {
  const drawn = outcomes.filter(({ curve }) => curve.filter(({ metrics }) => metrics.has(metric)).length > 1);
  const clock = clockOf(drawn);
  const groups = new Map<string, { readonly name: string; readonly outcomes: ProgramOutcome[] }>();
  for (const outcome of drawn) {
    const cell = cells[outcome.cell];
    if (cell === undefined) continue;
    const key = runsKey(cell, outcome.dimension);
    const name = nameOfRun(outcome, cell.name).replace(/(?:, )?run \d+$/u, '');
    const group = groups.get(key) ?? { name: name === '' ? 'all runs' : name, outcomes: [] };
    group.outcomes.push(outcome);
    groups.set(key, group);
  }
  if (groups.size === 0) return {};
  return {
    training: {
      clock: clock ?? 'report',
      score: metric,
      sets: [...groups].slice(0, mostSets).map(([key, group]) =>
        trainingSet(
          key,
          group.name,
          group.outcomes.map(({ index, curve, succeeded }) => {
            const told = curve.filter(({ metrics }) => metrics.has(metric));
            return {
              name: `run ${index + 1}${succeeded === false ? ', fails' : ''}`,
              at: told.map(({ report, metrics }) =>
                clock === undefined ? report : (metrics.get(clock) ?? report),
              ),
              score: told.map(({ metrics }) => metrics.get(metric) ?? null),
            };
          }),
        ),
      ),
    },
  };
}
