import type { ReadingStatus } from './readingListEntry';

/** What people write beside a link about reading it. */
export interface EntryMarks {
  readonly priority: number | undefined;
  readonly status: ReadingStatus | undefined;
}

const priorityMark = /[([（]\s*(?:p|priority\b|우선\s?순위|중요도)\s*[:=]?\s*(\d{1,2})\s*[)\]）]/iu;

/** "p1: …" and "p1 – …" at the start of an entry. */
const leadingPriority = /^\s*p\s?(\d{1,2})\s*(?:[:：.)]|[-–—|](?=\s))/iu;

const statusMarks: readonly (readonly [RegExp, ReadingStatus])[] = [
  [/[([（]\s*(?:to[ -]read|unread|읽을 것|읽을 예정)\s*[)\]）]/iu, 'to read'],
  [/[([（]\s*(?:reading|in progress|읽는 중|읽고 있음)\s*[)\]）]/iu, 'reading'],
  [/[([（]\s*(?:read|done|finished|읽음|완료)\s*[)\]）]/iu, 'read'],
  [/[([（]\s*(?:skip|skipped|dropped|건너뜀)\s*[)\]）]/iu, 'skipped'],
];

/** Check boxes of other editors than GFM's `[ ]` and `[x]`: `[/]` is half done, `[-]` is dropped. */
const customBox = /^\[([/-])\](?:\s|$)/u;

/** Reads `(p2)`, `(P 2)`, `[p1]`, `(priority: 3)`, a leading `p1:` and their like; 0 to 99, smaller is more urgent. */
export function readPriority(text: string): number | undefined {
  const match = priorityMark.exec(text) ?? leadingPriority.exec(text.replace(customBox, ''));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** The text of a cell of a column of priorities, where `2` alone is one. */
export function readPriorityCell(text: string): number | undefined {
  const match = /^\s*[([]?\s*p?\s*(\d{1,2})\s*[)\]]?\s*$/iu.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/**
 * @param checked the GFM check box: true, false, or null where there is none.
 * @param text the entry's own text; a mark in it says more than the box does.
 */
export function readStatus(text: string, checked: boolean | null | undefined): ReadingStatus | undefined {
  const box = customBox.exec(text)?.[1];
  if (box !== undefined) return box === '-' ? 'skipped' : 'reading';
  for (const [pattern, status] of statusMarks) if (pattern.test(text)) return status;
  if (checked == null) return undefined;
  return checked ? 'read' : 'to read';
}

/** The text of a cell of a column of states: `reading`, `Done`, `읽음`. */
export function readStatusCell(text: string): ReadingStatus | undefined {
  return readStatus(`(${text.trim()})`, undefined);
}

/** The text without its marks and the white space they leave. */
export function withoutMarks(text: string): string {
  let result = text.replace(customBox, '').replace(leadingPriority, '').replace(priorityMark, ' ');
  for (const [pattern] of statusMarks) result = result.replace(pattern, ' ');
  return result.replace(/\s+/gu, ' ').trim();
}
