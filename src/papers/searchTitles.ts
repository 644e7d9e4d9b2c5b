import { isAbort } from '../base/abort';
import { CodedError } from '../base/errors';
import { askService, unreadableAnswer, type AskPorts } from './askService';
import { arxivSearch } from './clients/arxiv';
import type { PaperFacts, SearchClient, TitleQuery } from './clients/client';
import { crossref } from './clients/crossref';
import { openAlex } from './clients/openAlex';
import { semanticScholar } from './clients/semanticScholar';
import { serviceIds, type ServiceAccess, type ServiceId } from './services';
import { leastScore, matchTitle, normaliseTitle, type TitleMatch } from './titleMatch';

export interface SearchPorts extends AskPorts {
  readonly access: ServiceAccess;
  readonly signal?: AbortSignal;
}

/** A paper that may be the one looked for. */
export interface TitleCandidate {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | undefined;
  readonly ids: PaperFacts['ids'];
  readonly venue: string | undefined;
  /** The service whose words these are. */
  readonly source: ServiceId;
  /** Every service that has it, that one too. */
  readonly sources: readonly ServiceId[];
  /** From 0 to 1; see {@link TitleMatch}. */
  readonly score: number;
  /** What the score is made of. */
  readonly why: TitleMatch;
  /** All that the service said, for a record of the paper. */
  readonly facts: PaperFacts;
}

export interface TitleSearch {
  /** The best first; in the same order whenever the services answer the same. */
  readonly candidates: readonly TitleCandidate[];
  /** Services that gave no answer, and why: without them a paper may be missing. */
  readonly failed: readonly { readonly service: ServiceId; readonly error: CodedError }[];
  /** Services that answered. */
  readonly asked: readonly ServiceId[];
}

const searchClients: readonly SearchClient[] = [arxivSearch, crossref, openAlex, semanticScholar];
const resultsPerService = 8;
const mostCandidates = 20;
/** Someone waits for a list to choose from: no one waits half a minute for that. */
const longestWait = 5_000;

/**
 * Looks for a paper by its title in the services that can be searched, all at once, each tried twice at
 * most. A service that fails is told of; the others' answers stand. Rejects with an AbortedError when cancelled, and
 * with `usage` where a service's address is none.
 */
export async function searchTitles(query: TitleQuery, ports: SearchPorts): Promise<TitleSearch> {
  const { access } = ports;
  const clients = searchClients
    .filter(({ service }) => access.services.includes(service))
    .sort((a, b) => access.services.indexOf(a.service) - access.services.indexOf(b.service));
  if (normaliseTitle(query.title) === '') return { candidates: [], failed: [], asked: [] };
  const answers = await Promise.all(clients.map((client) => ask(client, query, ports)));
  const failed = answers.flatMap(({ service, error }) => (error ? [{ service, error }] : []));
  const found = answers.flatMap(({ service, papers }) => papers.map((facts) => ({ service, facts })));
  return {
    candidates: rank(query, found),
    failed,
    asked: answers.flatMap(({ service, error }) => (error ? [] : [service])),
  };
}

interface Answer {
  readonly service: ServiceId;
  readonly papers: readonly PaperFacts[];
  readonly error?: CodedError;
}

async function ask(client: SearchClient, query: TitleQuery, ports: SearchPorts): Promise<Answer> {
  const { service, manners } = client;
  const request = client.searchRequest(query, resultsPerService, ports.access);
  const options = {
    access: ports.access,
    retries: 1,
    longestWait,
    ...(ports.signal ? { signal: ports.signal } : {}),
  };
  try {
    const response = await askService({ service, manners, answers: [400] }, request, ports, options);
    const decoded = client.decodeSearch(response);
    if (!decoded.ok) throw unreadableAnswer(service, decoded.error, request.url);
    return { service, papers: decoded.value };
  } catch (error) {
    if (isAbort(error) || !(error instanceof CodedError) || !error.code.startsWith('network.')) throw error;
    ports.logger.warn(`${error.message} The search goes on without it.`);
    return { service, papers: [], error };
  }
}

interface Found {
  readonly service: ServiceId;
  readonly facts: PaperFacts;
}

/** Papers that two services name by the same identifier are one; nothing else makes two one. */
function rank(query: TitleQuery, found: readonly Found[]): readonly TitleCandidate[] {
  let groups: Found[][] = [];
  for (const each of found) {
    // One that knows both identifiers joins those that know one each.
    const same = groups.filter((group) => group.some(({ facts }) => isSame(facts, each.facts)));
    groups = [...groups.filter((group) => !same.includes(group)), [...same.flat(), each]];
  }
  return groups
    .map((group) => candidateOf(query, group))
    .filter(({ score }) => score >= leastScore)
    .sort(compareCandidates)
    .slice(0, mostCandidates);
}

function candidateOf(query: TitleQuery, group: readonly Found[]): TitleCandidate {
  const matches = group.map((each) => ({ ...each, why: matchTitle(query, each.facts) }));
  const best = matches.reduce((a, b) => (b.why.score > a.why.score ? b : a));
  const { facts, service, why } = best;
  const ids = Object.assign(
    {},
    ...group.map((each) => each.facts.ids).reverse(),
    facts.ids,
  ) as PaperFacts['ids'];
  return {
    title: facts.title ?? '',
    authors: facts.authors ?? [],
    year: facts.year,
    ids,
    venue: facts.venue,
    source: service,
    sources: [...new Set(group.map((each) => each.service))],
    score: why.score,
    why,
    facts,
  };
}

/** A shared identifier, with titles that are not those of two papers: services do mistake one for another. */
function isSame(a: PaperFacts, b: PaperFacts): boolean {
  const share =
    (a.ids.arxiv !== undefined && a.ids.arxiv === b.ids.arxiv) ||
    (a.ids.doi !== undefined && a.ids.doi === b.ids.doi);
  return share && matchTitle({ title: a.title ?? '' }, b).title >= leastScore;
}

/** By score, then how many services have it, then whether it can be fetched, then what is the same every time. */
function compareCandidates(a: TitleCandidate, b: TitleCandidate): number {
  const identified = ({ ids }: TitleCandidate): number => ((ids.arxiv ?? ids.doi) === undefined ? 1 : 0);
  const name = ({ ids, title }: TitleCandidate): string => `${ids.arxiv ?? ''} ${ids.doi ?? ''} ${title}`;
  return (
    b.score - a.score ||
    b.sources.length - a.sources.length ||
    identified(a) - identified(b) ||
    serviceIds.indexOf(a.source) - serviceIds.indexOf(b.source) ||
    (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0)
  );
}
