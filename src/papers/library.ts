import type { ReadingStatus } from '../notes/readingListEntry';
import { confirmedName, Identities, placeKey } from './identity';
import { changeOwn, saysNothing, type OwnChange, type OwnField, type OwnPaper } from './ownPaper';
import type { LibraryPaper, PaperIds, PaperPlace, PaperRecord, SaidBy } from './paper';
import { workKind } from './otherWorks';

/** The status that says most about a paper named in several places comes first. */
const statusOrder: readonly ReadingStatus[] = ['read', 'reading', 'skipped', 'to read'];

/**
 * The papers of a reading list: places that name the same paper, by whatever link, are one paper with several
 * places. The order is that of first appearance.
 * @param records by key, as a store has them; a record that knows the DOI of an arXiv paper joins the two.
 * @param own what the user says where the notes do not.
 * @param before the papers of a fold over these very records and what the user says: those whose places are the same
 *   objects come back as they are, so that one edit of one note costs what that note holds.
 */
export function foldLibrary(
  places: readonly PaperPlace[],
  records: ReadonlyMap<string, PaperRecord>,
  own: ReadonlyMap<string, OwnPaper> = new Map(),
  before: readonly LibraryPaper[] = [],
): readonly LibraryPaper[] {
  const identities = new Identities(places, records, own);
  const groups = new Map<string, Group>();
  for (const place of places) {
    const { key, why } = identities.of(place);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { places: [], joined: new Map() }));
    group.places.push(place);
    if (why !== undefined) group.joined.set(place, why);
  }
  const known = new Map(before.map((paper) => [paper.key, paper]));
  return [...groups].map(([key, group]) => {
    const paper = known.get(key);
    return paper && isSame(paper, group) ? paper : foldPaper(key, group, records, own);
  });
}

function isSame(paper: LibraryPaper, { places, joined }: Group): boolean {
  if (joined.size > 0 || paper.joined.size > 0 || places.length !== paper.places.length) return false;
  return places.every((place, index) => place === paper.places[index]);
}

/**
 * The records to write for a change of what the user says of a paper: its own, and those under older keys of it that
 * say the same things.
 */
export function ownRecords(
  paper: LibraryPaper,
  own: ReadonlyMap<string, OwnPaper>,
  change: OwnChange,
): readonly OwnPaper[] {
  if (change.sameAs !== undefined) return confirmedRecords(paper, own, change.sameAs);
  const fields = Object.keys(change) as OwnField[];
  const taken = Object.fromEntries(fields.map((field) => [field, undefined])) as OwnChange;
  const older = ownKeys(paper.key, paper.places).flatMap((key) => {
    const record = key === paper.key ? undefined : own.get(key);
    return record && fields.some((field) => record[field] !== undefined) ? [record] : [];
  });
  return [
    changeOwn(paper.key, own.get(paper.key), change),
    ...older.map((record) => changeOwn(record.key, record, taken)),
  ];
}

/** Which paper the entries without a link are, and what was said of them by their title, now said of that paper. */
function confirmedRecords(
  paper: LibraryPaper,
  own: ReadonlyMap<string, OwnPaper>,
  sameAs: string,
): readonly OwnPaper[] {
  const names = new Set(paper.places.filter(({ link }) => !link).map(confirmedName));
  const confirmed = [...names].map((name) => changeOwn(name, own.get(name), { sameAs }));
  if (!paper.own || saysNothing(paper.own)) return confirmed;
  return [...confirmed, changeOwn(sameAs, undefined, { ...paper.own, ...own.get(sameAs) })];
}

interface Group {
  readonly places: PaperPlace[];
  readonly joined: Map<PaperPlace, string>;
}

