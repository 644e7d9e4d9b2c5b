import { capitalised } from '../../src/base/text';
import type { StudyFigure, StudyResult, StudyTable, StudySeries } from '../../src/experiments/studyResult';
import { formatLevel } from '../../src/plots/numbers';
import { pointKey, ruleKey } from '../../src/plots/studySource';
import { commonLevel, placeText, quantityCells, studyValueCells } from '../../src/results/studyText';
import type { SectionView, TableView } from './sectionView';
import { curvesSection } from './subspaceView';

/** One value of a study as a row that opens. */
export interface StudyValueRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly interval: string;
  readonly method: string;
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
}

export interface StudyValuesView {
  /** `95 % interval`, or `Interval` where every row says its own level. */
  readonly intervalTitle: string;
  readonly rows: readonly StudyValueRow[];
}

/** Points of a curve that the table shows; the file has all of them. */
const mostOfCurve = 13;

export function viewStudyValues({ values }: StudyResult): StudyValuesView {
  const level = commonLevel(values);
  return {
    intervalTitle: level === undefined ? 'Interval' : `${formatLevel(level)} interval`,
    rows: values.map((value) => ({
      ...studyValueCells(value, level),
      key: value.field,
      name: value.name,
      method: value.interval === null ? '' : value.intervalMethod,
      sentences: value.sentences,
      warnings: value.warnings,
    })),
  };
}

/** A section for each figure, with its numbers. */
export function viewStudyFigures({ figures, training }: StudyResult): readonly SectionView[] {
  const names = new Map(training?.sets.map(({ key, name }) => [key, name]));
  return figures.map((figure) => ({
    id: 'study',
    figure: figure.id,
    title: figure.title,
    what: figure.title.slice(0, 1).toLowerCase() + figure.title.slice(1),
    lead: '',
    problems: [],
    choices: [],
    chosen: undefined,
    ...(figure.series.some(({ points }) => points.some(({ runs }) => runs !== undefined && names.has(runs)))
      ? {
          pick: {
            section: curvesSection,
            title: 'Show its training curves below',
            nameOf: (key: string) => `training curves of ${names.get(key) ?? key}`,
          },
        }
      : {}),
    table: figureTable(figure, names),
  }));
}

/** A table that a study has of its own. */
export function viewStudyTable({ title, columns, rows }: StudyTable): TableView {
  return {
    caption: title,
    columns: columns.map(({ name, numeric }, i) => ({
      title: name,
      kind: i === 0 ? 'head' : numeric ? 'number' : 'text',
    })),
    rows: rows.map((cells, i) => ({
      key: `row:${i}`,
      cells: cells.map((cell) => (typeof cell === 'number' ? quantityCells(cell, null).value : (cell ?? ''))),
    })),
  };
}

/** The points of a figure; columns that all points leave empty are left out. */
function figureTable(
  { title, x, y, series, rules }: StudyFigure,
  sets: ReadonlyMap<string, string>,
): TableView {
  const points = series.flatMap((each) => each.points);
  const has = {
    label: points.some(({ label }) => label !== undefined),
    x: [
      ...points.map(({ xInterval }) => xInterval),
      ...rules.map((rule) => rule.axis === 'x' && rule.interval),
    ],
    y: [
      ...points.map(({ interval }) => interval),
      ...rules.map((rule) => rule.axis === 'y' && rule.interval),
    ],
  };
  const shown = [true, has.label, true, has.x.some(Boolean), true, has.y.some(Boolean)];
  const pick = <T>(cells: readonly T[]): T[] => cells.filter((_, i) => shown[i]);
  const kind = (axis: StudyFigure['x']): 'text' | 'number' => (axis.scale === 'names' ? 'text' : 'number');
  return {
    caption: title,
    columns: pick([
      { title: 'Series', kind: 'head' },
      { title: 'Of', kind: 'text' },
      { title: columnTitle(x.title), kind: kind(x) },
      { title: 'Interval', kind: 'number' },
      { title: columnTitle(y.title), kind: y.scale === 'names' ? 'text' : 'value' },
      { title: 'Interval', kind: 'number' },
    ]),
    rows: [
      ...series.flatMap((each) =>
        shownPoints(each).map(({ point, index }) => ({
          key: `${each.key}:${index}`,
          mark: pointKey(each, index),
          ...(point.runs !== undefined && sets.has(point.runs) ? { pick: point.runs } : {}),
          cells: pick([
            each.origin === 'measured' ? each.name : `${each.name} (${each.origin})`,
            point.label ?? '',
            ...placeCells(x, point.x, point.xInterval),
            ...placeCells(y, point.y, point.interval),
          ]),
        })),
      ),
      ...rules.map((rule) => {
        const place = placeCells(rule.axis === 'x' ? x : y, rule.at, rule.interval);
        const cells = rule.axis === 'x' ? [...place, '', ''] : ['', '', ...place];
        return { key: ruleKey(rule), cells: pick([rule.name, '', ...cells]) };
      }),
    ],
  };
}

/** A symbol keeps its case: D* is not d*, and a great β looks like a B. */
function columnTitle(title: string): string {
  return /^[a-z]{2}/u.test(title) ? capitalised(title) : title;
}

/** Of a smooth curve some points, evenly chosen, both ends among them. */
function shownPoints({
  draw,
  points,
}: StudySeries): { point: StudySeries['points'][number]; index: number }[] {
  const all = points.map((point, index) => ({ point, index }));
  if (draw !== 'curve' || points.length <= mostOfCurve) return all;
  const chosen = Array.from({ length: mostOfCurve }, (_, i) =>
    Math.round((i * (points.length - 1)) / (mostOfCurve - 1)),
  );
  return all.filter(({ index }) => chosen.includes(index));
}

function placeCells(
  axis: StudyFigure['x'],
  value: number,
  interval: readonly [number, number] | undefined,
): [string, string] {
  if (interval === undefined || axis.scale === 'names') return [placeText(axis, value), ''];
  const cells = quantityCells(value, interval);
  return [cells.value, cells.interval];
}
