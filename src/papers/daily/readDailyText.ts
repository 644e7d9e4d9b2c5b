import type { DailyEntry, DailyPage } from './dailyEntry';
import { mostItems, readItems } from './pageItems';
import { DateResolver, type PageContext } from './resolveDates';
import { segmentPage } from './segmentPage';

/**
 * Reads the text of a Daily Papers page, saved or pasted, whole or in part. Never throws; takes time linear in the
 * text. What is no entry (navigation, sign-up, footer) is left out; an entry without some of its parts says which.
 */
export function readDailyText(text: string, context: PageContext): DailyPage {
  const items = readItems(text);
  const { drafts, pageDates } = segmentPage(items);
  const dates = drafts.flatMap(({ date, ids }) => (date ? [{ date, arxiv: ids.arxiv }] : []));
  const resolvers = new Map<number, DateResolver>();
  const resolverOf = (page: number): DateResolver => {
    const known = resolvers.get(page) ?? new DateResolver(pageDates[page], dates, context);
    resolvers.set(page, known);
    return known;
  };
  const entries = drafts.map((draft): DailyEntry => {
    const { date, ids } = draft;
    return {
      ...draft.finish(),
      date: date && resolverOf(draft.pageDate).resolve({ date, arxiv: ids.arxiv }),
    };
  });
  const first = pageDates[0];
  const problems =
    items.length >= mostItems ? ['The text is too long for a page: its end was not read.'] : [];
  return {
    format: 'text',
    date: first && resolverOf(0).resolve({ date: first, arxiv: undefined }),
    ...onceEach(entries),
    problems,
  };
}

/** The first of entries that are the same paper; a page saved twice into one file doubles nothing. */
export function onceEach(all: readonly DailyEntry[]): Pick<DailyPage, 'entries' | 'repeated'> {
  const entries = new Map<string, DailyEntry>();
  for (const entry of all) if (!entries.has(entry.key)) entries.set(entry.key, entry);
  return { entries: [...entries.values()], repeated: all.length - entries.size };
}
