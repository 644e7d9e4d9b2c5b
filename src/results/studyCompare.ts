import type { StudyFigure, StudyResult, StudyValue } from '../experiments/studyResult';
import { comparedNames } from './subspaceCompare';
import { commonLevel, studyValueCells, studyValueText } from './studyText';

/** A study and what was asked of it, to be set beside another. */
export interface ComparedStudy {
  readonly result: StudyResult;
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** Series that both studies measured, `figure/series` each: any of them can be drawn for both. Single points come last. */
export function comparedSeries(mine: StudyResult, other: StudyResult): readonly string[] {
  const isPoint = (name: string): boolean => (named(mine, name)?.series.points.length ?? 0) < 2;
  const all = mine.figures.flatMap((figure) =>
    figure.series.flatMap((series) =>
      series.origin === 'measured' &&
      series.draw !== 'curve' &&
      seriesOf(other, figure.id, series.key) !== undefined
        ? [`${figure.id}/${series.key}`]
        : [],
    ),
  );
  return [...all.filter((name) => !isPoint(name)), ...all.filter(isPoint)];
}

/** `Error against rate: 4 bits`, of a name that `comparedSeries` gives. */
export function comparedTitle(study: StudyResult, name: string): string {
  const found = named(study, name);
  return found === undefined ? name : `${found.figure.title}: ${found.series.name}`;
}

/** One series of two studies, on the axes of the first; undefined where one of them has no such series. */
export function comparedStudyFigure(
  mine: StudyResult,
  other: StudyResult,
  name: string | undefined,
): StudyFigure | undefined {
  const chosen = name ?? comparedSeries(mine, other)[0];
  const [own, theirs] = [mine, other].map((study) =>
    chosen === undefined ? undefined : named(study, chosen),
  );
  if (own === undefined || theirs === undefined) return undefined;
  const { figure } = own;
  const series = [own, theirs].map(({ series: each }, i) => ({
    ...each,
    key: i === 0 ? 'mine' : 'other',
    name: comparedNames[i] ?? '',
    // What stands behind a point of the other run is not here.
    points: each.points.map(({ runs: _, ...point }) => point),
  }));
  const title = `${figure.title}: ${own.series.name}, of two runs`;
  return {
    ...figure,
    id: 'compared',
    title,
    words: `${title}. ${own.series.points.length} points of this run, ${theirs.series.points.length} of the other.`,
    x: { ...figure.x, ...bothNames(figure.x, theirs.figure.x) },
    series,
    rules: figure.rules.filter(({ origin }) => origin !== 'measured'),
  };
}

/** What the two studies' first value says, a sentence; with intervals, whether these meet. */
export function comparedAnswer(mine: StudyResult, other: StudyResult): string {
  const [own] = mine.values;
  const theirs = other.values.find(({ field }) => field === own?.field);
  if (own === undefined || theirs === undefined) return '';
  const said = `${own.name}: ${studyValueText(own)} here and ${studyValueText(theirs)} in the other`;
  if (own.interval === null || theirs.interval === null) return `${said}.`;
  const apart = own.interval[1] < theirs.interval[0] || theirs.interval[1] < own.interval[0];
  return apart
    ? `${said}: the intervals do not meet.`
    : `${said}: the intervals meet, so these runs do not tell them apart.`;
}

/** What differs: settings first, then every value of either. A name and two cells a row. */
export function comparedStudyRows(
  mine: ComparedStudy,
  other: ComparedStudy,
): readonly (readonly [string, string, string])[] {
  const names = new Set([...mine.settings, ...other.settings].map(({ name }) => name));
  const of = ({ settings }: ComparedStudy, name: string): string =>
    settings.find((one) => one.name === name)?.value ?? '–';
  const fields = new Map(
    [...other.result.values, ...mine.result.values].map(({ field, name }) => [field, name]),
  );
  const own = mine.result.values.map(({ field }) => field);
  const ordered = [...own, ...[...fields.keys()].filter((field) => !own.includes(field))];
  return [
    ...[...names]
      .map((name) => [name, of(mine, name), of(other, name)] as const)
      .filter(([, a, b]) => a !== b),
    ...ordered.map(
      (field) =>
        [
          fields.get(field) ?? field,
          cellOf(mine.result.values, field),
          cellOf(other.result.values, field),
        ] as const,
    ),
  ];
}

function cellOf(values: readonly StudyValue[], field: string): string {
  const found = values.find((value) => value.field === field);
  if (found === undefined) return '–';
  const { value, interval } = studyValueCells(found, commonLevel(values));
  return interval === '' || interval === 'exact' ? value : `${value} [${interval}]`;
}

function named(
  study: StudyResult,
  name: string,
): { readonly figure: StudyFigure; readonly series: StudyFigure['series'][number] } | undefined {
  const [id = '', ...key] = name.split('/');
  const figure = study.figures.find((each) => each.id === id);
  const series = seriesOf(study, id, key.join('/'));
  return figure === undefined || series === undefined ? undefined : { figure, series };
}

function seriesOf(
  study: StudyResult,
  figure: string,
  key: string,
): StudyFigure['series'][number] | undefined {
  return study.figures.find(({ id }) => id === figure)?.series.find((each) => each.key === key);
}

/** Places of an axis of names: of the longer list, where the shorter is its beginning. */
function bothNames(mine: StudyFigure['x'], other: StudyFigure['x']): Pick<StudyFigure['x'], 'names'> {
  if (mine.names === undefined) return {};
  return { names: (other.names?.length ?? 0) > mine.names.length ? other.names : mine.names };
}
