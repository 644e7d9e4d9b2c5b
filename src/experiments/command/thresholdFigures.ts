import { capitalised } from '../../base/text';
import { wilsonInterval } from '../../science/subspace/binomial';
import type { SuccessCount, Threshold } from '../../science/subspace/threshold';
import { median } from '../kinds/subspaceSummary';
import type { StudyFigure, StudySeries } from '../studyResult';
import { againstParameter, numericParameter } from './axes';
import { answerOf, cellField, type CellThreshold } from './cellThreshold';
import { runsKey } from './programTraining';
import type { Cell } from './sweep';

/** More curves than these in one figure tell nothing apart. */
const mostCurves = 8;
const curvePoints = 81;
const wilson = '95 %, Wilson';

/** The share of successes against d, with the fitted curves and thresholds. */
export function successFigure(found: readonly CellThreshold[]): StudyFigure {
  const drawn = found.slice(0, mostCurves);
  return {
    id: 'success',
    title: 'Success against the dimension of the subspace',
    words: found.map(answerOf).slice(0, mostCurves).join(' '),
    x: { title: 'dimension d', scale: 'log' },
    y: { title: 'share of runs that reach the target', scale: 'linear', includes: [0, 1] },
    series: drawn.flatMap(({ cell, counts, threshold }): StudySeries[] => [
      {
        key: cellField('runs', cell),
        name: cell.name === '' ? 'runs' : cell.name,
        draw: 'points',
        origin: 'measured',
        interval: wilson,
        points: counts.map(({ dimension, runs, successes }) => ({
          x: dimension,
          y: successes / runs,
          interval: wilsonInterval(successes, runs),
          label: `d = ${dimension}: ${successes} of ${runs}`,
          runs: runsKey(cell, dimension),
        })),
      },
      ...fitSeries(cell, counts, threshold),
    ]),
    rules: drawn.flatMap(({ cell, threshold: { estimate, low, high } }) =>
      estimate === null
        ? []
        : [
            {
              key: cellField('threshold', cell),
              name: cell.name === '' ? 'd*' : `d*, ${cell.name}`,
              axis: 'x' as const,
              at: estimate,
              ...(low !== null && high !== null ? { interval: [low, high] as [number, number] } : {}),
              origin: 'measured' as const,
            },
          ],
    ),
  };
}

function fitSeries(cell: Cell, counts: readonly SuccessCount[], threshold: Threshold): StudySeries[] {
  const [from, to] = [counts[0]?.dimension ?? 1, counts.at(-1)?.dimension ?? 1];
  const { status, slope, estimate } = threshold;
  if (status !== 'fitted' || slope === null || estimate === null || from === to) return [];
  return [
    {
      key: cellField('fit', cell),
      name: cell.name === '' ? 'fitted curve' : `fit, ${cell.name}`,
      draw: 'curve',
      origin: 'measured',
      points: Array.from({ length: curvePoints }, (_, i) => {
        const x = from * (to / from) ** (i / (curvePoints - 1));
        return { x, y: 1 / (1 + (x / estimate) ** -slope) };
      }),
    },
  ];
}

/** Every run's metric against d, and the medians; none where no run has one. */
export function scoreFigures(found: readonly CellThreshold[]): StudyFigure[] {
  const metric = found[0]?.target?.metric;
  const scored = found.slice(0, mostCurves).map((each) => ({
    ...each,
    runs: each.runs.filter(({ dimension, score }) => typeof dimension === 'number' && score !== null),
  }));
  if (metric === undefined || scored.every(({ runs }) => runs.length === 0)) return [];
  const target = found.length === 1 ? found[0]?.target?.value : undefined;
  return [
    {
      id: 'scores',
      title: `${capitalised(metric)} against the dimension of the subspace`,
      words: `Every run’s ${metric} against d, and their medians.`,
      x: { title: 'dimension d', scale: 'log' },
      y: { title: metric, scale: 'linear' },
      series: scored.flatMap(({ cell, runs, counts }): StudySeries[] => [
        {
          key: cellField('each', cell),
          name: cell.name === '' ? 'each run' : cell.name,
          draw: 'points',
          origin: 'measured',
          points: runs.map(({ dimension, score, index }) => ({
            x: dimension ?? 0,
            y: score ?? 0,
            label: `d = ${dimension}, run ${index + 1}`,
            runs: runsKey(cell, dimension),
          })),
        },
        {
          key: cellField('median', cell),
          name: cell.name === '' ? 'median' : `median, ${cell.name}`,
          draw: 'line',
          origin: 'measured',
          points: counts.flatMap(({ dimension }) => {
            const y = median(runs.flatMap((run) => (run.dimension === dimension ? (run.score ?? []) : [])));
            return y === undefined ? [] : [{ x: dimension, y, runs: runsKey(cell, dimension) }];
          }),
        },
      ]),
      rules:
        target === undefined
          ? []
          : [{ key: 'target', name: 'target', axis: 'y', at: target, origin: 'measured' }],
    },
  ];
}

/** d* against the one other parameter that is swept, where it is one number. */
export function sweptFigure(found: readonly CellThreshold[]): StudyFigure[] {
  const cells = found.map(({ cell }) => cell);
  const parameter = numericParameter(cells);
  const told = found.filter(
    ({ threshold: { estimate, low, high } }) => estimate !== null && low !== null && high !== null,
  );
  if (parameter === undefined || told.length < 2) return [];
  return [
    {
      id: 'threshold',
      title: `Threshold dimension against ${parameter}`,
      words: told.map(answerOf).join(' '),
      x: againstParameter(cells, parameter),
      y: { title: 'threshold dimension d*', scale: 'log' },
      series: [
        {
          key: 'threshold',
          name: 'd*',
          draw: 'line',
          origin: 'measured',
          interval: '95 %, profile likelihood',
          points: told.map(({ cell, threshold: { estimate, low, high } }) => ({
            x: Number(cell.parameters.get(parameter)),
            y: estimate ?? 0,
            interval: [low ?? 0, high ?? 0] as [number, number],
            label: cell.name,
          })),
        },
      ],
      rules: [],
    },
  ];
}
