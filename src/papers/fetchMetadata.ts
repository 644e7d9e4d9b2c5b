import { isAbort } from '../base/abort';
import type { CodedError } from '../base/errors';
import type { AskPorts, WaitReason } from './askService';
import type { PaperFacts } from './clients/client';
import { PaperWork } from './fetchPlan';
import type { FetchReport } from './fetchReport';
import { lookUp } from './lookUp';
import { recordOfFacts } from './mergeRecords';
import type { LibraryPaper, PaperRecord, PaperStore } from './paper';
import { paperClients } from './paperClients';
import { serviceNames, type ServiceAccess, type ServiceId } from './services';

export interface FetchPorts extends AskPorts {
  readonly store: PaperStore;
}

export interface FetchOptions {
  readonly access: ServiceAccess;
  /** Asks again for papers that were answered for less than a day ago. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
}

export interface FetchProgress {
  /** Papers that nobody is left to be asked about, of `total` that someone was. */
  readonly done: number;
  readonly total: number;
  /** Set while a service's own wish to be left alone is honoured. */
  readonly waiting?: { readonly ms: number; readonly reason: WaitReason; readonly service: ServiceId };
}

/** With someone else to ask, nobody waits longer than this. */
const longestWaitWithOthers = 60_000;

/**
 * Fills the store with what services say about papers: each paper's own service first, then for what is still missing
 * the next one that may know it, in as few requests as they allow. What was answered is stored answer by answer, so
 * that an error or a cancel keeps it; both are told by the report. Rejects only where the store cannot be read or
 * written, and with `usage` where a service's address is none.
 */
export async function fetchMetadata(
  papers: readonly LibraryPaper[],
  ports: FetchPorts,
  options: FetchOptions,
): Promise<FetchReport> {
  const records = await ports.store.readAll();
  const plan = {
    services: [...new Set(options.access.services)],
    force: options.force ?? false,
    now: ports.clock.now(),
  };
  const works = papers.map((paper) => new PaperWork(paper, records.get(paper.key), plan));
  return new FetchJob(works, ports, options).run();
}

interface ServiceTally {
  asked: number;
  found: number;
  failed: number;
  error: CodedError | undefined;
}

class FetchJob {
  private readonly due: readonly PaperWork[];
  private readonly tallies = new Map<ServiceId, ServiceTally>();
  private readonly answered = new Set<PaperWork>();

  constructor(
    private readonly works: readonly PaperWork[],
    private readonly ports: FetchPorts,
    private readonly options: FetchOptions,
  ) {
    this.due = works.filter((work) => work.next() !== undefined);
  }

  async run(): Promise<FetchReport> {
    try {
      this.progress();
      for (;;) {
        const nexts = new Map(this.due.map((work) => [work, work.next()]));
        const wanted = new Set(nexts.values());
        const service = this.options.access.services.find((each) => wanted.has(each));
        if (service === undefined) return this.report(false);
        await this.ask(
          service,
          this.due.filter((work) => nexts.get(work) === service),
        );
      }
    } catch (error) {
      if (isAbort(error) && this.options.signal?.aborted) return this.report(true);
      throw error;
    }
  }

