import { visit } from 'unist-util-visit';
import { LineIndex, type OffsetRange, type TextEdit } from '../../base/text';
import { parseMarkdown, rangeOf } from '../../notes/markdown';
import { defaultReadingListSections } from '../../notes/readingSections';
import type { CategoryEdits } from './headingEdits';
import { keepsEntries } from './keepsEntries';

/** An entry's tags, as they are to be written, without `#`. */
export interface TagAssignment {
  /** Of the entry, from 0. */
  readonly line: number;
  readonly tags: readonly string[];
}

/**
 * Writes tags at the end of the entries' lines, ` #information-theory`: in a table at the end of the cell with the link, in
 * a closed heading before its closing `#`. A tag that the line has already is not written again.
 */
export function tagEdits(
  text: string,
  assignments: readonly TagAssignment[],
  sections: readonly string[] = defaultReadingListSections,
): CategoryEdits {
  const lines = new LineIndex(text);
  const cells = linkCells(text, lines);
  const proposed = assignments.flatMap(({ line, tags }) => {
    const range = cells.get(line) ?? lines.line(line);
    const written = text.slice(range.start, range.end);
    const missing = tags.filter((tag) => tag !== '' && !hasTag(written, tag));
    if (missing.length === 0) return [];
    const at = range.start + endOfEntry(written);
    const newText = missing.map((tag) => ` #${tag}`).join('');
    return [{ line, edit: { range: { start: at, end: at }, newText } satisfies TextEdit }];
  });
  const keeps = (some: typeof proposed): boolean =>
    keepsEntries(
      text,
      some.map(({ edit }) => edit),
      sections,
    );
  // One line that cannot be written to (a link over several lines, say) is not to keep all others back.
  const kept = keeps(proposed) ? proposed : proposed.filter((one) => keeps([one]));
  return {
    edits: kept.map(({ edit }) => edit),
    left: proposed.filter((one) => !kept.includes(one)).map(({ line }) => line),
  };
}

function hasTag(text: string, tag: string): boolean {
  const at = text.toLowerCase().indexOf(`#${tag.toLowerCase()}`);
  return at >= 0 && !/^[\p{L}\p{M}\p{N}_-]/u.test(text.slice(at + tag.length + 1));
}

/** Before trailing white space, the backslash of a hard break and the closing `##` of a heading. */
function endOfEntry(line: string): number {
  const end = line.replace(/(?:\s|\\)+$/, '').length;
  const closing = /^ {0,3}#{1,6}\s.*?(\s+#+)$/.exec(line.slice(0, end))?.[1];
  return end - (closing?.length ?? 0);
}

/** Of each row of a table: the cell that holds its first link, or its first cell, without the bar after it. */
function linkCells(text: string, lines: LineIndex): ReadonlyMap<number, OffsetRange> {
  const cells = new Map<number, OffsetRange>();
  visit(parseMarkdown(text).root, 'tableRow', (row) => {
    const linked = row.children.find((cell) => JSON.stringify(cell).includes('"link'));
    const range = rangeOf(linked ?? row.children[0] ?? row);
    if (!range) return;
    const bar = text.slice(range.start, range.end).search(/\s*\|\s*$/);
    const end = bar > 0 ? range.start + bar : range.end;
    cells.set(lines.position(range.start).line, { start: range.start, end });
  });
  return cells;
}
