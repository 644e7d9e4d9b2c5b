import type { OffsetRange } from '../base/text';
import { koreanWeekdays, monthNames, weekdayNames, type CalendarDate } from './calendar';

/** A date in a line, with what it takes to write another the same way. */
export interface FoundDate {
  readonly month: number;
  readonly day: number;
  /** Undefined for "12 January". */
  readonly year: number | undefined;
  /** Both parts are 12 or less and the line does not tell which is the month: `03/04/2025`. */
  readonly ambiguous: boolean;
  /** Of the date alone, in the text it was found in. */
  readonly range: OffsetRange;
  /** Whether one-digit numbers have a zero before them; undefined where this date does not tell. */
  readonly padded: boolean | undefined;
  /** Whether dates of this shape commonly have it: `2025-01-02`, but "2 January 2025". */
  readonly usuallyPadded: boolean;
  readonly write: (date: CalendarDate, padded: boolean) => string;
}

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = Omit<FoundDate, 'range'>;

interface Shape {
  readonly pattern: RegExp;
  readonly read: (groups: Groups) => Reading | undefined;
}

const dash = '[-\u2010-\u2015\u2212]';
const english = monthNames
  .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`)
  .join('|')
  .replace('Sep(', 'Sept?(');
const monthWord = `(?<name>${english}|Sept)(?![a-z])(?<dot>\\.?)`;
const ordinal = '(?<ordinal>st|nd|rd|th)?';

const shapes: readonly Shape[] = [
  {
    pattern:
      /(?<y>\d{4}|\d{2})(?<s1>\s?[년年]\s?)(?<m>\d{1,2})(?<s2>\s?[월月]\s?)(?<d>\d{1,2})(?<tail>\s?[일日号])/uy,
    read: (groups) => numeric(groups, 'ymd'),
  },
  {
    pattern: new RegExp(
      `(?<y>\\d{4})(?<s1>\\s?(?:${dash}|[./])\\s?)(?<m>\\d{1,2})(?<s2>\\s?(?:${dash}|[./])\\s?)(?<d>\\d{1,2})(?!\\d|\\.\\d)`,
      'uy',
    ),
    read: (groups) => numeric(groups, 'ymd'),
  },
  {
    pattern: /(?<y>(?:19|20)\d\d)(?<m>[01]\d)(?<d>[0-3]\d)(?!\d)/uy,
    read: (groups) => numeric(groups, 'ymd'),
  },
  {
    pattern: /(?<d>\d{1,2})(?<s1>[./-])(?<m>\d{1,2})(?<s2>\k<s1>)(?<y>\d{4})(?!\d|\.\d)/uy,
    read: (groups) => {
      const [first, second] = [Number(groups['d']), Number(groups['m'])];
      const monthFirst = second > 12 || (groups['s1'] === '/' && first <= 12);
      const swapped = { ...groups, m: groups['d'], d: groups['m'] };
      const reading = monthFirst ? numeric(swapped, 'mdy') : numeric(groups, 'dmy');
      return {
        ...reading,
        ambiguous: groups['s1'] === '/' && first <= 12 && second <= 12 && first !== second,
      };
    },
  },
  {
    pattern: /['’]?(?<y>\d{2})(?<s1>[./-])(?<m>\d{1,2})(?<s2>\k<s1>)(?<d>\d{1,2})(?![\d./-]\d|\d)/uy,
    read: (groups) =>
      Number(groups['m']) <= 12 && Number(groups['d']) <= 31 ? numeric(groups, 'ymd') : undefined,
  },
  {
    pattern: new RegExp(
      `(?<d>\\d{1,2})${ordinal}(?<s1>\\.?\\s|-|\\sof\\s)${monthWord}(?<s2>,?\\s|-)(?<y>\\d{4})(?!\\d)`,
      'iuy',
    ),
    read: (groups) => named(groups, 'dmy'),
  },
  {
    pattern: new RegExp(
      `${monthWord}(?<s1>\\s)(?<d>\\d{1,2})${ordinal}(?<s2>,\\s?|\\s)(?<y>\\d{4})(?!\\d)`,
      'iuy',
    ),
    read: (groups) => named(groups, 'mdy'),
  },
  {
    pattern: /(?<m>\d{1,2})(?<s2>\s?월\s?)(?<d>\d{1,2})(?<tail>\s?일)/uy,
    read: (groups) => numeric(groups, 'md'),
  },
  {
    pattern: new RegExp(`(?<d>\\d{1,2})${ordinal}(?<s1>\\.?\\s)${monthWord}(?![\\p{L}\\d])`, 'iuy'),
    read: (groups) => named(groups, 'dm'),
  },
  {
    pattern: new RegExp(`${monthWord}(?<s1>\\s)(?<d>\\d{1,2})${ordinal}(?![\\p{L}\\d:.–-])`, 'iuy'),
    read: (groups) => named(groups, 'md'),
  },
];

/** The date that starts at the offset; undefined where none does. */
export function dateAt(text: string, offset: number): FoundDate | undefined {
  for (const { pattern, read } of shapes) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    const reading = match && read(match.groups ?? {});
    if (reading) return { ...reading, range: { start: offset, end: offset + match[0].length } };
  }
  return undefined;
}

type Order = 'ymd' | 'dmy' | 'mdy' | 'md' | 'dm';

function numeric(groups: Groups, order: Order): Reading {
  const { y, m = '', d = '', s1 = '', s2 = '', tail = '' } = groups;
  const write = (date: CalendarDate, padded: boolean): string => {
    const number = (value: number): string => (padded ? String(value).padStart(2, '0') : String(value));
    const year = y?.length === 2 ? String(date.year % 100).padStart(2, '0') : String(date.year);
    const [month, day] = [number(date.month), number(date.day)];
    if (order === 'ymd') return `${year}${s1}${month}${s2}${day}${tail}`;
    if (order === 'dmy') return `${day}${s1}${month}${s2}${year}${tail}`;
    if (order === 'mdy') return `${month}${s1}${day}${s2}${year}${tail}`;
    return `${month}${s2}${day}${tail}`;
  };
  return {
    year: fullYear(y),
    month: Number(m),
    day: Number(d),
    ambiguous: false,
    padded: paddingOf(m, d),
    usuallyPadded: tail === '' && order !== 'md',
    write,
  };
}

function named(groups: Groups, order: Order): Reading | undefined {
  const { y, d = '', s1 = '', s2 = '', name = '', dot = '', ordinal: suffix } = groups;
  const month =
    monthNames.findIndex((each) => each.toLowerCase().startsWith(name.slice(0, 3).toLowerCase())) + 1;
  // "may 5 people": a month's name is written with a capital, or is plainly no word.
  if (name === 'may' || name === 'march') return undefined;
  const write = (date: CalendarDate, padded: boolean): string => {
    const day = `${padded ? String(date.day).padStart(2, '0') : date.day}${suffix === undefined ? '' : ordinalOf(date.day)}`;
    const word = monthLike(name, date.month) + (date.month === 5 ? '' : dot);
    const year = y === undefined ? '' : `${s2}${date.year}`;
    return order === 'dmy' || order === 'dm' ? `${day}${s1}${word}${year}` : `${word}${s1}${day}${year}`;
  };
  return {
    year: fullYear(y),
    month,
    day: Number(d),
    ambiguous: false,
    padded: paddingOf('', d),
    usuallyPadded: false,
    write,
  };
}

/** The name of another month, as long and in the case of this one. */
function monthLike(name: string, month: number): string {
  const full = monthNames[month - 1] ?? '';
  // "May" is both: taken for the short form, which is by far the commoner in notes.
  const word =
    name.length > 4 || (name.length === 4 && name.toLowerCase() !== 'sept') ? full : full.slice(0, 3);
  if (name === name.toUpperCase()) return word.toUpperCase();
  return name === name.toLowerCase() ? word.toLowerCase() : word;
}

function ordinalOf(day: number): string {
  if (day >= 11 && day <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

function fullYear(year: string | undefined): number | undefined {
  if (year === undefined) return undefined;
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function paddingOf(...numbers: readonly string[]): boolean | undefined {
  if (numbers.some((each) => each.startsWith('0'))) return true;
  return numbers.some((each) => each.length === 1) ? false : undefined;
}

/** A weekday's name beside a date, with how to write that of another day the same way. */
export interface FoundWeekday {
  readonly range: OffsetRange;
  readonly write: (weekday: number) => string;
}

const weekdayPattern = new RegExp(
  `(?:(?<korean>[${koreanWeekdays}])(?<suffix>요일)?(?!\\p{L})|(?<english>${weekdayNames
    .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)}|s|rs?|nes)?`)
    .join('|')})(?![a-z]))`,
  'iuy',
);

export function weekdayAt(text: string, offset: number): FoundWeekday | undefined {
  weekdayPattern.lastIndex = offset;
  const match = weekdayPattern.exec(text);
  if (!match) return undefined;
  const { korean, suffix = '', english: word = '' } = match.groups ?? {};
  const write = (weekday: number): string => {
    if (korean !== undefined) return `${koreanWeekdays[weekday] ?? ''}${suffix}`;
    const full = weekdayNames[weekday] ?? '';
    const name = word.length > 5 ? full : full.slice(0, 3);
    return word === word.toUpperCase()
      ? name.toUpperCase()
      : word === word.toLowerCase()
        ? name.toLowerCase()
        : name;
  };
  return { range: { start: offset, end: offset + match[0].length }, write };
}
