import type { OffsetRange } from '../base/text';
import { findStatusCell } from './entryMarks';
import type { Mark } from './marks';
import type { ReadingStatus } from './readingListEntry';

/** A line of a paper's notes that says nothing but how far the paper is read: "Status: read", "- **상태**: 읽음". */
export interface StatusLine {
  /** In the note, without its line end. */
  readonly range: OffsetRange;
  readonly status: ReadingStatus;
}

/** Who says so at all says so near the heading. */
const linesLookedAt = 20;
const label =
  /^[ \t>]{0,40}(?:[-*+•][ \t]{1,8})?[*_]{0,3}(?:(?:reading )?status|state|(?:읽기 ?|진행 ?)?상태|진행)[*_]{0,3}[ \t]{0,3}[:：][*_]{0,3}[ \t]{0,8}(?=\S)/iu;
const longestValue = 40;

/** The first such line of what stands under a paper's heading; what stands under a heading of its own is not looked at. */
export function findStatusLine(text: string, { start, end }: OffsetRange): StatusLine | undefined {
  let at = start;
  for (let count = 0; count < linesLookedAt && at < end; count++) {
    const length = text.slice(at, end).search(/[\r\n]/);
    const range = { start: at, end: length < 0 ? end : at + length };
    const line = text.slice(range.start, Math.min(range.end, range.start + 200));
    if (/^ {0,3}(?:#{1,6}[ \t]|```|~~~)/.test(line)) return undefined;
    const mark = range.end - range.start < 200 ? markOfStatusLine(line) : undefined;
    if (mark) return { range, status: mark.value };
    at = range.end + (text.startsWith('\r\n', range.end) ? 2 : 1);
  }
  return undefined;
}

/** The mark of such a line, its range in the line. */
export function markOfStatusLine(line: string): Mark<ReadingStatus> | undefined {
  const before = label.exec(line)?.[0].length;
  if (before === undefined || line.length - before > longestValue) return undefined;
  const value = line.slice(before);
  const mark = findStatusCell(value, false);
  if (!mark) return undefined;
  const { start, end } = mark.range;
  // "Status: accepted, not read by me" is a sentence.
  if (/[\p{L}\p{N}]/u.test(value.slice(0, start) + value.slice(end))) return undefined;
  return { ...mark, range: { start: before + start, end: before + end } };
}
