import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import {
  curveFigure,
  curveKey,
  curveKeys,
  curveTitle,
  runsOf,
  telling,
  type CurveOf,
} from '../../src/results/subspaceCurves';
import { predictionText, predictionTitle } from '../../src/results/predictionText';
import { describeBudget, fullText, scoreText, thresholdText } from '../../src/results/subspaceText';
import { head, number, type SectionView, type TableView } from './sectionView';

/** Rows of a table of runs; the file has all. */
const mostRows = 400;
/** The section whose choice says of which dimension curves are shown. */
export const curvesSection = 'curves';

const atOnce = { choices: [], chosen: undefined, problems: [] } as const;

/** The sections of a result of subspace training. @param chosen the dimension whose curves are asked for. */
export function viewSubspace(result: SubspaceResult, chosen: string | undefined): readonly SectionView[] {
  const keys = curveKeys(result);
  const key = chosen !== undefined && keys.includes(chosen) ? chosen : telling(result);
  return [
    phaseSection(result),
    scoresSection(result),
    ...(key === undefined
      ? []
      : (['loss', 'score'] as const).map((of) => curveSection(result, keys, key, of))),
  ];
}

function phaseSection(result: SubspaceResult): SectionView {
  const { dimensions, full, target, model, threshold, budget, predicted } = result;
  const rows = [
    ...dimensions.map((row) => ({ key: curveKey(row.dimension), name: String(row.dimension), row })),
    ...(full === null ? [] : [{ key: curveKey(null), name: 'full space', row: full }]),
  ];
  const meaning =
    threshold.estimate === null
      ? `The target is ${target.text}.`
      : `Half the runs reach ${target.text} at this dimension.`;
  return {
    id: 'phase',
    title: `Threshold training dimension: ${thresholdText(threshold)}`,
    what: 'success by dimension',
    lead: [
      `${meaning} In full space (${model.parameters} parameters): ${fullText(result)}. ${describeBudget(budget)}.`,
      ...(predicted?.sentences ?? []),
    ].join(' '),
    ...atOnce,
    problems: predicted?.warnings ?? [],
    pick: { section: curvesSection, title: 'Show its training curves below' },
    table: {
      caption: 'Runs that reach the target, by dimension',
      columns: [
        { title: 'd', ...head },
        { title: 'Successes', kind: 'value' },
        { title: '95 % interval (Wilson)', ...number },
        { title: `Median ${target.measure}`, ...number },
      ],
      rows: [
        ...rows.map(({ key, name, row }) => ({
          key,
          pick: key,
          cells: [
            name,
            `${row.successes} of ${row.runs}`,
            row.interval.map((end) => end.toFixed(2)).join(' – '),
            row.median === null ? '' : scoreText(row.median),
          ],
        })),
        ...(predicted?.predictions ?? []).map((prediction) => ({
          key: prediction.name,
          cells: [`d* predicted, ${predictionTitle(prediction)}`, predictionText(prediction), '', ''],
        })),
      ],
    },
  };
}

function scoresSection({ runs, target }: SubspaceResult): SectionView {
  const shown = runs.slice(0, mostRows);
  const more = runs.length > shown.length ? ` The table has the first ${mostRows} of ${runs.length}.` : '';
  return {
    id: 'scores',
    title: 'Score of every run',
    what: 'scores by dimension',
    lead: `The best ${target.measure} of each run, at the end of an epoch.${more}`,
    ...atOnce,
    pick: { section: curvesSection, title: 'Show its training curves below' },
    table: {
      caption: 'Every run, by dimension',
      columns: [
        { title: 'd', ...head },
        { title: 'Run', ...number },
        { title: `Best ${target.measure}`, kind: 'value' },
        { title: 'Target at epoch', ...number },
        { title: 'Training loss', ...number },
        { title: 'Test loss', ...number },
      ],
      rows: shown.map((run) => ({
        key: `${curveKey(run.dimension)} run ${run.index + 1}`,
        mark: curveKey(run.dimension),
        pick: curveKey(run.dimension),
        cells: [
          run.dimension === null ? 'full space' : String(run.dimension),
          String(run.index + 1),
          run.diverged ? 'diverged' : textOf(run.best),
          run.reachedAt === null ? '–' : String(run.reachedAt),
          textOf(run.train.loss),
          textOf(run.test.loss),
        ],
      })),
    },
  };
}

function curveSection(
  result: SubspaceResult,
  keys: readonly string[],
  key: string,
  of: CurveOf,
): SectionView {
  const figure = curveFigure(result, key, of);
  const runs = runsOf(result, key);
  const reached = runs.filter(({ succeeded }) => succeeded).length;
  const name = of === 'loss' ? 'Training loss' : result.target.measure === 'accuracy' ? 'Accuracy' : 'Loss';
  return {
    id: of === 'loss' ? 'curves' : 'curve-scores',
    title: `${name} by epoch, ${curveTitle(key)}`,
    what: `${name.toLowerCase()} by epoch, ${curveTitle(key)}`,
    lead:
      of === 'loss'
        ? `${reached} of ${runs.length} runs reach ${result.target.text}. Choose another dimension here, in the tables above, or by its point.`
        : '',
    problems: [],
    choices: of === 'loss' ? keys : [],
    choice: 'Dimension',
    choiceName: curveTitle,
    chosen: key,
    table: curveTable(figure?.series ?? [], `${name} by epoch, a run a column`),
  };
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Values of several runs at the places where any has one. @param clock what the places count: `Epoch`. */
export function curveTable(lines: readonly Line[], caption: string, clock = 'Epoch'): TableView {
  const epochs = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  return {
    caption,
    columns: [{ title: clock, ...head }, ...lines.map(({ name }) => ({ title: name, ...number }))],
    rows: epochs.map((epoch) => ({
      key: `epoch=${epoch}`,
      cells: [String(epoch), ...lines.map(({ points }) => textOf(points.find(({ x }) => x === epoch)?.y))],
    })),
  };
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : scoreText(value);
}
