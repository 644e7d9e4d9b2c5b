import type { DailyDate } from './dailyEntry';
import type { DaysAgo, WrittenDate } from './dateText';

/** What is known of a page beside its text. */
export interface PageContext {
  /** The file's name, where the text is a file's: "2025-10-30.txt" says of which day it is. */
  readonly fileName?: string;
  /** When the file was last written, `2025-10-30`. */
  readonly savedOn?: string;
  readonly today: string;
}

/** One date of a page, with the identifier of the paper it stands at. */
export interface DateToResolve {
  readonly date: WrittenDate | DaysAgo;
  readonly arxiv: string | undefined;
}

interface Evidence {
  readonly year: number;
  readonly reason: string;
}

/** So many dates of the year before make it unlikely that the page left out a whole year by chance. */
const enoughDates = 3;

/**
 * Days with their years. A page writes the year out only where it is not the page's own, so a day without one is of the
 * year that the page was saved in; what tells that year is tried from the surest on, and kept as the reason.
 */
export class DateResolver {
  private readonly year: Evidence;
  private readonly page: DailyDate | undefined;

  constructor(
    pageDate: WrittenDate | DaysAgo | undefined,
    entries: readonly DateToResolve[],
    private readonly context: PageContext,
  ) {
    this.year = pageYear(pageDate, entries, context);
    this.page = pageDate && this.resolve({ date: pageDate, arxiv: undefined });
  }

  resolve({ date, arxiv }: DateToResolve): DailyDate {
    if ('daysAgo' in date) return this.ago(date);
    const { year, month, day } = date;
    if (year !== undefined)
      return { iso: isoDay(year, month, day), yearWritten: true, reason: 'As the page has it.' };
    const guess = (evidence: Evidence): DailyDate => ({
      iso: isoDay(evidence.year, month, day),
      yearWritten: false,
      reason: `The page leaves the year out: ${evidence.reason}.`,
    });
    const ofId = arxiv === undefined ? undefined : yearOfId(arxiv, month);
    if (ofId) return guess(ofId);
    const found = guess(this.year);
    const latest = this.page?.iso ?? this.reference();
    if (found.iso <= dayAfter(latest)) return found;
    const before = this.year.year - 1;
    return guess({
      year: before,
      reason: `${this.year.reason}, and a day after ${latest} is of the year before, ${before}`,
    });
  }

  private ago({ daysAgo }: DaysAgo): DailyDate {
    const from = this.page?.iso ?? this.reference();
    const iso = new Date(Date.parse(`${from}T00:00:00Z`) - daysAgo * 86_400_000).toISOString().slice(0, 10);
    return { iso, yearWritten: false, reason: `Counted back from ${from}.` };
  }

  private reference(): string {
    return this.context.savedOn ?? this.context.today;
  }
}

function pageYear(
  pageDate: WrittenDate | DaysAgo | undefined,
  entries: readonly DateToResolve[],
  { fileName, savedOn, today }: PageContext,
): Evidence {
  const header = pageDate && 'month' in pageDate ? pageDate : undefined;
  if (header?.year !== undefined)
    return { year: header.year, reason: `the page's own date is of ${header.year}` };
  const named = /(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(
    fileName ?? '',
  );
  if (named) return { year: Number(named[1]), reason: `the file's name says ${named[1]}` };
  const now = Number((savedOn ?? today).slice(0, 4));
  if (header?.weekday !== undefined) {
    const year = [0, 1, 2, 3, 4, 5, 6].map((back) => now - back).find((each) => fallsOn(each, header));
    if (year !== undefined) return { year, reason: `the page's own date falls on that weekday in ${year}` };
  }
  const ids = entries.flatMap(({ date, arxiv }) =>
    'month' in date && date.year === undefined && arxiv !== undefined
      ? (yearOfId(arxiv, date.month)?.year ?? [])
      : [],
  );
  if (ids.length > 0)
    return { year: Math.max(...ids), reason: `identifiers on the page are of ${Math.max(...ids)}` };
  const years = entries.flatMap(({ date }) => ('month' in date ? (date.year ?? []) : []));
  const last = years.reduce((a, b) => Math.max(a, b), 0);
  if (years.filter((year) => year === last).length >= enoughDates && last < now) {
    return {
      year: last + 1,
      reason: `it does so for its own year only, and the last year it writes out is ${last}, so this is ${last + 1}`,
    };
  }
  const which = savedOn === undefined ? 'it was read' : 'the file was written';
  return { year: Math.max(now, last), reason: `${which} in ${Math.max(now, last)}` };
}

/** The year of an identifier (`2510.01234`), where its month is about that of the day. */
function yearOfId(arxiv: string, month: number): Evidence | undefined {
  const match = /^(?:[a-z-]+\/)?(\d{2})(\d{2})/.exec(arxiv);
  if (!match) return undefined;
  const short = Number(match[1]);
  const year = arxiv.includes('/') && short > 90 ? 1900 + short : 2000 + short;
  const apart = month - Number(match[2]);
  const reason = `arXiv:${arxiv} is of ${year}`;
  // Submitted in one month, announced or listed in the next; at the turn of the year that is another year.
  if (apart === -11 || apart === -10) return { year: year + 1, reason };
  if (apart === 11) return { year: year - 1, reason };
  return Math.abs(apart) <= 2 ? { year, reason } : undefined;
}

function fallsOn(year: number, { month, day, weekday }: WrittenDate): boolean {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday;
}

/** February 29 of a year without one is the last day of that month. */
function isoDay(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${part(month)}-${part(Math.min(day, last))}`;
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
