import type { StudyFigure, StudyResult, StudyTable } from '../experiments/studyResult';

type Rows = readonly (readonly (string | number)[])[];

/** The values, one a line, numbers in full. */
export function studyValueRows({ values }: StudyResult): Rows {
  return [
    ['field', 'name', 'value', 'low', 'high', 'level', 'unit', 'text', 'interval_method'],
    ...values.map(({ field, name, value, interval, level, unit, text, intervalMethod }) => [
      ...[field, name, value ?? '', interval?.[0] ?? '', interval?.[1] ?? '', interval === null ? '' : level],
      ...[unit ?? '', text ?? '', intervalMethod],
    ]),
  ];
}

/** Every point of a figure, then its rules, numbers in full; a place that has a name is told by it. */
export function studyFigureRows({ x, y, series, rules }: StudyFigure): Rows {
  const on = (axis: StudyFigure['x'], value: number): string | number =>
    axis.scale === 'names' ? (axis.names?.[value] ?? value) : value;
  return [
    ['series', 'origin', 'label', 'x', 'x_low', 'x_high', 'y', 'low', 'high'],
    ...series.flatMap(({ name, origin, points }) =>
      points.map((point) => [
        ...[name, origin, point.label ?? ''],
        ...[on(x, point.x), point.xInterval?.[0] ?? '', point.xInterval?.[1] ?? ''],
        ...[on(y, point.y), point.interval?.[0] ?? '', point.interval?.[1] ?? ''],
      ]),
    ),
    ...rules.map(({ name, origin, axis, at, interval }) => {
      const [low, high] = interval ?? ['', ''];
      const place = [at, low, high];
      const nothing = ['', '', ''];
      return [name, origin, '', ...(axis === 'x' ? [...place, ...nothing] : [...nothing, ...place])];
    }),
  ];
}

export function studyTableRows({ columns, rows }: StudyTable): Rows {
  return [columns.map(({ name }) => name), ...rows.map((cells) => cells.map((cell) => cell ?? ''))];
}
