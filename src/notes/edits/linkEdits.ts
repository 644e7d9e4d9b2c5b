import type { OffsetRange, TextEdit } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import { writeAddress, writeLinkText } from '../noteLinks';
import { cellAt } from './cellEdits';
import { replacement, type Candidates } from './markEdits';
import { titleRanges } from './titleRanges';

/**
 * Edits that make the title of an entry without a link a link, within its quotes or emphasis. The title stays as it is
 * written; where it holds brackets that would end the link early it is escaped.
 */
export function linkEdits(text: string, found: FoundEntry, address: string): Candidates {
  if (found.entry.href !== undefined) return [];
  const { marked, plain } = titleRanges(text, found);
  const end = `](${writeAddress(address, 'inline')})`;
  return [...marked, ...cellOfTitle(text, found), ...plain].flatMap((range) => [
    [insertion(range.start, '['), insertion(range.end, end)],
    [replacement(text, range, `[${writeLinkText(text.slice(range.start, range.end))}${end}`)],
  ]);
}

function cellOfTitle(text: string, { row }: FoundEntry): readonly OffsetRange[] {
  const cell = row && row.columns.title >= 0 ? cellAt(text, row, row.columns.title) : undefined;
  return cell && cell.text !== '' ? [{ start: cell.start, end: cell.end }] : [];
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}
