import type { z } from 'zod';
import type { HttpRequest, Pace } from '../../base/http';
import { err, ok, type Result } from '../../base/result';
import type { PaperIds } from '../paper';
import { serviceAddress, type ServiceAccess, type ServiceId } from '../services';
import { titleText } from './markup';

/** What a service says of a paper; what it leaves open is left out. */
export interface PaperFacts {
  readonly ids: { readonly arxiv?: string; readonly doi?: string };
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly year?: number;
  readonly updated?: string;
  readonly version?: number;
  readonly categories?: readonly string[];
  readonly abstract?: string;
  readonly comment?: string;
  readonly journalReference?: string;
  readonly doi?: string;
  /** In CSL's words. */
  readonly type?: string;
  readonly venue?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  /** The key of the preprint of this paper, where this is the published version: `arxiv:…` or `doi:…`. */
  readonly preprint?: string;
  /** The key of the published version of this paper, where this is a preprint. */
  readonly published?: string;
}
export type FactName = Exclude<keyof PaperFacts, 'ids'>;

/** How a service wants to be asked. */
export interface Manners {
  readonly pace: Pace;
  /** The pace for those who give a contact, where that is another. */
  readonly contactPace?: Pace;
  /** The most papers that one request may ask for. */
  readonly batch: number;
  /** Waits between tries where the service names none. */
  readonly backOffMs: readonly number[];
  /** Answers that mean "slow down", besides 429. */
  readonly slowDown?: readonly number[];
  /** Answers that mean "stop": nothing more is asked. */
  readonly blocked: readonly number[];
  readonly blockedRemedy: string;
}

export type ServiceRequest = Pick<HttpRequest, 'url' | 'headers' | 'body' | 'secrets'>;

/** A status and a body that mean something to a client. */
export interface ServiceResponse {
  readonly status: number;
  readonly body: string;
}

/** A service as pure functions: requests out of identifiers, papers out of answers. */
export interface PaperClient {
  readonly service: ServiceId;
  readonly manners: Manners;
  /** What its answers can hold: it is not asked for anything else. */
  readonly knows: readonly FactName[];
  /** It knows nothing of its own: asked only for papers that nobody else gave a title. */
  readonly lastResort?: boolean;
  /** What to ask for a paper by; undefined where it cannot be asked. */
  readonly idOf: (ids: PaperIds) => string | undefined;
  readonly request: (ids: readonly string[], access: ServiceAccess) => ServiceRequest;
  /** Statuses with an answer in them, besides 200. */
  readonly answers: readonly number[];
  readonly decode: (response: ServiceResponse, ids: readonly string[]) => Result<Decoded, string>;
}

/** What an answer says of the papers that were asked for. */
export interface Decoded {
  /** By the identifiers asked for; those that are not in it are unknown to the service. */
  readonly found: ReadonlyMap<string, PaperFacts>;
  /** Identifiers that the answer leaves open: each list is to be asked for in a request of its own. */
  readonly again?: readonly (readonly string[])[];
  /** Why, for the log. */
  readonly note?: string;
  /** The service is known to answer with nothing now and then: worth asking once more. */
  readonly doubtful?: boolean;
}

/** The answer that knows none of the papers. */
export const nothingFound: Decoded = { found: new Map() };

/** What is looked for by its title. */
export interface TitleQuery {
  readonly title: string;
  readonly authors?: readonly string[];
  readonly year?: number;
}

/** A service that can be searched. */
export interface SearchClient {
  readonly service: ServiceId;
  readonly manners: Manners;
  readonly searchRequest: (query: TitleQuery, limit: number, access: ServiceAccess) => ServiceRequest;
  /** In the service's own order, the best match first. */
  readonly decodeSearch: (response: ServiceResponse) => Result<readonly PaperFacts[], string>;
}

/** The facts without those that are empty. */
export function compactFacts(
  facts: {
    readonly [Name in keyof PaperFacts]: PaperFacts[Name] | undefined;
  } & { readonly ids: PaperFacts['ids'] },
): PaperFacts {
  const known = Object.entries(facts).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(known) as unknown as PaperFacts;
}

/** Reads JSON of a given shape; the error says what came instead. */
export function decodeJson<T>(body: string, schema: z.ZodType<T>, what: string): Result<T, string> {
  const text = body.trimStart();
  if (text === '') return err('the answer is empty');
  if (text.startsWith('<')) return err('a web page came instead of JSON');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('the answer is no whole JSON');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(`it is not ${what} (${issue?.path.join('.') || 'top'}: ${issue?.message ?? 'unknown'})`);
}

/**
 * Reads a search's answer: of its items those that say of a paper what it is called.
 * @param itemsOf where they are in the answer; one that has another shape than the schema's is null.
 */
export function decodeFound<T, Item>(
  { status, body }: ServiceResponse,
  schema: z.ZodType<T>,
  what: string,
  itemsOf: (answer: T) => readonly (Item | null)[],
  factsOf: (item: Item) => PaperFacts | undefined,
): Result<readonly PaperFacts[], string> {
  if (status !== 200) return err(`HTTP ${status}`);
  const answer = decodeJson(body, schema, what);
  if (!answer.ok) return answer;
  return ok(itemsOf(answer.value).flatMap((item) => (item === null ? [] : (factsOf(item) ?? []))));
}

/** The service's address for a path, with parameters. */
export function addressWith(
  access: ServiceAccess,
  service: ServiceId,
  path: string,
  parameters: Readonly<Record<string, string>>,
): URL {
  const url = serviceAddress(access, service, path);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/** Names of people as text, those that are empty left out. */
export function namesOf(names: readonly (string | null | undefined)[]): readonly string[] {
  return names.map((name) => titleText(name ?? '')).filter((name) => name !== '');
}

/** Whole words of a title for a service's search: what its query language would read as operators is left out. */
export function searchWords(title: string): string {
  return title
    .normalize('NFC')
    .replace(/\$[^$]*\$|\\[a-zA-Z]+/g, ' ')
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .trim()
    .slice(0, 300);
}
