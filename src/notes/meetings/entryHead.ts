import type { OffsetRange } from '../../base/text';
import { dateAt, weekdayAt, type FoundDate, type FoundWeekday } from '../noteDates';
import { readableText } from '../readableText';

/** The line that begins a meeting, taken apart. Ranges are into the line's raw text. */
export interface EntryHead {
  readonly date: FoundDate;
  readonly weekday: FoundWeekday | undefined;
  /** "Date: 2025-01-12": the line tells of the meeting whose section it stands in. */
  readonly isDateLine: boolean;
  /** What stands before the date or before its weekday: `**`, `Meeting 3 – `. */
  readonly before: string;
  /** From the start of the date or weekday to the end of both. */
  readonly dated: OffsetRange;
  /** Minutes after midnight; undefined where no time is given. */
  readonly minutes: number | undefined;
  /** The words beside the date, those before it first; empty where there are none. */
  readonly title: string;
}

/** Words that say of a line with a date, or of the section it stands in, that this is about meetings. */
export const meetingWord =
  /\b(?:meetings?|minutes|sync|stand-?up|1:1|one-on-one|weekly|bi-?weekly|call|seminar|group notes|lab notes|agenda|retro(?:spective)?|kick-?off)\b|회의|미팅|모임|세미나|스터디|주간|정기|랩미팅|면담|議事録|会议/iu;

const dateLabel =
  /^(?:date(?: and time)?|when|일시|날짜|일자|日時|日期)\s*(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*/iu;
const decoration = /^[^\p{L}\p{N}]*/u;
const time =
  /^[\sT,@(|–—-]*(?:(?<half>오전|오후)\s?)?(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::\d{2})?|\s?시(?:\s?(?<korean>\d{1,2})\s?분)?|(?=\s?[ap]m))\s?(?<ampm>[ap]\.?m\.?)?(?:\s?[-~–—]\s?(?:오전|오후)?\s?\d{1,2}(?::\d{2}|\s?시)?(?:\s?\d{1,2}\s?분)?\s?(?:[ap]m)?)?(?:\s?(?:KST|UTC|GMT|CET|CEST|EST|EDT|PST|PDT|JST)\b)?\)?/iu;
const separators = /^[\s:：|·,~\-–—>)*_\]]+/u;
const mostBefore = 60;
const mostCharacters = 240;

/**
 * Reads a line as the head of a meeting: a date at its start, after marks or a weekday; or after words, for headings and
 * where the words speak of a meeting. Undefined where the date is in the middle of a sentence.
 */
export function readEntryHead(line: string, isHeading: boolean): EntryHead | undefined {
  const raw = line.slice(0, mostCharacters);
  if (!/\d/.test(raw)) return undefined;
  const start = decoration.exec(raw)?.[0].length ?? 0;
  const label = dateLabel.exec(raw.slice(start));
  const from = start + (label?.[0].length ?? 0);
  const first = headAt(raw, label ? from + (decoration.exec(raw.slice(from))?.[0].length ?? 0) : from);
  if (first) return headOf(raw, first.date, first.weekday, label !== null);
  if (label) return undefined;
  const later = dateAfterWords(raw, start, isHeading);
  return later && headOf(raw, later, undefined, false);
}

interface DateAndWeekday {
  readonly date: FoundDate;
  readonly weekday: FoundWeekday | undefined;
}

/** A date at the offset, or a weekday and then a date. */
function headAt(raw: string, offset: number): DateAndWeekday | undefined {
  const date = dateAt(raw, offset);
  if (date) return { date, weekday: undefined };
  const weekday = weekdayAt(raw, offset);
  if (!weekday) return undefined;
  const gap = /^[\s,.)\]]*/.exec(raw.slice(weekday.range.end))?.[0].length ?? 0;
  const after = dateAt(raw, weekday.range.end + gap);
  return after && { date: after, weekday };
}

function dateAfterWords(raw: string, start: number, isHeading: boolean): FoundDate | undefined {
  for (const { index } of raw.slice(0, mostBefore).matchAll(/(?<![\p{L}\p{N}.])[\p{Lu}\d]/gu)) {
    const date = index > start ? dateAt(raw, index) : undefined;
    if (!date || date.year === undefined) continue;
    const words = raw.slice(0, index);
    if (meetingWord.test(words) || /#\s?\d+\s*\W*$/.test(words)) return date;
    // "## [1.2.0] - 2025-01-12" is a change log's, "Results of 2025-01-12" no meeting.
    const endsThere = /^\s*[)\]*_.]*$/u.test(raw.slice(headOf(raw, date, undefined, false).dated.end));
    const isLog = /\d\.\d|\b(?:of|from|on|since|until|by|as of|due|version|release[ds]?)\W*$/iu.test(words);
    return isHeading && endsThere && !isLog ? date : undefined;
  }
  return undefined;
}

function headOf(
  raw: string,
  date: FoundDate,
  leading: FoundWeekday | undefined,
  isDateLine: boolean,
): EntryHead {
  let end = date.range.end;
  let weekday = leading;
  const gap = /^\.?\s*[,(（[]?\s*/u.exec(raw.slice(end))?.[0].length ?? 0;
  const trailing = leading ? undefined : weekdayAt(raw, end + gap);
  if (trailing) {
    weekday = trailing;
    end = trailing.range.end + (/^\s*[)）\]](?!\])/u.exec(raw.slice(trailing.range.end))?.[0].length ?? 0);
  }
  const start = leading ? leading.range.start : date.range.start;
  const clock = time.exec(raw.slice(end));
  const rest = raw.slice(end + (clock?.[0].length ?? 0)).replace(separators, '');
  const before = raw.slice(0, start);
  const words = isDateLine ? '' : readableText(before).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '');
  const after = readableText(rest).replace(/[\s*_~]+$/u, '');
  return {
    date,
    weekday,
    isDateLine,
    before,
    dated: { start, end },
    minutes: clock ? minutesOf(clock.groups ?? {}) : undefined,
    title: [words.replace(/[([]$/u, '').trim(), after].filter((part) => part !== '').join(' – '),
  };
}

function minutesOf(groups: Readonly<Record<string, string | undefined>>): number {
  const { half, hour, minute, korean, ampm } = groups;
  const afternoon = half === '오후' || /^p/i.test(ampm ?? '');
  const hours = Number(hour) % (half !== undefined || ampm !== undefined ? 12 : 24);
  return (hours + (afternoon ? 12 : 0)) * 60 + Number(minute ?? korean ?? 0);
}

/** True where letters go on right after the date: "2025-01-12부터", a date within a sentence. */
export function runsOn(raw: string, { dated }: EntryHead): boolean {
  return /^(?!T\d)\p{L}/u.test(raw.slice(dated.end));
}
