import { z } from 'zod';
import { err, ok } from '../../base/result';
import { readArxivId } from '../arxivId';
import { arxivIdOfDoi, readDoi } from '../doi';
import { keyFor, type ServiceAccess } from '../services';
import {
  addressWith,
  compactFacts,
  decodeFound,
  decodeJson,
  namesOf,
  nothingFound,
  searchWords,
  type Manners,
  type PaperClient,
  type PaperFacts,
  type SearchClient,
  type ServiceRequest,
} from './client';
import { pageRange } from './csl';
import { markupToText, titleText } from './markup';

/** Without a key all of the world shares one allowance, and 429 is routine; with one it is a request a second. */
const manners: Manners = {
  pace: { intervalMs: 1_100, concurrency: 1 },
  batch: 500,
  backOffMs: [2_000, 6_000, 20_000],
  blocked: [401, 403],
  blockedRemedy: 'Check the key: "Set Key of a Paper Service" (or MARGINALIA_S2_KEY).',
};

const fields = 'title,abstract,year,authors,venue,journal,externalIds,publicationTypes';
const paperSchema = z.object({
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  year: z.number().int().nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
  venue: z.string().nullish(),
  journal: z
    .object({ name: z.string().nullish(), volume: z.string().nullish(), pages: z.string().nullish() })
    .nullish(),
  externalIds: z.object({ DOI: z.string().nullish(), ArXiv: z.string().nullish() }).nullish(),
  publicationTypes: z.array(z.string()).nullish(),
});
type Paper = z.infer<typeof paperSchema>;
const batchSchema = z.array(paperSchema.nullable().catch(null));
const searchSchema = z.object({ data: batchSchema.default([]) });
const errorSchema = z.object({ error: z.string() });

/** https://api.semanticscholar.org: up to 500 papers a request, by arXiv id or DOI. */
export const semanticScholar: PaperClient & SearchClient = {
  service: 'semantic-scholar',
  manners,
  knows: [
    'title',
    'authors',
    'year',
    'abstract',
    'doi',
    'type',
    'venue',
    'volume',
    'pages',
    'preprint',
    'published',
  ],
  // The DOIs that arXiv registers are not all known here; its ids are.
  idOf: ({ arxiv, doi }) =>
    arxiv !== undefined ? `ARXIV:${arxiv}` : doi === undefined ? undefined : `DOI:${doi}`,
  answers: [400, 404],
  request: (ids, access) => ({
    ...ask(access, '/graph/v1/paper/batch', { fields }),
    body: JSON.stringify({ ids }),
  }),
  decode: ({ status, body }, ids) => {
    if (status !== 200) {
      // What a batch is answered none of whose papers is known.
      const answer = decodeJson(body, errorSchema, 'an answer of Semantic Scholar');
      if (status === 404 || (answer.ok && /no valid paper ids/i.test(answer.value.error)))
        return ok(nothingFound);
      return err(answer.ok ? answer.value.error : `HTTP ${status}`);
    }
    const answer = decodeJson(body, batchSchema, 'a list of papers');
    if (!answer.ok) return answer;
    if (answer.value.length !== ids.length)
      return err(`${answer.value.length} answers to ${ids.length} questions`);
    const found = new Map<string, PaperFacts>();
    for (const [index, id] of ids.entries()) {
      const paper = answer.value[index];
      const facts = paper && isAbout(paper, id) ? factsOf(paper, id) : undefined;
      if (facts) found.set(id, facts);
    }
    return ok({ found });
  },
  searchRequest: ({ title }, limit, access) =>
    ask(access, '/graph/v1/paper/search', { query: searchWords(title), limit: String(limit), fields }),
  decodeSearch: (response) =>
    decodeFound(
      response,
      searchSchema,
      'a list of papers',
      ({ data }) => data,
      (paper) => factsOf(paper, ''),
    ),
};

function ask(
  access: ServiceAccess,
  path: string,
  parameters: Readonly<Record<string, string>>,
): ServiceRequest {
  const url = addressWith(access, 'semantic-scholar', path, parameters);
  const key = keyFor(access, 'semantic-scholar', url);
  return {
    url: url.href,
    headers: { 'content-type': 'application/json' },
    ...(key === undefined ? {} : { secrets: { headers: { 'x-api-key': key } } }),
  };
}

/** Answers are matched by their place in the list: one that names another paper of the same kind is not believed. */
function isAbout({ externalIds }: Paper, id: string): boolean {
  const [kind, asked = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  const named = kind === 'ARXIV' ? externalIds?.ArXiv : externalIds?.DOI;
  if (!named) return true;
  return kind === 'ARXIV' ? readArxivId(named)?.id === asked : readDoi(named) === asked;
}

/** @param id what was asked by, which decides what is a relation to another version of the paper. */
function factsOf({ externalIds, ...paper }: Paper, id: string): PaperFacts | undefined {
  const title = titleText(paper.title ?? '');
  if (title === '') return undefined;
  const arxiv = readArxivId(externalIds?.ArXiv ?? '')?.id;
  const registered = readDoi(externalIds?.DOI ?? '');
  const doi = registered === undefined || arxivIdOfDoi(registered) ? undefined : registered;
  const isPreprint = /^(?:arxiv(?:\.org)?|corr)$/i.test(paper.venue?.trim() ?? '');
  const journal = /^(?:arxiv|corr)\b/i.test(paper.journal?.name ?? '') ? undefined : paper.journal;
  return compactFacts({
    ids: { ...(arxiv === undefined ? {} : { arxiv }), ...(doi === undefined ? {} : { doi }) },
    title,
    authors: namesOf((paper.authors ?? []).map(({ name }) => name)),
    year: paper.year ?? undefined,
    abstract: markupToText(paper.abstract ?? ''),
    doi,
    type: isPreprint ? 'article' : typeOf(paper.publicationTypes ?? []),
    venue: isPreprint ? undefined : titleText(paper.venue || journal?.name || ''),
    volume: journal?.volume?.trim(),
    pages: pageRange(journal?.pages ?? undefined),
    preprint: id.startsWith('DOI:') && arxiv !== undefined ? `arxiv:${arxiv}` : undefined,
    published: id.startsWith('ARXIV:') && doi !== undefined ? `doi:${doi}` : undefined,
  });
}

function typeOf(types: readonly string[]): string | undefined {
  if (types.includes('Conference')) return 'paper-conference';
  if (types.includes('BookSection')) return 'chapter';
  if (types.includes('Book')) return 'book';
  return types.includes('JournalArticle') ? 'article-journal' : undefined;
}
