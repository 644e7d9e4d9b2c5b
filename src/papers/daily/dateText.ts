/** A day as written, before its year is known. */
export interface WrittenDate {
  readonly year: number | undefined;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday; where a weekday stands beside the day. */
  readonly weekday: number | undefined;
}

/** "3 hours ago": so many days before the page was saved. */
export interface DaysAgo {
  readonly daysAgo: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths =
  'january february march april may june july august september october november december'.split(' ');
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const weekdayPart = '(?:(sun|mon|tue|wed|thu|fri|sat)[a-z]*\\.?,?\\s+)?';
const patterns: readonly (readonly [RegExp, readonly ('weekday' | 'month' | 'day' | 'year')[]])[] = [
  // "Oct 28, 2024", "October 28", "Thu, Oct 30 2025". A number below 1000 after the day is no year.
  [
    new RegExp(
      `^${weekdayPart}([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+((?:19|20)\\d{2})(?!\\d))?`,
      'i',
    ),
    ['weekday', 'month', 'day', 'year'],
  ],
  // "28 Oct 2024", "28 October"
  [
    new RegExp(
      `^${weekdayPart}(\\d{1,2})(?:st|nd|rd|th)?\\s+([a-z]{3,9})\\.?(?:,?\\s+((?:19|20)\\d{2})(?!\\d))?`,
      'i',
    ),
    ['weekday', 'day', 'month', 'year'],
  ],
  // "2024-10-28", "2024.10.28.", "2024년 10월 28일"
  [
    /^((?:19|20)\d{2})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:\.|일)?(?![\d])/u,
    ['year', 'month', 'day'],
  ],
  // "10월 28일"
  [/^(\d{1,2})월\s?(\d{1,2})일/u, ['month', 'day']],
];

/** Reads a day at the start of `text`; `length` is how much of it that took. Undefined where no day stands. */
export function readDate(text: string): { readonly date: WrittenDate; readonly length: number } | undefined {
  for (const [pattern, names] of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const part = (name: (typeof names)[number]): string | undefined => match[names.indexOf(name) + 1];
    const month = monthOf(part('month') ?? '');
    const day = Number(part('day'));
    if (month === undefined || day < 1 || day > daysIn(month)) continue;
    const year = names.includes('year') ? part('year') : undefined;
    const weekday = names.includes('weekday') ? weekdays.indexOf((part('weekday') ?? '').toLowerCase()) : -1;
    return {
      date: {
        year: year === undefined ? undefined : Number(year),
        month,
        day,
        weekday: weekday < 0 ? undefined : weekday,
      },
      length: match[0].length,
    };
  }
  return undefined;
}

/** The first day with its year within a short text, as in "Daily Papers, 2025-10-30". */
export function dateIn(text: string): WrittenDate | undefined {
  for (const { index } of text.slice(0, 160).matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    const date = readDate(text.slice(index))?.date;
    if (date?.year !== undefined) return date;
  }
  return undefined;
}

/** "yesterday", "about 3 hours ago", "2 days ago", "5일 전". */
export function readAge(text: string): DaysAgo | undefined {
  if (/^(?:today|just now|오늘)$/i.test(text)) return { daysAgo: 0 };
  if (/^(?:yesterday|어제)$/i.test(text)) return { daysAgo: 1 };
  const match =
    /^(?:about |over |almost )?(an?|\d{1,3})\s+(minute|hour|day|week)s?\s+ago$/i.exec(text) ??
    /^(\d{1,3})(분|시간|일|주)\s?전$/u.exec(text);
  if (!match) return undefined;
  const count = /^an?$/i.test(match[1] ?? '') ? 1 : Number(match[1]);
  const unit = (match[2] ?? '').toLowerCase();
  if (unit === 'week' || unit === '주') return { daysAgo: count * 7 };
  return {
    daysAgo: unit === 'day' || unit === '일' ? count : Math.floor(count / (unit === 'hour' ? 24 : 1440)),
  };
}

function monthOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
  const name = text.toLowerCase();
  const at = name.length === 3 ? months.indexOf(name) : name === 'sept' ? 8 : longMonths.indexOf(name);
  return at < 0 ? undefined : at + 1;
}

function daysIn(month: number): number {
  return [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
}
