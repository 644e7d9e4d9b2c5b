import type { TitleQuery } from './clients/client';
import { pageOfIds, paperKey, readPaperLink } from './links';
import { recordOfFacts } from './mergeRecords';
import type { LibraryPaper, PaperPlace, PaperRecord } from './paper';
import type { TitleCandidate, TitleSearch } from './searchTitles';

/** What an entry that names its paper by its title alone says of it; undefined for one that has a link. */
export function titleQuery({ link, title, authors, year }: PaperPlace): TitleQuery | undefined {
  if (link || title === undefined) return undefined;
  return { title, ...(authors && { authors }), ...(year !== undefined && { year }) };
}

/** True for a paper that no entry links and nobody has confirmed to be a known one. */
export function isTitleOnly({ key, places }: LibraryPaper): boolean {
  return key.startsWith('title:') && places.some((place) => titleQuery(place) !== undefined);
}

/** An answer that an entry can be confirmed to be: it has an address, and with it a name. */
export interface ConfirmableAnswer {
  readonly candidate: TitleCandidate;
  readonly url: string;
  readonly key: string;
}

/** The answers of a search that have an identifier, the best first. */
export function confirmable({ candidates }: TitleSearch): readonly ConfirmableAnswer[] {
  return candidates.flatMap((candidate) => {
    const url = pageOfIds(candidate.ids);
    return url === undefined ? [] : [{ candidate, url, key: paperKey(readPaperLink(url)) }];
  });
}

/**
 * What a service said of a confirmed paper while it was searched for. It counts as no answer about that paper: fetching
 * its metadata asks for all of it.
 */
export function confirmedRecord({ candidate, key }: ConfirmableAnswer, now: number): PaperRecord {
  const { facts, ids, source } = candidate;
  const at = new Date(now).toISOString();
  const { checks: _, ...record } = recordOfFacts(key, { ...facts, ids }, source, at);
  return record;
}
