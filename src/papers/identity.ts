import { paperKey } from './links';
import type { LibraryPaper, PaperPlace, PaperRecord } from './paper';
import type { OwnPaper } from './ownPaper';
import { contradicts, type Attribution } from './attribution';
import { titleKey } from './titleKey';

/** Which paper a place names, and why where its own link does not say so. */
export interface Identity {
  readonly key: string;
  readonly why?: string;
}

/** The name of what a place names, by itself: `arxiv:…`, `doi:…`, `url:…`, else `title:…`. */
export function placeKey(place: PaperPlace): string {
  return place.link ? paperKey(place.link) : `title:${titleKey(place.title ?? '')}`;
}

/**
 * Under what name it is kept which paper an entry without a link is: by its title, and its year where it gives one, since
 * another paper may have the same title.
 */
export function confirmedName(place: PaperPlace): string {
  return place.year === undefined ? placeKey(place) : `${placeKey(place)}|${place.year}`;
}

/** Records change seldom, and what follows from them is asked for at every edit of a note. */
const canonicalOf = new WeakMap<ReadonlyMap<string, PaperRecord>, ReadonlyMap<string, Identity>>();

/**
 * The keys under which one paper is known to the sources: a record that names both an arXiv paper and a DOI, or the other
 * version of a paper, says that they are one, and nothing else does. From each key but the first of its paper to that first, with who says so.
 */
function canonicalKeys(records: ReadonlyMap<string, PaperRecord>): ReadonlyMap<string, Identity> {
  const known = canonicalOf.get(records);
  if (known) return known;
  const canonical = new Map<string, Identity>();
  canonicalOf.set(records, canonical);
  for (const { key, ids, doi, preprint, published } of records.values()) {
    const known = (ids.doi ?? doi?.value)?.toLowerCase();
    const own = known === undefined ? key : `doi:${known}`;
    const first = ids.arxiv !== undefined ? `arxiv:${ids.arxiv}` : (published?.value ?? own);
    const source = (published ?? preprint ?? doi)?.source;
    const why = `The record of ${first.replace(':', ' ')}${source ? ` (${source})` : ''} says that it is the same paper.`;
    for (const alias of [key, own, published?.value ?? own, preprint?.value ?? own]) {
      // The first that claims a DOI keeps it: two papers that do are not thereby one.
      if (alias !== first && !canonical.has(alias)) canonical.set(alias, { key: first, why });
    }
  }
  return canonical;
}

/** Of a key: titles shorter than that are shared by papers that have nothing else in common. */
const shortestTitle = 'title:'.length + 10;

/** Tells of every place which paper it names. */
export class Identities {
  private readonly canonical: ReadonlyMap<string, Identity>;
  /** The papers that have a title, those with links first. */
  private readonly titled = new Map<string, { readonly key: string; readonly known: Known }[]>();
  private readonly titleOnly = new Map<PaperPlace, Identity>();

  constructor(
    places: readonly PaperPlace[],
    private readonly records: ReadonlyMap<string, PaperRecord>,
    private readonly own: ReadonlyMap<string, OwnPaper>,
  ) {
    this.canonical = canonicalKeys(records);
    const unlinked = places.filter((place) => !place.link);
    if (unlinked.length === 0) return;
    for (const place of places) if (place.link) this.addLinked(place);
    for (const place of unlinked) this.titleOnly.set(place, this.find(place));
  }

  of(place: PaperPlace): Identity {
    return this.titleOnly.get(place) ?? this.resolve(placeKey(place));
  }

  /** Follows what records say; a chain of two (a page's DOI, the DOI's arXiv paper) is followed to its end. */
  private resolve(key: string): Identity {
    let found: Identity = { key };
    for (let step = 0; step < 3; step++) {
      const next = this.canonical.get(found.key);
      if (!next || next.key === found.key) break;
      found = next;
    }
    return found;
  }

  private addLinked(place: PaperPlace): void {
    const { key } = this.resolve(placeKey(place));
    const record = this.records.get(key);
    for (const title of [place.title, record?.title?.value]) {
      if (title !== undefined) this.known(`title:${titleKey(title)}`, key).add(place, record);
    }
  }

  private known(title: string, key: string): Known {
    const group = this.titled.get(title) ?? [];
    this.titled.set(title, group);
    const found = group.find((each) => each.key === key);
    if (found) return found.known;
    const known = new Known();
    group.push({ key, known });
    return known;
  }

  private find(place: PaperPlace): Identity {
    const title = placeKey(place);
    const confirmed = this.own.get(confirmedName(place))?.sameAs ?? this.own.get(title)?.sameAs;
    if (confirmed !== undefined) {
      return { key: this.resolve(confirmed).key, why: 'You confirmed that this is the paper.' };
    }
    const group = (this.titled.get(title) ?? []).filter(
      ({ key }) => key.startsWith('title:') || title.length >= shortestTitle,
    );
    const said = { years: place.year === undefined ? [] : [place.year], authors: place.authors ?? [] };
    const same = group.find(({ known }) => !contradicts(known, said));
    const key =
      same?.key ?? (group.some((each) => each.key === title) ? `${title}|${place.year ?? ''}` : title);
    this.known(title, key).add(place, undefined);
    if (!same || same.key.startsWith('title:')) return { key };
    return { key, why: 'It has the same title as a linked entry, and neither year nor authors contradict.' };
  }
}

class Known implements Attribution {
  readonly years: number[] = [];
  readonly authors: string[] = [];

  add(place: PaperPlace, record: PaperRecord | undefined): void {
    if (place.year !== undefined) this.years.push(place.year);
    if (record?.year) this.years.push(record.year.value);
    this.authors.push(...(place.authors ?? []), ...(record?.authors?.value ?? []));
  }
}

/** Why a place is in the list, and why it is this paper where its own link does not say so. */
export function reasonOf(paper: LibraryPaper, place: PaperPlace): string {
  const joined = paper.joined.get(place);
  return joined === undefined ? place.reason : `${place.reason} ${joined}`;
}
