import { isAbort, throwIfAborted } from '../base/abort';
import type { Clock } from '../base/clock';
import { CodedError } from '../base/errors';
import type { Http } from '../base/http';
import type { Logger } from '../base/logger';
import { askService, unreadableAnswer, type WaitReason } from './askService';
import {
  arxivManners,
  arxivRequestUrl,
  decodeArxivAnswer,
  type ArxivAnswer,
  type ArxivPaper,
} from './clients/arxiv';
import { openAccess } from './services';
import type { LibraryPaper, PaperRecord, PaperStore } from './paper';

export interface FetchPorts {
  /** Already limited to what the service's terms allow. */
  readonly http: Http;
  readonly store: PaperStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface FetchOptions {
  readonly baseUrl: string;
  /** Asks again for papers whose records are less than a day old. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

export interface FetchProgress {
  /** Papers answered for so far, of `total` to be asked for. */
  readonly done: number;
  readonly total: number;
  /** Set while the service's own wish to be left alone is honoured. */
  readonly waiting?: { readonly ms: number; readonly reason: WaitReason };
}

/** How a fetch ended. Every paper is in exactly one of the lists, by its key. */
export interface FetchReport {
  readonly fetched: readonly string[];
  /** arXiv answered and has no such paper. */
  readonly unknown: readonly string[];
  /** Answered for within the last day, not asked again. */
  readonly fresh: readonly string[];
  readonly notOnArxiv: readonly string[];
  /** Not answered for, because of `error` or of cancelling. */
  readonly missed: readonly string[];
  readonly cancelled: boolean;
  readonly error: CodedError | undefined;
}

/** arXiv's terms ask to batch; its own advice is 50–100 ids a request. */
const idsPerRequest = 100;
/** Results change once a day at most: arXiv's terms ask to keep them for that long. */
const freshFor = 24 * 60 * 60 * 1000;

/**
 * Fills the store with what arXiv says about the papers that are on it, in as few requests as allowed. What was
 * answered is stored batch by batch, so that an error or a cancel keeps it; both are told by the report. Rejects
 * only where the store cannot be read or written.
 */
export async function fetchMetadata(
  papers: readonly LibraryPaper[],
  ports: FetchPorts,
  options: FetchOptions,
): Promise<FetchReport> {
  const records = await ports.store.readAll();
  const now = ports.clock.now();
  const keys = new Map<string, string>();
  const fresh: string[] = [];
  const notOnArxiv: string[] = [];
  for (const { key, ids } of papers) {
    if (ids.arxiv === undefined) notOnArxiv.push(key);
    else if (options.force !== true && isFresh(records.get(key), now)) fresh.push(key);
    else keys.set(ids.arxiv, key);
  }
  const job = new FetchJob(keys, records, ports, options);
  const end = await job.run();
  return { ...job.lists(), ...end, fresh, notOnArxiv };
}

/** True while arXiv's terms ask not to ask again. A record from the future is as good as none. */
export function isFresh(record: PaperRecord | undefined, now: number): boolean {
  if (!record) return false;
  const age = now - Date.parse(record.checkedAt);
  return age >= 0 && age < freshFor;
}

class FetchJob {
  private readonly fetched = new Set<string>();
  private readonly unknown = new Set<string>();

  constructor(
    /** From arXiv id to the paper's key, for those to ask for. */
    private readonly keys: ReadonlyMap<string, string>,
    private readonly records: ReadonlyMap<string, PaperRecord>,
    private readonly ports: FetchPorts,
    private readonly options: FetchOptions,
  ) {}

  async run(): Promise<Pick<FetchReport, 'cancelled' | 'error'>> {
    try {
      this.report();
      const ids = [...this.keys.keys()];
      for (let at = 0; at < ids.length; at += idsPerRequest) {
        await this.fetchBatch(ids.slice(at, at + idsPerRequest));
      }
      return { cancelled: false, error: undefined };
    } catch (error) {
      if (isAbort(error) && this.options.signal?.aborted) return { cancelled: true, error: undefined };
      if (error instanceof CodedError && error.code.startsWith('network.'))
        return { cancelled: false, error };
      throw error;
    }
  }

  lists(): Pick<FetchReport, 'fetched' | 'unknown' | 'missed'> {
    const missed = [...this.keys.values()].filter((key) => !this.fetched.has(key) && !this.unknown.has(key));
    return { fetched: [...this.fetched], unknown: [...this.unknown], missed };
  }

