import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { ReadBibliography } from './readBibliography';
import { cslItemSchema, type CslItem } from './cslItem';

/** What Better BibTeX exports as JSON: Zotero's own fields. */
const zoteroItemSchema = z.looseObject({
  itemType: z.string(),
  title: z.string().optional(),
  creators: z
    .array(
      z.looseObject({
        firstName: z.string().optional(),
        lastName: z.string().optional(),
        name: z.string().optional(),
        creatorType: z.string().optional(),
      }),
    )
    .optional(),
  date: z.string().optional(),
  publicationTitle: z.string().optional(),
  proceedingsTitle: z.string().optional(),
  bookTitle: z.string().optional(),
  publisher: z.string().optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  pages: z.string().optional(),
  archiveID: z.string().optional(),
  DOI: z.string().optional(),
  url: z.string().optional(),
  abstractNote: z.string().optional(),
  extra: z.string().optional(),
  citationKey: z.string().optional(),
  tags: z.array(z.looseObject({ tag: z.string() })).optional(),
});

const cslTypes: Readonly<Record<string, string>> = {
  journalArticle: 'article-journal',
  magazineArticle: 'article-magazine',
  conferencePaper: 'paper-conference',
  preprint: 'article',
  book: 'book',
  bookSection: 'chapter',
  thesis: 'thesis',
  report: 'report',
  webpage: 'webpage',
  blogPost: 'post-weblog',
  videoRecording: 'motion_picture',
  presentation: 'speech',
};
const notPapers = new Set(['attachment', 'note', 'annotation']);

/** Reads CSL-JSON, as Zotero and others export it, or the JSON of Better BibTeX. */
export function readJsonBibliography(text: string): ReadBibliography {
  const parsed: unknown = JSON.parse(text);
  const list = z
    .union([z.array(z.unknown()), z.looseObject({ items: z.array(z.unknown()) })])
    .safeParse(parsed);
  if (!list.success)
    return { items: [], problems: [{ line: 1, message: 'This JSON holds no list of papers.' }] };
  const entries = Array.isArray(list.data) ? list.data : list.data.items;
  const items: { item: CslItem; line: undefined }[] = [];
  const problems: { line: number; message: string }[] = [];
  for (const [index, entry] of entries.entries()) {
    const zotero = zoteroItemSchema.safeParse(entry);
    if (zotero.success) {
      if (!notPapers.has(zotero.data.itemType))
        items.push({ item: ofZotero(zotero.data, index), line: undefined });
      continue;
    }
    const csl = cslItemSchema.safeParse(entry);
    if (csl.success) items.push({ item: csl.data, line: undefined });
    else
      problems.push({
        line: 1,
        message: `Entry ${index + 1} is not a bibliographic item: ${whyNot(csl.error)}.`,
      });
  }
  return { items, problems };
}

function ofZotero(entry: z.output<typeof zoteroItemSchema>, index: number): CslItem {
  const authors = entry.creators?.filter(({ creatorType }) => (creatorType ?? 'author') === 'author');
  const values: Partial<CslItem> = {
    title: entry.title,
    author: authors?.map(({ firstName, lastName, name }) =>
      name === undefined && lastName !== undefined
        ? { family: lastName, given: firstName }
        : { literal: name ?? '' },
    ),
    issued: { raw: entry.date ?? '' },
    'container-title': entry.publicationTitle ?? entry.proceedingsTitle ?? entry.bookTitle,
    publisher: entry.publisher,
    volume: entry.volume,
    issue: entry.issue,
    page: entry.pages,
    number: entry.archiveID,
    DOI: entry.DOI,
    URL: entry.url,
    abstract: entry.abstractNote,
    keyword: entry.tags?.map(({ tag }) => tag).join(', '),
    note: entry.extra,
    'citation-key': entry.citationKey,
  };
  return {
    id: entry.citationKey ?? `zotero${index + 1}`,
    type: cslTypes[entry.itemType] ?? 'document',
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
    ) as Partial<CslItem>),
  };
}

const rdfTypes: Readonly<Record<string, string>> = {
  Article: 'article-journal',
  Book: 'book',
  BookSection: 'chapter',
  Thesis: 'thesis',
};
type Xml = Readonly<Record<string, unknown>>;

/** Reads Zotero's RDF: the items of its own type, with what their journals and proceedings say of them. */
export function readZoteroRdf(text: string): ReadBibliography {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    processEntities: true,
  });
  const rdf = asXml(asXml(parser.parse(text))['RDF']);
  const containers = new Map<string, Xml>();
  for (const name of ['Journal', 'Series', 'Book']) {
    for (const each of asList(rdf[name]).map(asXml)) containers.set(textOf(each['@about']), each);
  }
  const items = Object.entries(rdf).flatMap(([name, value]) =>
    asList(value)
      .map(asXml)
      .filter((each) => each['itemType'] !== undefined && !notPapers.has(textOf(each['itemType'])))
      .map((each, index) => ({ item: ofRdf(name, each, containers, index), line: undefined })),
  );
  return { items, problems: [] };
}

function ofRdf(name: string, entry: Xml, containers: ReadonlyMap<string, Xml>, index: number): CslItem {
  const part = asList(entry['isPartOf']).map(asXml);
  const inline = part.flatMap((each) =>
    ['Journal', 'Book', 'Series'].flatMap((kind) => asList(each[kind]).map(asXml)),
  );
  const referred = part.flatMap((each) => containers.get(textOf(each['@resource'])) ?? []);
  const container = asXml([...inline, ...referred][0]);
  const identifiers = [...asList(entry['identifier']), ...asList(container['identifier'])];
  const texts = identifiers.map(textOf);
  const uri = identifiers
    .map((each) => textOf(asXml(asXml(each)['URI'])['value']))
    .find((value) => value !== '');
  const people = asList(asXml(asXml(entry['authors'])['Seq'])['li']).map((each) =>
    asXml(asXml(each)['Person']),
  );
  const values: Partial<CslItem> = {
    title: textOf(entry['title']),
    author: people.map((person) => ({
      family: textOf(person['surname']),
      given: textOf(person['givenName'] ?? person['givenname']),
    })),
    issued: { raw: textOf(entry['date']) },
    'container-title': textOf(container['title']),
    volume: textOf(container['volume'] ?? entry['volume']),
    issue: textOf(container['number'] ?? entry['number']),
    page: textOf(entry['pages']),
    DOI: texts.map((each) => /\b(10\.\d{4,9}\/\S+)/.exec(each)?.[1]).find((each) => each !== undefined),
    URL: uri ?? texts.find((each) => /^https?:/.test(each)),
    abstract: textOf(entry['abstract']),
    keyword: asList(entry['subject'])
      .map(textOf)
      .filter((each) => each !== '')
      .join(', '),
  };
  return {
    id: `zotero${index + 1}`,
    type: cslTypes[textOf(entry['itemType'])] ?? rdfTypes[name] ?? 'document',
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
    ) as Partial<CslItem>),
  };
}

function whyNot(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'it is of another shape' : `${issue.path.join('.') || 'it'}: ${issue.message}`;
}

function asList(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function asXml(value: unknown): Xml {
  return typeof value === 'object' && value !== null ? (value as Xml) : {};
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  const inner = asXml(value)['#text'];
  return typeof inner === 'string' ? inner.trim() : '';
}
