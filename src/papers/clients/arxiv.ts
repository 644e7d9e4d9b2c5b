import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { err, ok, type Result } from '../../base/result';
import { readArxivId } from '../arxivId';
import { readDoi } from '../doi';
import { serviceAddress, type ServiceAccess } from '../services';
import {
  compactFacts,
  nothingFound,
  searchWords,
  type Decoded,
  type Manners,
  type PaperClient,
  type PaperFacts,
  type SearchClient,
} from './client';

/** By its terms of use: one request in three seconds, one connection; waits start at half a minute. */
const arxivManners: Manners = {
  pace: { intervalMs: 3_000, concurrency: 1 },
  batch: 100,
  backOffMs: [30_000, 60_000, 120_000],
  blocked: [403],
  blockedRemedy: 'Stop fetching for a day; if it lasts, ask arXiv for help through its contact page.',
};

/** What the arXiv API says of one paper. */
export interface ArxivPaper {
  readonly id: string;
  readonly version: number | undefined;
  readonly title: string;
  readonly authors: readonly string[];
  /** Of the first version; undefined where the feed gives no date. */
  readonly year: number | undefined;
  /** ISO 8601, of the latest version. */
  readonly updated: string | undefined;
  /** The primary one first. */
  readonly categories: readonly string[];
  readonly abstract: string;
  readonly comment: string | undefined;
  readonly journalReference: string | undefined;
  readonly doi: string | undefined;
}

/** A feed of papers, or the service's own word that the request was wrong. */
export type ArxivAnswer =
  | {
      readonly kind: 'papers';
      readonly papers: readonly ArxivPaper[];
      /** How many there are in all; more than `papers` where the service cut the list short. */
      readonly total: number;
    }
  | { readonly kind: 'error'; readonly message: string };

/**
 * The address that asks for papers by id. `max_results` is always sent: the service gives 10 unless told.
 * @param ids in normal form, 1 to 100 of them.
 */
export function arxivRequestUrl(access: ServiceAccess, ids: readonly string[]): string {
  const url = queryAddress(access);
  url.searchParams.set('id_list', ids.join(','));
  url.searchParams.set('start', '0');
  url.searchParams.set('max_results', String(ids.length));
  return url.href;
}

/** https://export.arxiv.org: up to a hundred papers a request. */
export const arxivClient: PaperClient = {
  service: 'arxiv',
  manners: arxivManners,
  knows: [
    'title',
    'authors',
    'year',
    'updated',
    'version',
    'categories',
    'abstract',
    'comment',
    'journalReference',
    'doi',
    'published',
  ],
  idOf: ({ arxiv }) => arxiv,
  answers: [400],
  request: (ids, access) => ({ url: arxivRequestUrl(access, ids) }),
  decode: ({ status, body }, ids) => {
    const answer = decodeArxivAnswer(body);
    if (!answer.ok) return answer;
    if (answer.value.kind === 'error') return withoutRefused(ids, answer.value.message);
    if (status !== 200) return err('HTTP 400 without a reason');
    const { papers, total } = answer.value;
    const found = new Map(
      papers.filter(({ id }) => ids.includes(id)).map((paper) => [paper.id, factsOfArxiv(paper)]),
    );
    const missing = ids.filter((id) => !found.has(id));
    const cutShort = total > papers.length && found.size > 0 && missing.length > 0;
    return ok({ found, ...(cutShort ? { again: [missing] } : {}), doubtful: found.size === 0 });
  },
};

/** One refused id spoils its batch: it is unknown, and the others are asked for again. */
function withoutRefused(ids: readonly string[], message: string): Result<Decoded, string> {
  if (!/\bid\b|id_list/i.test(message)) return err(`it refuses the request: ${message}`);
  const note = `arXiv refuses an id: ${message}`;
  const refused = ids.length === 1 ? ids : ids.filter((id) => message.includes(id));
  if (refused.length === 0) {
    const half = Math.ceil(ids.length / 2);
    return ok({ ...nothingFound, note, again: [ids.slice(0, half), ids.slice(half)] });
  }
  const others = ids.filter((id) => !refused.includes(id));
  return ok({ ...nothingFound, note, ...(others.length > 0 ? { again: [others] } : {}) });
}

/** arXiv by title: its words in this order. */
export const arxivSearch: SearchClient = {
  service: 'arxiv',
  manners: arxivManners,
  searchRequest: ({ title }, limit, access) => {
    const url = queryAddress(access);
    url.searchParams.set('search_query', `ti:"${searchWords(title)}"`);
    url.searchParams.set('start', '0');
    url.searchParams.set('max_results', String(limit));
    return { url: url.href };
  },
  decodeSearch: ({ body }) => {
    const answer = decodeArxivAnswer(body);
    if (!answer.ok) return answer;
    if (answer.value.kind === 'error') return err(answer.value.message);
    return ok(answer.value.papers.map(factsOfArxiv));
  },
};

