import type { OffsetRange } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import { writeLinkText } from '../noteLinks';
import { cellAt, writeCell } from './cellEdits';
import { replacement, type Candidates } from './markEdits';
import { titleRanges } from './titleRanges';

/** Edits of the title that an entry gives its paper: the text of its link, a marked title, or a cell of titles. */
export function titleEdits(text: string, found: FoundEntry, value: string): Candidates {
  const { row } = found;
  const written = writeLinkText(value);
  const inText = ({ start, end }: OffsetRange): Candidates[number] => [
    replacement(text, { start, end }, written),
  ];
  const { marked, plain } = titleRanges(text, found);
  const candidates = marked.map(inText);
  if (row && row.columns.title >= 0 && cellAt(text, row, row.columns.title)) {
    candidates.push(writeCell(text, row, row.columns.title, written));
  }
  return [...candidates, ...plain.map(inText)];
}
