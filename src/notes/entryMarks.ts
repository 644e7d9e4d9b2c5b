import { findMark, withoutMarksOf, type Mark, type MarkStyle } from './marks';
import { priorityCellStyles, priorityStyles } from './priorityMarks';
import type { ReadingStatus } from './readingListEntry';
import { boxes, readCellStyles, statusCellStyles, statusStyles } from './statusMarks';

/** Check boxes that GFM has not, as an entry's text begins with them. */
const customBox = /^\[([/-])\](?:\s|$)/u;

const titlePriorityStyles = priorityStyles.filter((style) => style.inTitles === true);
const titleStatusStyles = statusStyles.filter((style) => style.inTitles === true);
/** Longer texts are no entry's line; their marks are looked for in their beginning. */
const longest = 4000;

/** Reads `(p2)`, `[p1]`, `(priority: 3)`, a leading `p1:`, `🔥` and their like; 0 to 99, smaller is more urgent. */
export function readPriority(text: string): number | undefined {
  return findPriority(text.replace(customBox, ''))?.value;
}

export function findPriority(text: string): Mark<number> | undefined {
  return findMark(text.slice(0, longest), priorityStyles);
}

/** The same in a title, where words are the title's own; signs count at its ends. */
export function readTitlePriority(title: string): number | undefined {
  return findTitleMark(title, titlePriorityStyles)?.value;
}

export function findTitlePriority(title: string): Mark<number> | undefined {
  return findTitleMark(title, titlePriorityStyles);
}

export function findTitleStatus(title: string): Mark<ReadingStatus> | undefined {
  return findTitleMark(title, titleStatusStyles);
}

/** The text of a cell of a column of priorities, where `2` alone is one. */
export function readPriorityCell(text: string): number | undefined {
  return findPriorityCell(text)?.value;
}

export function findPriorityCell(text: string): Mark<number> | undefined {
  return findMark(text.slice(0, longest), priorityCellStyles);
}

/**
 * @param checked the GFM check box: true, false, or null where there is none.
 * @param text the entry's own text; a mark in it says more than the box does.
 */
export function readStatus(text: string, checked: boolean | null | undefined): ReadingStatus | undefined {
  const box = customBox.exec(text)?.[1];
  if (box !== undefined) return boxes.find(([, sign]) => sign === box)?.[0];
  const mark = findStatus(text);
  if (mark) return mark.value;
  if (checked == null) return undefined;
  return checked ? 'read' : 'to read';
}

export function findStatus(text: string): Mark<ReadingStatus> | undefined {
  return findMark(text.slice(0, longest), statusStyles);
}

/** The text of a cell of a column of states: `reading`, `Done`, `읽음`. */
export function readStatusCell(text: string, asked = false): ReadingStatus | undefined {
  return findStatusCell(text, asked)?.value;
}

/** @param asked the column's name is a question ("Read?"), so that "yes" is an answer. */
export function findStatusCell(text: string, asked: boolean): Mark<ReadingStatus> | undefined {
  return findMark(text.slice(0, longest), asked ? readCellStyles : statusCellStyles);
}

/** The text without its marks and the white space they leave. */
export function withoutMarks(text: string): string {
  if (!/\S/u.test(text)) return '';
  const head = text.slice(0, longest).replace(customBox, '');
  const unmarked = withoutMarksOf(withoutMarksOf(head, priorityStyles), statusStyles) + text.slice(longest);
  return unmarked.replace(/\s+/gu, ' ').trim();
}

/** What arXiv's pages have before their titles: "[2301.04104] Mastering …". */
const arxivPrefix =
  /^\[(?:arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z-]{2,17})?\/\d{7})(?:v\d+)?\]\s+(?=\S)/i;

/** A title without the marks in it and at its ends, nor the identifier before it. */
export function titleWithoutMarks(title: string): string {
  let result = title.trim().replace(arxivPrefix, '');
  if (result.length > longest) return result.replace(/\s+/gu, ' ');
  for (let round = 0; round < 4; round++) {
    const mark = findTitlePriority(result) ?? findTitleStatus(result);
    if (!mark) break;
    result = `${result.slice(0, mark.range.start)} ${result.slice(mark.range.end)}`.trim();
  }
  const [first] = bracketedStatus;
  const bracketed = first ? withoutMarksOf(result, [first]) : result;
  return bracketed.replace(/\s+/gu, ' ').trim();
}

const bracketedStatus = statusStyles.slice(0, 1);

/** The words of a title may be anything: only marks in brackets, at its beginning, and signs at its ends count. */
function findTitleMark<T>(title: string, styles: readonly MarkStyle<T>[]): Mark<T> | undefined {
  const text = title.slice(0, longest);
  for (const style of styles) {
    const mark = findMark(text, [style]);
    if (!mark) continue;
    const atEnd = mark.range.end === text.trimEnd().length || mark.range.start === text.search(/\S/);
    if (atEnd || /[([（]/u.test(text[mark.range.start] ?? '')) return mark;
  }
  return undefined;
}