  private async ask(service: ServiceId, works: readonly PaperWork[]): Promise<void> {
    const tally = this.tally(service);
    const byId = new Map<string, PaperWork[]>();
    for (const work of works) {
      const id = work.idFor(service);
      if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), work]);
    }
    const worksOf = (ids: Iterable<string>): PaperWork[] => [...ids].flatMap((id) => byId.get(id) ?? []);
    tally.asked += works.length;
    await lookUp(paperClients[service], [...byId.keys()], this.ports, {
      ...this.patience(service, works),
      access: this.options.access,
      ...(this.options.signal ? { signal: this.options.signal } : {}),
      onWait: (ms, reason) => this.progress({ ms, reason, service }),
      onAnswer: async (found, unknown) => {
        await this.keep(service, found, worksOf(unknown), worksOf);
        this.progress();
      },
      onFailure: (ids, error) => {
        const failed = worksOf(ids);
        tally.failed += failed.length;
        tally.error = error;
        for (const work of failed) {
          work.mark(service);
          work.failed.push(service);
        }
        this.progress();
      },
    });
  }

  /** How long to wait for a service: as long as it takes for what nobody else has, not at all for what is only nice. */
  private patience(service: ServiceId, works: readonly PaperWork[]) {
    if (!works.some((work) => work.needs(service))) return { retries: 0 };
    const othersCan = works.every((work) => !work.needs(service) || work.hasOther(service));
    return othersCan ? { retries: 1, longestWait: longestWaitWithOthers } : {};
  }

  private async keep(
    service: ServiceId,
    found: ReadonlyMap<string, PaperFacts>,
    unknown: readonly PaperWork[],
    worksOf: (ids: Iterable<string>) => PaperWork[],
  ): Promise<void> {
    const tally = this.tally(service);
    const at = new Date(this.ports.clock.now()).toISOString();
    const records: PaperRecord[] = [];
    const take = (work: PaperWork, said: PaperRecord): void => {
      work.mark(service);
      work.merge(said);
      // Its other fields are on the disk already, but for those that were found under another key of it.
      records.push(work.carried && !this.answered.has(work) ? (work.record ?? said) : said);
      this.answered.add(work);
    };
    for (const [id, facts] of found) {
      for (const work of worksOf([id])) {
        work.found.push(service);
        tally.found += 1;
        take(work, recordOfFacts(work.key, { ...facts, ids: idsOf(work, facts) }, service, at));
      }
    }
    for (const work of unknown) {
      work.unknown.push(service);
      this.ports.logger.warn(`${serviceNames[service]} has no paper ${work.idFor(service) ?? work.key}.`);
      take(work, unknownRecord(work, service, at));
    }
    if (records.length > 0) await this.ports.store.write(records);
  }

  private tally(service: ServiceId): ServiceTally {
    const tally = this.tallies.get(service) ?? { asked: 0, found: 0, failed: 0, error: undefined };
    this.tallies.set(service, tally);
    return tally;
  }

  private report(cancelled: boolean): FetchReport {
    const lists = { fetched: [], unknown: [], fresh: [], unidentified: [], missed: [] } as Record<
      ReturnType<PaperWork['outcome']>,
      string[]
    >;
    const due = new Set(this.due);
    for (const work of this.works) {
      const isOpen = cancelled && due.has(work) && work.next() !== undefined;
      const outcome = work.outcome();
      lists[isOpen && outcome !== 'fetched' ? 'missed' : outcome].push(work.key);
    }
    const missed = new Set(lists.missed);
    const failed = this.works.filter((work) => missed.has(work.key)).flatMap((work) => work.failed);
    const services = this.options.access.services.flatMap((service) => {
      const tally = this.tallies.get(service);
      return tally ? [{ service, ...tally }] : [];
    });
    const error = services.find((each) => failed.includes(each.service))?.error;
    return { ...lists, services, cancelled, error: cancelled ? undefined : error };
  }

  private progress(waiting?: NonNullable<FetchProgress['waiting']>): void {
    const done = this.due.filter((work) => work.next() === undefined).length;
    this.options.onProgress?.({ done, total: this.due.length, ...(waiting ? { waiting } : {}) });
  }
}

/** What was known once stays known: the answer may be the service's slip. */
function unknownRecord(work: PaperWork, service: ServiceId, at: string): PaperRecord {
  return {
    schema: 1,
    key: work.key,
    ids: { ...work.linked },
    state: 'unknown',
    checkedAt: at,
    checks: { [service]: { at, state: 'unknown' } },
  };
}

/** What its links name, what the service names it by, and the other version of it that the service knows. */
function idsOf({ key, linked }: PaperWork, { ids, preprint, published }: PaperFacts): PaperFacts['ids'] {
  const arxiv = preprint?.startsWith('arxiv:') === true ? { arxiv: preprint.slice('arxiv:'.length) } : {};
  const isArxiv = key.startsWith('arxiv:') && published?.startsWith('doi:') === true;
  const doi = isArxiv ? { doi: published.slice('doi:'.length) } : {};
  return { ...arxiv, ...doi, ...ids, ...linked };
}
