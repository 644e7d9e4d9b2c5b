import { z } from 'zod';
import { ok } from '../../base/result';
import { arxivIdOfDoi, readDoi } from '../doi';
import { readArxivId } from '../arxivId';
import { contactOf, type ServiceAccess } from '../services';
import {
  addressWith,
  decodeFound,
  decodeJson,
  nothingFound,
  searchWords,
  type Manners,
  type PaperClient,
  type PaperFacts,
  type SearchClient,
} from './client';
import { cslSchema, factsOfCsl } from './csl';

/** Limits come in headers and are lower for those who give no contact. */
const manners: Manners = {
  pace: { intervalMs: 200, concurrency: 1 },
  contactPace: { intervalMs: 150, concurrency: 2 },
  batch: 1,
  backOffMs: [2_000, 10_000],
  blocked: [401, 403],
  blockedRemedy: 'Wait a day, and give a contact address in the setting marginalia.papers.contact.',
};

const relationSchema = z.object({ 'id-type': z.string().nullish(), id: z.string().nullish() });
const workSchema = cslSchema.extend({
  relation: z.record(z.string(), z.array(relationSchema).catch([])).nullish().catch(undefined),
});
const answerSchema = z.object({ message: workSchema });
const searchSchema = z.object({ message: z.object({ items: z.array(workSchema.nullable().catch(null)) }) });

/** https://api.crossref.org: one work a request, by its DOI. */
export const crossref: PaperClient & SearchClient = {
  service: 'crossref',
  manners,
  knows: [
    'title',
    'authors',
    'year',
    'abstract',
    'type',
    'venue',
    'publisher',
    'volume',
    'issue',
    'pages',
    'preprint',
  ],
  // arXiv's own DOIs are registered elsewhere.
  idOf: ({ doi }) => (doi === undefined || arxivIdOfDoi(doi) ? undefined : doi),
  answers: [404],
  request: ([doi = ''], access) => ({ url: address(access, `/works/${encodeURIComponent(doi)}`).href }),
  decode: ({ status, body }, [doi = '']) => {
    if (status === 404) return ok(nothingFound);
    const answer = decodeJson(body, answerSchema, "a work of Crossref's");
    if (!answer.ok) return answer;
    const facts = factsOf(answer.value.message);
    if (!facts) return ok(nothingFound);
    if (facts.ids.doi !== undefined && facts.ids.doi !== doi) {
      // A DOI that became another's alias is answered with the one that stands for it.
      return ok({ found: new Map([[doi, { ...facts, ids: {} }]]) });
    }
    return ok({ found: new Map([[doi, facts]]) });
  },
  searchRequest: ({ title, authors = [], year }, limit, access) => {
    const words = [searchWords(title), ...authors.slice(0, 2).map(searchWords), year ?? ''].join(' ').trim();
    return { url: address(access, '/works', { 'query.bibliographic': words, rows: String(limit) }).href };
  },
  decodeSearch: (response) =>
    decodeFound(response, searchSchema, "a search of Crossref's", ({ message }) => message.items, factsOf),
};

function address(
  access: ServiceAccess,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): URL {
  const url = addressWith(access, 'crossref', path, parameters);
  const contact = contactOf(access);
  if (contact !== undefined) url.searchParams.set('mailto', contact);
  return url;
}

function factsOf(work: z.infer<typeof workSchema>): PaperFacts | undefined {
  const facts = factsOfCsl(work);
  if (!facts) return undefined;
  const preprint = relatedKey(work.relation?.['has-preprint']);
  const published = relatedKey(work.relation?.['is-preprint-of']);
  return {
    ...facts,
    ...(preprint === undefined ? {} : { preprint }),
    ...(published === undefined ? {} : { published }),
  };
}

/** The key of the first related work that has an identifier of a kind that papers are known by. */
function relatedKey(relations: readonly z.infer<typeof relationSchema>[] | undefined): string | undefined {
  for (const { 'id-type': type, id } of relations ?? []) {
    const arxiv = type === 'arxiv' ? readArxivId(id ?? '') : undefined;
    if (arxiv) return `arxiv:${arxiv.id}`;
    const doi = readDoi((id ?? '').replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, ''));
    const own = doi === undefined ? undefined : arxivIdOfDoi(doi);
    if (own) return `arxiv:${own.id}`;
    if (doi !== undefined) return `doi:${doi}`;
  }
  return undefined;
}
