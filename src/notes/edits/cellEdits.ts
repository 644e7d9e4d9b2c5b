import type { TextEdit } from '../../base/text';
import type { FoundEntry, RowPlace } from '../foundEntry';
import { rangeOf } from '../markdown';
import type { MarkField } from './fields';
import { replacement, type Candidates } from './markEdits';

/** A cell without its bars and the white space within them. */
interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** With its white space: from bar to bar. */
  readonly inner: { readonly start: number; readonly end: number };
}

/** Edits of a table's cell that holds a mark, in the style of the column. */
export function cellEdits<T>(
  text: string,
  { row: place }: FoundEntry,
  field: MarkField<T>,
  value: T | undefined,
): Candidates {
  if (!place || field.column(place) < 0) return [];
  const column = field.column(place);
  const cell = cellAt(text, place, column);
  const mark = cell && field.findInCell(cell.text, place);
  if (value === undefined) return cell ? [[written(text, cell, '')]] : [];
  const own = mark?.say(value);
  if (cell && mark && own !== undefined) {
    const range = { start: cell.start + mark.range.start, end: cell.start + mark.range.end };
    return [[replacement(text, range, own)]];
  }
  const others = place.table.children.slice(1).flatMap((row) => {
    const other = row === place.row ? undefined : cellAt(text, { ...place, row }, column);
    return (other && field.findInCell(other.text, place)?.say(value)) ?? [];
  });
  return [writeCell(text, place, column, others[0] ?? field.inCell(value))];
}

/** The edit that makes a cell say something; cells that the row lacks are added. */
export function writeCell(text: string, place: RowPlace, column: number, value: string): readonly TextEdit[] {
  const cell = cellAt(text, place, column);
  const escaped = value
    .replace(/(?<!\\)\|/g, '\\|')
    .replace(/\s+/gu, ' ')
    .trim();
  if (cell) return [written(text, cell, escaped)];
  const end = rangeOf(place.row)?.end;
  if (end === undefined) return [];
  const closed = text[end - 1] === '|' && text[end - 2] !== '\\';
  const missing = ' |'.repeat(column - place.row.children.length);
  return [{ range: { start: end, end }, newText: `${closed ? '' : ' |'}${missing} ${escaped} |` }];
}

function written(text: string, cell: Cell, value: string): TextEdit {
  if (cell.text !== '') return replacement(text, { start: cell.start, end: cell.end }, value);
  const width = cell.inner.end - cell.inner.start;
  // An empty cell keeps its width where the value has room in it.
  if (width >= value.length + 2) {
    const start = cell.inner.start + 1;
    return { range: { start, end: start + value.length }, newText: value };
  }
  return { range: cell.inner, newText: ` ${value} ` };
}

export function cellAt(text: string, { row }: RowPlace, column: number): Cell | undefined {
  const range = row.children[column] && rangeOf(row.children[column]);
  if (!range) return undefined;
  const raw = text.slice(range.start, range.end);
  const open = raw.startsWith('|') ? 1 : 0;
  const close = raw.length > open && /(?<!\\)\|$/.test(raw) ? 1 : 0;
  const inner = { start: range.start + open, end: range.end - close };
  const held = text.slice(inner.start, inner.end);
  const content = held.trim();
  const start = content === '' ? inner.start : inner.start + held.indexOf(content);
  return { start, end: start + content.length, text: content, inner };
}