function factsOfArxiv(paper: ArxivPaper): PaperFacts {
  const { id, doi, ...facts } = paper;
  const ids = { arxiv: id, ...(doi === undefined ? {} : { doi }) };
  return compactFacts({ ...facts, doi, ids, published: doi === undefined ? undefined : `doi:${doi}` });
}

/**
 * Decodes an Atom answer of the API, whatever its HTTP status: an error comes as an entry under `/api/errors`, with
 * 400 or with 200. The error of the result says what is wrong with the text.
 */
export function decodeArxivAnswer(body: string): Result<ArxivAnswer, string> {
  const valid = XMLValidator.validate(body);
  if (valid !== true) return err(`not well-formed XML: ${valid.err.msg} (line ${valid.err.line})`);
  let document: unknown;
  try {
    document = parser.parse(body);
  } catch (error) {
    // Entities that expand without end, names that no document has.
    return err(`XML that is not read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return err('not an Atom feed of the arXiv API');
  const { entry: entries, totalResults } = parsed.data.feed;
  const failure = entries.find((entry) => entry.id?.includes('/api/errors'));
  if (failure)
    return ok({ kind: 'error', message: collapse(failure.summary ?? failure.title ?? 'no reason') });
  const papers = entries.flatMap((entry) => decodeEntry(entry) ?? []);
  return ok({ kind: 'papers', papers, total: Math.max(Number(totalResults ?? 0) || 0, entries.length) });
}

const lists = new Set(['entry', 'author', 'category', 'link', 'affiliation']);
const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  // A title such as "1e3" is no number.
  parseTagValue: false,
  htmlEntities: true,
  isArray: (name) => lists.has(name),
});

/** An element's text, with or without attributes on the element. */
const text = z
  .union([z.string(), z.object({ '#text': z.string().default('') })])
  .transform((value) => (typeof value === 'string' ? value : value['#text']));
const term = z.object({ '@_term': z.string() });
const entrySchema = z.object({
  id: text.optional(),
  title: text.optional(),
  summary: text.optional(),
  published: text.optional(),
  updated: text.optional(),
  author: z.array(z.object({ name: text })).default([]),
  category: z.array(term).default([]),
  primary_category: term.optional(),
  comment: text.optional(),
  journal_ref: text.optional(),
  doi: text.optional(),
});
const feedSchema = z.object({ entry: z.array(entrySchema).default([]), totalResults: text.optional() });
const documentSchema = z.object({
  feed: z.union([feedSchema, z.literal('').transform(() => ({ entry: [], totalResults: undefined }))]),
});

/** Undefined for an entry that names no paper: nothing can be matched to it. */
function decodeEntry(entry: z.infer<typeof entrySchema>): ArxivPaper | undefined {
  const id = readArxivId(entry.id?.replace(/^https?:\/\/[^/]+\/abs\//, '') ?? '');
  const title = collapse(entry.title ?? '');
  if (!id || title === '') return undefined;
  const year = Number(/^\d{4}/.exec(entry.published ?? '')?.[0]);
  const terms = entry.category.map((category) => category['@_term']);
  const primary = entry.primary_category?.['@_term'];
  return {
    ...id,
    title,
    authors: entry.author.map((author) => collapse(author.name)).filter((name) => name !== ''),
    year: year > 0 ? year : undefined,
    updated: optional(entry.updated),
    categories: [...new Set(primary === undefined ? terms : [primary, ...terms])],
    abstract: readAbstract(entry.summary ?? ''),
    comment: optional(entry.comment),
    journalReference: optional(entry.journal_ref),
    doi: readDoi(entry.doi ?? ''),
  };
}

/** Lines are wrapped at 80 characters; one that is indented starts a paragraph. */
function readAbstract(summary: string): string {
  return summary
    .trim()
    .split(/\r?\n\s*\n|\r?\n[ \t]{2,}(?=\S)/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function optional(value: string | undefined): string | undefined {
  return collapse(value ?? '') || undefined;
}

function collapse(value: string): string {
  return value.replace(/\s+/gu, ' ').trim();
}

/** A host alone means its `/api/query`. */
function queryAddress(access: ServiceAccess): URL {
  const url = serviceAddress(access, 'arxiv', '');
  if (url.pathname === '/') url.pathname = '/api/query';
  return url;
}
