import { visit } from 'unist-util-visit';
import type { OffsetRange } from '../../base/text';
import { titleWithoutMarks } from '../entryMarks';
import type { FoundEntry } from '../foundEntry';
import { plainText } from '../markdown';
import { writeLinkText } from '../noteLinks';
import { cellAt, writeCell } from './cellEdits';
import { contentRange, entrySource } from './entrySource';
import { replacement, type Candidates } from './markEdits';

/** Edits of the title that an entry gives its paper: the text of its link, a marked title, or a cell of titles. */
export function titleEdits(text: string, found: FoundEntry, value: string): Candidates {
  const { entry, node, row } = found;
  if (entry.title === undefined) return [];
  const candidates: Candidates[number][] = [];
  const put = (range: OffsetRange | undefined, written: string): void => {
    if (range) candidates.push([replacement(text, range, written)]);
  };
  const title = entry.title;
  visit(node, (each) => {
    if (each.type === 'link' || each.type === 'linkReference') {
      if (titleWithoutMarks(plainText(each)) === title)
        put(within(text, contentRange(each), title), writeLinkText(value));
    } else if ((each.type === 'strong' || each.type === 'emphasis') && sameWords(plainText(each), title)) {
      put(within(text, contentRange(each), title), writeLinkText(value));
    }
  });
  if (row && row.columns.title >= 0 && cellAt(text, row, row.columns.title)) {
    candidates.push(writeCell(text, row, row.columns.title, writeLinkText(value)));
  }
  const source = entrySource(text, found);
  if (source) {
    // In quotes, or in the plain words of a reference.
    const at = text.slice(source.range.start, source.range.end).indexOf(title);
    const start = source.range.start + at;
    if (at >= 0) put({ start, end: start + title.length }, writeLinkText(value));
  }
  return candidates;
}

/** The title's own part of a link's text: marks beside it stay. */
function within(text: string, range: OffsetRange | undefined, title: string): OffsetRange | undefined {
  if (!range) return undefined;
  const at = text.slice(range.start, range.end).indexOf(title);
  return at < 0 ? range : { start: range.start + at, end: range.start + at + title.length };
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string): string => text.replace(/[\p{P}\s]+/gu, ' ').trim();
  return words(a) === words(b);
}
