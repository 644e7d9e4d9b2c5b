import { meanIntervalMethod } from '../../science/analysis/meanInterval';
import type { StudyFigure, StudySeries } from '../studyResult';
import { againstParameter, numericParameter } from './axes';
import { withInterval, type CellScores } from './cellScores';
import type { ProgramOutcome } from './outcome';
import type { ProgramTarget } from './programTarget';
import { runsKey } from './programTraining';
import { textOf, type Cell } from './sweep';

/** More lines than these in one figure tell nothing apart. */
const mostLines = 12;

/** The mean metric against the parameter that varies most, a line for every combination of the others. */
export function metricFigure(
  found: readonly CellScores[],
  outcomes: readonly ProgramOutcome[],
  target: ProgramTarget,
): StudyFigure[] {
  const cells = found.map(({ cell }) => cell);
  const parameter = numericParameter(cells) ?? mostVaried(cells);
  if (cells.length < 2 || parameter === undefined) return [];
  const values = [...new Set(cells.map(({ parameters }) => parameters.get(parameter)))];
  const isNumeric = values.every((value) => typeof value === 'number');
  const at = (cell: Cell | undefined): number => {
    const value = cell?.parameters.get(parameter);
    return typeof value === 'number' && isNumeric ? value : values.indexOf(value);
  };
  // One line for every combination of the other parameters.
  const lines = new Map<string, CellScores[]>();
  for (const each of found) {
    const rest = [...each.cell.parameters].filter(([key]) => key !== parameter);
    const name = rest.map(([key, value]) => `${key}=${textOf(value)}`).join(', ');
    lines.set(name, [...(lines.get(name) ?? []), each]);
  }
  const runs = outcomes.filter(({ score }) => score !== null);
  const words = found
    .slice(0, mostLines)
    .map(({ cell, mean }) => `${cell.name}: ${mean === undefined ? 'no finite value' : withInterval(mean)}`);
  return [
    {
      id: 'metric',
      title: `${target.metric} against ${parameter}`,
      words: `The mean ${target.metric} over the seeds. ${words.join('; ')}${found.length > mostLines ? '; more in the table' : ''}.`,
      x: isNumeric
        ? againstParameter(cells, parameter)
        : { title: parameter, scale: 'names', names: values.map(textOf) },
      y: { title: target.metric, scale: 'linear' },
      series: [
        ...[...lines].slice(0, mostLines).map(([name, line], i): StudySeries => ({
          key: `mean-${i}`,
          name: name === '' ? 'mean over the seeds' : name,
          draw: isNumeric ? 'line' : 'points',
          origin: 'measured',
          interval: `95 %, ${meanIntervalMethod}`,
          points: line
            .toSorted((a, b) => at(a.cell) - at(b.cell))
            .flatMap(({ cell, mean }) =>
              mean === undefined
                ? []
                : [
                    {
                      x: at(cell),
                      y: mean.mean,
                      ...(mean.interval === undefined ? {} : { interval: mean.interval }),
                      label: cell.name,
                      runs: runsKey(cell, undefined),
                    },
                  ],
            ),
        })),
        ...(lines.size > 1
          ? []
          : [
              {
                key: 'each',
                name: 'each run',
                draw: 'points' as const,
                origin: 'measured' as const,
                points: runs.map(({ cell, score, index }) => ({
                  x: at(cells[cell]),
                  y: score ?? 0,
                  label: `${cells[cell]?.name ?? ''}, run ${index + 1}`,
                  ...(cells[cell] === undefined ? {} : { runs: runsKey(cells[cell], undefined) }),
                })),
              },
            ]),
      ],
      rules:
        target.value === undefined || target.relative
          ? []
          : [{ key: 'target', name: 'target', axis: 'y', at: target.value, origin: 'measured' }],
    },
  ];
}

/** The parameter with the most values, numbers before others. */
function mostVaried(cells: readonly Cell[]): string | undefined {
  const names = [...(cells[0]?.parameters.keys() ?? [])];
  const weight = (name: string): number => {
    const values = new Set(cells.map(({ parameters }) => parameters.get(name)));
    return values.size + ([...values].every((value) => typeof value === 'number') ? 1e6 : 0);
  };
  return names.toSorted((a, b) => weight(b) - weight(a))[0];
}
