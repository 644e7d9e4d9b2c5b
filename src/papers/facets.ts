import type { LibraryPaper, PaperPlace } from './paper';

/** A paper as a list shows it: with one of its places, whose own word counts where the list is that note's. */
export interface PaperRow {
  /** Whose list it is: a workspace folder, where there are several. */
  readonly root: string;
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
  readonly priority: number | undefined;
  readonly status: LibraryPaper['status'];
  readonly category: string | undefined;
}

/** Sides of a paper that a list is grouped and filtered by. */
export const facets = ['status', 'priority', 'category', 'tag', 'kind', 'year', 'metadata'] as const;
export type Facet = (typeof facets)[number];

/** What a row has of a facet, as text; empty for a thing that nobody says. */
export type FacetValue = string;
export const noValue: FacetValue = '';

/** Within a facet one of the values is enough; every facet that is named must agree. */
export type PaperFilter = { readonly [Name in Facet]?: readonly FacetValue[] };

export function facetValues(row: PaperRow, facet: Facet): readonly FacetValue[] {
  const { paper } = row;
  switch (facet) {
    case 'status':
      return [row.status ?? noValue];
    case 'priority':
      return [row.priority === undefined ? noValue : String(row.priority)];
    case 'category':
      return [row.category ?? noValue];
    case 'tag':
      return paper.tags.length > 0 ? paper.tags : [noValue];
    case 'kind':
      return [paper.kind];
    case 'year':
      return [String(yearOf(row) ?? noValue)];
    case 'metadata':
      return [paper.record === undefined ? 'missing' : paper.record.state];
  }
}

export function yearOf({ paper, place }: PaperRow): number | undefined {
  return paper.record?.year?.value ?? place.year ?? paper.places.find(({ year }) => year !== undefined)?.year;
}

export function passesFilter(row: PaperRow, filter: PaperFilter): boolean {
  return facets.every((facet) => {
    const wanted = filter[facet];
    return !wanted || wanted.length === 0 || facetValues(row, facet).some((value) => wanted.includes(value));
  });
}

export function isFiltering(filter: PaperFilter): boolean {
  return facets.some((facet) => (filter[facet]?.length ?? 0) > 0);
}

/** How many papers have each value of a facet, in the order in which a list shows the values. */
export function countValues(rows: readonly PaperRow[], facet: Facet): ReadonlyMap<FacetValue, number> {
  const papers = new Map<FacetValue, Set<LibraryPaper>>();
  for (const row of rows) {
    for (const value of facetValues(row, facet)) {
      const known = papers.get(value);
      if (known) known.add(row.paper);
      else papers.set(value, new Set([row.paper]));
    }
  }
  const ordered = [...papers].sort(([a], [b]) => compareValues(facet, a, b));
  return new Map(ordered.map(([value, all]) => [value, all.size]));
}

/** What one is reading comes first, what is done last. */
const statusOrder: readonly string[] = ['reading', 'to read', noValue, 'read', 'skipped'];
const kindOrder: readonly string[] = ['paper', 'talk', 'video', 'slides', 'post', 'thread', 'code', 'gist'];
const metadataOrder: readonly string[] = ['missing', 'unknown', 'found'];
/** Made when a list is first sorted: it takes milliseconds, which every start would pay. */
let byName: Intl.Collator | undefined;

/** Of two values of a facet, which comes first; papers without a value come last, but for their status. */
export function compareValues(facet: Facet, a: FacetValue, b: FacetValue): number {
  if (facet === 'status') return statusOrder.indexOf(a) - statusOrder.indexOf(b);
  if (a === noValue || b === noValue) return (a === noValue ? 1 : 0) - (b === noValue ? 1 : 0);
  if (facet === 'kind') return kindOrder.indexOf(a) - kindOrder.indexOf(b);
  if (facet === 'metadata') return metadataOrder.indexOf(a) - metadataOrder.indexOf(b);
  if (facet === 'year') return Number(b) - Number(a);
  byName ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return byName.compare(a, b);
}
