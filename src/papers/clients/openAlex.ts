import { z } from 'zod';
import { ok } from '../../base/result';
import { arxivIdOfDoi, readDoi } from '../doi';
import { contactOf, keyFor, type ServiceAccess } from '../services';
import {
  addressWith,
  compactFacts,
  decodeFound,
  decodeJson,
  namesOf,
  searchWords,
  type Manners,
  type PaperClient,
  type PaperFacts,
  type SearchClient,
  type ServiceRequest,
} from './client';
import { pageRange } from './csl';
import { markupToText, titleText } from './markup';

/** What is asked costs from a small daily budget: many works a request, and no hurry. */
const manners: Manners = {
  pace: { intervalMs: 200, concurrency: 1 },
  batch: 50,
  backOffMs: [2_000, 10_000],
  // "Rate limit exceeded; slow down": what is blocked elsewhere is too fast here.
  slowDown: [403],
  blocked: [401],
  blockedRemedy: 'Check the key: "Set Key of a Paper Service" (or MARGINALIA_OPENALEX_KEY).',
};

const select =
  'id,doi,title,publication_year,type,authorships,primary_location,biblio,abstract_inverted_index,ids';
const workSchema = z.object({
  doi: z.string().nullish(),
  title: z.string().nullish(),
  publication_year: z.number().int().nullish(),
  type: z.string().nullish(),
  authorships: z
    .array(z.object({ author: z.object({ display_name: z.string().nullish() }).nullish() }))
    .nullish(),
  primary_location: z
    .object({
      source: z
        .object({
          display_name: z.string().nullish(),
          host_organization_name: z.string().nullish(),
          type: z.string().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  biblio: z
    .object({
      volume: z.string().nullish(),
      issue: z.string().nullish(),
      first_page: z.string().nullish(),
      last_page: z.string().nullish(),
    })
    .nullish(),
  abstract_inverted_index: z.record(z.string(), z.array(z.number())).nullish(),
});
const listSchema = z.object({ results: z.array(workSchema.nullable().catch(null)) });
const cslTypes: Readonly<Record<string, string>> = {
  article: 'article-journal',
  'book-chapter': 'chapter',
  book: 'book',
  preprint: 'article',
  dissertation: 'thesis',
  report: 'report',
};

/** https://api.openalex.org: many works a request, by their DOIs. */
export const openAlex: PaperClient & SearchClient = {
  service: 'openalex',
  manners,
  knows: ['title', 'authors', 'year', 'abstract', 'type', 'venue', 'publisher', 'volume', 'issue', 'pages'],
  // A comma would end the filter, a bar the DOI.
  idOf: ({ doi }) => (doi === undefined || arxivIdOfDoi(doi) || /[,|]/.test(doi) ? undefined : doi),
  answers: [],
  request: (dois, access) =>
    list(access, { filter: `doi:${dois.join('|')}`, per_page: String(Math.max(25, dois.length)) }),
  decode: ({ body }, dois) => {
    const answer = decodeJson(body, listSchema, 'a list of works');
    if (!answer.ok) return answer;
    const found = new Map<string, PaperFacts>();
    for (const work of answer.value.results) {
      const facts = work ? factsOf(work) : undefined;
      const doi = facts?.ids.doi;
      if (facts && doi !== undefined && dois.includes(doi)) found.set(doi, facts);
    }
    return ok({ found });
  },
  searchRequest: ({ title }, limit, access) =>
    list(access, { search: searchWords(title), per_page: String(limit) }),
  decodeSearch: (response) =>
    decodeFound(response, listSchema, 'a list of works', ({ results }) => results, factsOf),
};

function list(access: ServiceAccess, parameters: Readonly<Record<string, string>>): ServiceRequest {
  const url = addressWith(access, 'openalex', '/works', { ...parameters, select });
  const contact = contactOf(access);
  if (contact !== undefined) url.searchParams.set('mailto', contact);
  const key = keyFor(access, 'openalex', url);
  return { url: url.href, ...(key === undefined ? {} : { secrets: { query: { api_key: key } } }) };
}

function factsOf(work: z.infer<typeof workSchema>): PaperFacts | undefined {
  const title = titleText(work.title ?? '');
  if (title === '') return undefined;
  const doi = readDoi((work.doi ?? '').replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, ''));
  const arxiv = doi === undefined ? undefined : arxivIdOfDoi(doi);
  const source = work.primary_location?.source;
  const { volume, issue, first_page: first, last_page: last } = work.biblio ?? {};
  const isRepository = source?.type === 'repository';
  return compactFacts({
    ids: arxiv ? { arxiv: arxiv.id } : doi === undefined ? {} : { doi },
    title,
    authors: namesOf((work.authorships ?? []).map(({ author }) => author?.display_name)),
    year: work.publication_year ?? undefined,
    abstract: readInvertedIndex(work.abstract_inverted_index ?? {}),
    doi: arxiv ? undefined : doi,
    type: isRepository ? 'article' : (cslTypes[work.type ?? ''] ?? work.type ?? undefined),
    venue: isRepository ? undefined : titleText(source?.display_name ?? ''),
    publisher: isRepository ? undefined : titleText(source?.host_organization_name ?? ''),
    volume: volume ?? undefined,
    issue: issue ?? undefined,
    pages: first ? pageRange(last ? `${first}-${last}` : first) : undefined,
  });
}

/** Words by their positions, as far as an abstract goes: the index may claim any position. */
function readInvertedIndex(index: Readonly<Record<string, readonly number[]>>): string {
  const words: { readonly at: number; readonly word: string }[] = [];
  for (const [word, positions] of Object.entries(index)) {
    for (const at of positions) words.push({ at, word });
  }
  words.sort((a, b) => a.at - b.at);
  return markupToText(
    words
      .slice(0, 10_000)
      .map(({ word }) => word)
      .join(' '),
  );
}
