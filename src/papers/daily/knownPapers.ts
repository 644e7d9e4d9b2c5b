import { placeKey } from '../identity';
import type { PaperPlace, PaperRecord } from '../paper';
import { titleKey } from '../titleKey';
import type { DailyEntry } from './dailyEntry';

/** Where in the notes a paper of a page stands already. */
export interface ListedAt {
  readonly note: string;
  /** From 0. */
  readonly line: number;
}

/** Shorter titles are too common to be the same paper's by chance. */
const shortestTitle = 8;

/** The papers of the notes' reading lists, to be found by identifier or by title. */
export class KnownPapers {
  private readonly byKey = new Map<string, ListedAt>();
  private readonly byTitle = new Map<string, ListedAt>();

  /** @param records what services say of the papers: a bare link is known by the title they give it. */
  constructor(places: readonly PaperPlace[], records: ReadonlyMap<string, PaperRecord> = new Map()) {
    for (const place of places) {
      const at = { note: place.note, line: place.line };
      const key = placeKey(place);
      setOnce(this.byKey, key, at);
      for (const title of [place.title, records.get(key)?.title?.value]) {
        const named = titleKey(title ?? '');
        if (named.length >= shortestTitle) setOnce(this.byTitle, named, at);
      }
    }
  }

  find(entry: Pick<DailyEntry, 'ids' | 'key' | 'title'>): ListedAt | undefined {
    const { ids, key, title } = entry;
    const byId =
      (ids.arxiv === undefined ? undefined : this.byKey.get(`arxiv:${ids.arxiv}`)) ??
      (ids.doi === undefined ? undefined : this.byKey.get(`doi:${ids.doi}`)) ??
      this.byKey.get(key);
    return byId ?? this.byTitle.get(titleKey(title));
  }
}

function setOnce<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