function foldPaper(
  key: string,
  { places, joined }: Group,
  records: ReadonlyMap<string, PaperRecord>,
  allOwn: ReadonlyMap<string, OwnPaper>,
): LibraryPaper {
  const record = recordOf(key, places, records);
  const own = allOwn.size === 0 ? undefined : ownOf(key, places, allOwn);
  const link = places.find((place) => place.link)?.link;
  const title = foldTitle(key, places, record, own);
  const statuses = new Set(places.flatMap((place) => place.status ?? []));
  const notedTags = new Set(places.flatMap((place) => place.tags ?? []));
  const priority = firstSaid(mostUrgent(places), own?.priority, undefined);
  const status = firstSaid(
    statusOrder.find((each) => statuses.has(each)),
    own?.status,
    undefined,
  );
  const noted = places.find((place) => place.category !== undefined)?.category;
  const category = firstSaid(noted, own?.category, record?.categories?.value[0]);
  const tagsBy: SaidBy | undefined = notedTags.size > 0 ? 'note' : own?.tags ? 'own' : undefined;
  return {
    key,
    kind: link ? workKind(link.kind) : 'paper',
    ids: foldIds(places, record),
    ...title,
    priority: priority.value,
    status: status.value,
    category: category.value,
    tags: [...new Set([...notedTags, ...(own?.tags ?? [])])],
    citekey: own?.citekey,
    saidBy: {
      ...(priority.by && { priority: priority.by }),
      ...(status.by && { status: status.by }),
      ...(category.by && { category: category.by }),
      ...(tagsBy && { tags: tagsBy }),
      ...(own?.citekey !== undefined && { citekey: 'own' as const }),
    },
    places,
    joined,
    record,
    own,
  };
}

function firstSaid<T>(note: T | undefined, own: T | undefined, service: T | undefined) {
  const by: SaidBy | undefined =
    note !== undefined ? 'note' : own !== undefined ? 'own' : service !== undefined ? 'service' : undefined;
  return { value: note ?? own ?? service, by };
}

function mostUrgent(places: readonly PaperPlace[]): number | undefined {
  const priorities = places.flatMap((place) => place.priority ?? []);
  return priorities.length > 0 ? Math.min(...priorities) : undefined;
}

function foldTitle(
  key: string,
  places: readonly PaperPlace[],
  record: PaperRecord | undefined,
  own: OwnPaper | undefined,
): Pick<LibraryPaper, 'title' | 'titleSource'> {
  const noted = places.find((place) => place.title !== undefined)?.title;
  const { value, by } = firstSaid(noted, own?.title, record?.title?.value);
  if (value !== undefined && by !== undefined) return { title: value, titleSource: by };
  return { title: places.find((place) => place.link)?.link?.url ?? key, titleSource: 'link' };
}

/** The record under the paper's key, or under another key of it where that one found something. */
function recordOf(
  key: string,
  places: readonly PaperPlace[],
  records: ReadonlyMap<string, PaperRecord>,
): PaperRecord | undefined {
  const first = records.get(key);
  if (first?.state === 'found') return first;
  for (const place of places) {
    const other = records.get(placeKey(place));
    if (other?.state === 'found') return other;
  }
  return first;
}

function ownKeys(key: string, places: readonly PaperPlace[]): readonly string[] {
  const names = places.flatMap((place) =>
    place.link ? placeKey(place) : [placeKey(place), confirmedName(place)],
  );
  return [...new Set([...names, key])];
}

/** What the user said of the paper under any of its keys; under its present one last, which wins. */
function ownOf(
  key: string,
  places: readonly PaperPlace[],
  all: ReadonlyMap<string, OwnPaper>,
): OwnPaper | undefined {
  const found = ownKeys(key, places).flatMap((each) => all.get(each) ?? []);
  if (found.length === 0) return undefined;
  const { sameAs: _, ...own } = Object.assign({}, ...found) as OwnPaper;
  return { ...own, key };
}

function foldIds(places: readonly PaperPlace[], record: PaperRecord | undefined): PaperIds {
  const first = <Key extends keyof PaperIds>(key: Key): PaperIds[Key] | undefined =>
    places.find((place) => place.link?.ids[key] !== undefined)?.link?.ids[key];
  const arxiv = first('arxiv') ?? record?.ids.arxiv;
  const arxivVersion = first('arxivVersion');
  const doi = first('doi') ?? record?.ids.doi ?? record?.doi?.value;
  return {
    ...(arxiv === undefined ? {} : { arxiv }),
    ...(arxivVersion === undefined ? {} : { arxivVersion }),
    ...(doi === undefined ? {} : { doi: doi.toLowerCase() }),
  };
}
