import { systemClock } from '../adapters/systemClock';
import { LineIndex } from '../base/text';
import type { DailyEntry } from '../papers/daily/dailyEntry';
import { looksLikeDailyPapers } from '../papers/daily/looksLikeDailyPapers';
import { readDailyPapers } from '../papers/daily/readDailyPapers';
import { recordOfEntry } from '../papers/daily/records';
import type { ImportFormat } from './importFormat';

/** Pages of Daily Papers: saved text, pasted text, or the service's JSON. */
export const dailyImport: ImportFormat = {
  name: 'a Daily Papers page',
  detects: ({ text }) => looksLikeDailyPapers(text.slice(0, 100_000)) || readsAsOne(text),
  read: ({ text, name, savedOn }) => {
    const page = readDailyPapers(text, { fileName: name, savedOn, today: today() });
    const lines = new LineIndex(text);
    const entries = new Map(page.entries.map((entry) => [entry.key, entry]));
    const source = page.format === 'json' ? 'hugging-face' : 'import';
    return {
      rows: page.entries.map((entry) => row(entry, lines)),
      record: (key, known, at) => {
        const entry = entries.get(key);
        if (!entry) throw new RangeError(`no entry ${key}`);
        return recordOfEntry(entry, source, known, at);
      },
      problems: page.problems,
    };
  },
};

/** A single pasted entry has too little to be told by its start alone: a title with authors or a day below it. */
function readsAsOne(text: string): boolean {
  if (text.length > 20_000 || /^\s*[@<]/.test(text)) return false;
  const { entries } = readDailyPapers(text, { today: today() });
  return (
    entries.length > 0 &&
    entries.every(({ authorsCount, date }) => authorsCount !== undefined && date !== undefined)
  );
}

function row(entry: DailyEntry, lines: LineIndex) {
  const { key, title, abstract, authorsCount, authors, organisation, submitter, date } = entry;
  return {
    key,
    title,
    abstract: abstract || null,
    authors: { count: authorsCount ?? null, names: authors },
    organisation: organisation ?? null,
    submitter: submitter ?? null,
    date: date ? { day: date.iso, yearWritten: date.yearWritten, reason: date.reason } : null,
    comments: entry.comments ?? null,
    upvotes: entry.upvotes ?? null,
    ids: { arxiv: entry.ids.arxiv ?? null },
    links: entry.links,
    missing: entry.missing,
    line: entry.range ? lines.position(entry.range.start).line + 1 : null,
  };
}

function today(): string {
  return new Date(systemClock.now()).toISOString().slice(0, 10);
}
