import { saidOnce } from '../base/words';
import type { StudyResult } from '../experiments/studyResult';
import { commonLevel, quantityText, studyValueCells } from '../results/studyText';
import { alignColumns } from './columns';

/** Rows of a table that fit a terminal, and how many of a longer one are told. */
const mostAtOnce = 50;
const firstRows = 30;

/** A study for a terminal: the answer, its values and its tables, and what to beware of. */
export function studyTable(study: StudyResult): string {
  const level = commonLevel(study.values);
  const head = [
    '',
    'value',
    level === undefined ? 'interval' : `${Number((level * 100).toPrecision(4))} % interval`,
    'interval by',
  ];
  const values = study.values.map((value) => {
    const cells = studyValueCells(value, level, quantityText);
    return [value.name, cells.value, cells.interval, value.interval === null ? '' : value.intervalMethod];
  });
  const tables = study.tables.map(({ title, columns, rows }) => [
    title,
    ...alignColumns([
      columns.map(({ name }) => name),
      ...rows
        .slice(0, rows.length > mostAtOnce ? firstRows : mostAtOnce)
        .map((cells) =>
          cells.map((cell) => (typeof cell === 'number' ? quantityText(cell, null).text : (cell ?? ''))),
        ),
    ]),
    ...(rows.length > mostAtOnce ? [`… and ${rows.length - firstRows} more rows: --json tells all.`] : []),
  ]);
  // What several values are warned of is said once, with all that it is about.
  const own = study.values.flatMap(({ name, warnings: said }) => said.map((text) => ({ about: name, text })));
  const warnings = new Set([
    ...study.warnings,
    ...saidOnce(own).map(({ about, text }) => `${about.join('; ')}: ${text}`),
  ]);
  return `${[
    [study.subject, ...alignColumns(study.facts.map(({ name, value }) => [`  ${name}`, value]))],
    study.answer,
    alignColumns([head, ...values]),
    ...tables,
    study.papers.map((paper) => `after ${paper}`),
    [...warnings].map((warning) => `! ${warning}`),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
