import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { err, ok, type Result } from '../../base/result';
import { readArxivId } from '../arxivId';
import { readDoi } from '../doi';

/** The public service; settings and tests name others. */
export const arxivApiUrl = 'https://export.arxiv.org/api/query';

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
 * @param baseUrl the query API; a host alone means its `/api/query`.
 * @param ids in normal form, 1 to 100 of them.
 */
export function arxivRequestUrl(baseUrl: string, ids: readonly string[]): string {
  const url = parseBaseUrl(baseUrl);
  if (url.pathname === '/') url.pathname = '/api/query';
  url.searchParams.set('id_list', ids.join(','));
  url.searchParams.set('start', '0');
  url.searchParams.set('max_results', String(ids.length));
  return url.href;
}

/**
 * Decodes an Atom answer of the API, whatever its HTTP status: an error comes as an entry under `/api/errors`, with
 * 400 or with 200. The error of the result says what is wrong with the text.
 */
export function decodeArxivAnswer(body: string): Result<ArxivAnswer, string> {
  const valid = XMLValidator.validate(body);
  if (valid !== true) return err(`not well-formed XML: ${valid.err.msg} (line ${valid.err.line})`);
  const parsed = documentSchema.safeParse(parser.parse(body));
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

function parseBaseUrl(baseUrl: string): URL {
  const invalid = (cause?: unknown): CodedError =>
    new CodedError('usage', `The arXiv base URL "${baseUrl}" is not an http or https address.`, {
      remedy: 'Correct the setting marginalia.papers.arxivBaseUrl (or --base-url).',
      cause,
    });
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch (cause) {
    throw invalid(cause);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid();
  return url;
}