  /** Asks for a batch, and again for what an answer leaves open: an id refused, a list cut short. */
  private async fetchBatch(batch: readonly string[]): Promise<void> {
    let retriedEmpty = false;
    for (const queue = [batch]; queue.length > 0;) {
      throwIfAborted(this.options.signal);
      const ids = queue.shift() ?? [];
      const answer = await this.ask(ids);
      if (answer.kind === 'error') {
        if (!/\bid\b|id_list/i.test(answer.message)) throw refused(answer.message);
        queue.push(...(await this.withoutRefused(ids, answer.message)));
        continue;
      }
      const byId = new Map(answer.papers.map((paper) => [paper.id, paper]));
      const found = ids.flatMap((id) => byId.get(id) ?? []);
      const missing = ids.filter((id) => !byId.has(id));
      if (found.length === 0 && !retriedEmpty) {
        // The service is known to answer 200 and nothing now and then.
        this.ports.logger.info(`arXiv answered with none of ${ids.length} papers: asking once more.`);
        retriedEmpty = true;
        queue.push(ids);
        continue;
      }
      await this.keep(found);
      const cutShort = answer.total > answer.papers.length && found.length > 0;
      if (cutShort && missing.length > 0) queue.push(missing);
      else await this.markUnknown(missing);
    }
  }

  private async ask(ids: readonly string[]): Promise<ArxivAnswer> {
    const access = { ...openAccess, baseUrls: { arxiv: this.options.baseUrl } };
    const url = arxivRequestUrl(access, ids);
    const asked = { service: 'arxiv' as const, manners: arxivManners, answers: [400] };
    const { status, body } = await askService(asked, { url }, this.ports, {
      access,
      ...(this.options.signal ? { signal: this.options.signal } : {}),
      onWait: (ms, reason) => this.report({ ms, reason }),
    });
    const answer = decodeArxivAnswer(body);
    if (answer.ok && (status === 200 || answer.value.kind === 'error')) return answer.value;
    throw unreadableAnswer('arxiv', answer.ok ? 'HTTP 400 without a reason' : answer.error, url);
  }

  /** One refused id spoils its batch: it is unknown, and the others are asked for again. */
  private async withoutRefused(
    ids: readonly string[],
    message: string,
  ): Promise<readonly (readonly string[])[]> {
    this.ports.logger.warn(`arXiv refuses an id: ${message}`);
    const named = ids.filter((id) => message.includes(id));
    const culprits = ids.length === 1 ? ids : named;
    if (culprits.length === 0) {
      const half = Math.ceil(ids.length / 2);
      return [ids.slice(0, half), ids.slice(half)];
    }
    await this.markUnknown(culprits);
    const others = ids.filter((id) => !culprits.includes(id));
    return others.length > 0 ? [others] : [];
  }

  private async keep(papers: readonly ArxivPaper[]): Promise<void> {
    const at = new Date(this.ports.clock.now()).toISOString();
    const records = papers.map((paper) => recordOf(paper, this.keys.get(paper.id) ?? '', at));
    await this.write(records);
    for (const { key } of records) this.fetched.add(key);
    this.report();
  }

  private async markUnknown(ids: readonly string[]): Promise<void> {
    const checkedAt = new Date(this.ports.clock.now()).toISOString();
    const records: PaperRecord[] = [];
    for (const arxiv of ids) {
      const key = this.keys.get(arxiv) ?? '';
      this.unknown.add(key);
      this.ports.logger.warn(`arXiv has no paper ${arxiv}.`);
      // What was known once stays known: the record says when it was, and the answer may be the service's slip.
      if (this.records.get(key)?.state === 'found') continue;
      records.push({ schema: 1, key, ids: { arxiv }, state: 'unknown', checkedAt });
    }
    await this.write(records);
    this.report();
  }

  private async write(records: readonly PaperRecord[]): Promise<void> {
    if (records.length > 0) await this.ports.store.write(records);
  }

  private report(waiting?: NonNullable<FetchProgress['waiting']>): void {
    const done = this.fetched.size + this.unknown.size;
    this.options.onProgress?.({ done, total: this.keys.size, ...(waiting ? { waiting } : {}) });
  }
}

function refused(message: string): CodedError {
  return new CodedError('network.response', `arXiv refused the request: ${message}.`, {
    remedy: 'The log has the address that was asked.',
  });
}

function recordOf(paper: ArxivPaper, key: string, fetchedAt: string): PaperRecord {
  const from = <T>(value: T) => ({ value, source: 'arxiv' as const, fetchedAt });
  const maybe = <Name extends string, T>(name: Name, value: T | undefined) =>
    value === undefined ? {} : ({ [name]: from(value) } as Record<Name, ReturnType<typeof from<T>>>);
  return {
    schema: 1,
    key,
    ids: { arxiv: paper.id, ...(paper.doi === undefined ? {} : { doi: paper.doi }) },
    state: 'found',
    checkedAt: fetchedAt,
    title: from(paper.title),
    authors: from([...paper.authors]),
    ...maybe('year', paper.year),
    ...maybe('updated', paper.updated),
    ...maybe('version', paper.version),
    categories: from([...paper.categories]),
    abstract: from(paper.abstract),
    ...maybe('comment', paper.comment),
    ...maybe('journalReference', paper.journalReference),
    ...maybe('doi', paper.doi),
  };
}
