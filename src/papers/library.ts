import type { ReadingStatus } from '../notes/readingListEntry';
import { paperKey } from './links';
import type { LibraryPaper, PaperIds, PaperPlace, PaperRecord } from './paper';

/** The status that says most about a paper named in several places comes first. */
const statusOrder: readonly ReadingStatus[] = ['read', 'reading', 'skipped', 'to read'];

/**
 * The papers of a reading list: places that name the same paper, by whatever link, are one paper with several
 * places. The order is that of first appearance.
 * @param records by key, as a store has them; a record that knows the DOI of an arXiv paper joins the two.
 */
export function foldLibrary(
  places: readonly PaperPlace[],
  records: ReadonlyMap<string, PaperRecord>,
): readonly LibraryPaper[] {
  const arxivKeyOfDoi = new Map<string, string>();
  for (const { ids, doi, key } of records.values()) {
    const known = ids.doi ?? doi?.value;
    if (ids.arxiv !== undefined && known !== undefined) arxivKeyOfDoi.set(`doi:${known.toLowerCase()}`, key);
  }
  const groups = new Map<string, PaperPlace[]>();
  for (const place of places) {
    const own = paperKey(place.link);
    const key = arxivKeyOfDoi.get(own) ?? own;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups].map(([key, group]) => foldPaper(key, group, records.get(key)));
}

function foldPaper(
  key: string,
  places: readonly PaperPlace[],
  record: PaperRecord | undefined,
): LibraryPaper {
  const noted = places.find((place) => place.title !== undefined)?.title;
  const served = record?.title?.value;
  const priorities = places.flatMap((place) => place.priority ?? []);
  const statuses = new Set(places.flatMap((place) => place.status ?? []));
  return {
    key,
    ids: foldIds(places, record),
    title: served ?? noted ?? places[0]?.link.url ?? key,
    titleSource: served !== undefined ? 'service' : noted !== undefined ? 'note' : 'link',
    priority: priorities.length > 0 ? Math.min(...priorities) : undefined,
    status: statusOrder.find((status) => statuses.has(status)),
    places,
    record,
  };
}

function foldIds(places: readonly PaperPlace[], record: PaperRecord | undefined): PaperIds {
  const first = <Key extends keyof PaperIds>(key: Key): PaperIds[Key] | undefined =>
    places.find((place) => place.link.ids[key] !== undefined)?.link.ids[key];
  const arxiv = first('arxiv') ?? record?.ids.arxiv;
  const arxivVersion = first('arxivVersion');
  const doi = first('doi') ?? record?.ids.doi ?? record?.doi?.value;
  return {
    ...(arxiv === undefined ? {} : { arxiv }),
    ...(arxivVersion === undefined ? {} : { arxivVersion }),
    ...(doi === undefined ? {} : { doi: doi.toLowerCase() }),
  };
}
