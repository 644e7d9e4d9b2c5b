import type { PaperRecord } from '../paper';
import type { DailyEntry } from './dailyEntry';

/** No service was asked yet: the next fetch asks. */
const neverChecked = new Date(0).toISOString();

/**
 * What a page says of a paper as a record of the library. What the library knows already stays as it is; a page only
 * fills gaps.
 */
export function recordOfEntry(
  entry: DailyEntry,
  source: 'import' | 'hugging-face',
  known: PaperRecord | undefined,
  fetchedAt: string,
): PaperRecord {
  const from = <T>(value: T) => ({ value, source, fetchedAt });
  const year = entry.date === undefined ? undefined : Number(entry.date.iso.slice(0, 4));
  return {
    schema: 1,
    key: entry.key,
    ids: entry.ids.arxiv === undefined ? {} : { arxiv: entry.ids.arxiv },
    checkedAt: neverChecked,
    ...(entry.missing.includes('title') ? {} : { title: from(entry.title) }),
    ...(entry.authors.length === 0 ? {} : { authors: from([...entry.authors]) }),
    ...(year === undefined ? {} : { year: from(year) }),
    ...(entry.abstract === '' ? {} : { abstract: from(entry.abstract) }),
    ...known,
    state: 'found',
  };
}
