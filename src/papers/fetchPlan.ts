import { readArxivId } from './arxivId';
import type { FactName } from './clients/client';
import { readDoi } from './doi';
import { mergeRecords } from './mergeRecords';
import type { LibraryPaper, PaperIds, PaperRecord } from './paper';
import { paperClients } from './paperClients';
import type { ServiceId } from './services';

/** Results change once a day at most: arXiv's terms ask to keep them for that long, and no other's are kept shorter. */
const freshFor = 24 * 60 * 60 * 1000;

/** True while a service's last answer about the paper is less than a day old. One from the future is as good as none. */
function isFresh(record: PaperRecord | undefined, service: ServiceId, now: number): boolean {
  const at = record?.checks?.[service]?.at ?? (service === 'arxiv' ? olderCheck(record) : undefined);
  const age = at === undefined ? NaN : now - Date.parse(at);
  return age >= 0 && age < freshFor;
}

/** Records from before services were told apart: only arXiv was asked. */
function olderCheck(record: PaperRecord | undefined): string | undefined {
  if (!record || record.checks) return undefined;
  return record.state === 'unknown' || record.title?.source === 'arxiv' ? record.checkedAt : undefined;
}

/** One paper on its way through the services. */
export class PaperWork {
  readonly key: string;
  /** What is known of it now: what was on the disk, and all that was answered since. */
  record: PaperRecord | undefined;
  /** What is under another key of the same paper, to be kept under this one. */
  readonly carried: PaperRecord | undefined;
  /** The identifiers that its links and its key name. */
  readonly linked: PaperIds;
  readonly found: ServiceId[] = [];
  readonly unknown: ServiceId[] = [];
  readonly failed: ServiceId[] = [];
  private readonly before: PaperRecord | undefined;
  private readonly asked = new Set<ServiceId>();
  private readonly primary: ServiceId | undefined;

  constructor(
    paper: LibraryPaper,
    own: PaperRecord | undefined,
    private readonly options: {
      readonly services: readonly ServiceId[];
      readonly force: boolean;
      readonly now: number;
    },
  ) {
    this.key = paper.key;
    const other = paper.record && paper.record.key !== paper.key ? paper.record : undefined;
    this.carried = other?.state === 'found' && !own ? { ...other, key: paper.key } : undefined;
    this.record = own ?? this.carried;
    this.before = this.record;
    this.linked = linkedIds(paper);
    this.primary = options.services.find((service) => this.idFor(service) !== undefined);
  }

  /** What the service is to be asked for the paper by. */
  idFor(service: ServiceId): string | undefined {
    const { arxiv, doi } = this.record?.ids ?? {};
    return paperClients[service].idOf({
      ...(arxiv === undefined ? {} : { arxiv }),
      ...(doi === undefined ? {} : { doi }),
      ...this.linked,
    });
  }

  /** True where some service can be asked about it at all. */
  get isIdentified(): boolean {
    return this.primary !== undefined;
  }

  /** The service to ask next; undefined where there is none that may know more. */
  next(): ServiceId | undefined {
    // What arXiv does not know is no arXiv paper, whoever else is asked.
    if (this.primary === 'arxiv' && this.isUnknownToArxiv()) return undefined;
    return this.options.services.find((service) => this.isDue(service));
  }

  /** True where the paper has little without the service's answer: worth waiting for. */
  needs(service: ServiceId): boolean {
    return service === this.primary || this.record?.title === undefined;
  }

  /** True where another service could still be asked instead. */
  hasOther(service: ServiceId): boolean {
    return this.options.services.some(
      (other) => other !== service && !this.asked.has(other) && this.idFor(other) !== undefined,
    );
  }

  /** Takes note that the service is being asked, or that it is no use to ask it. */
  mark(service: ServiceId): void {
    this.asked.add(service);
  }

  merge(said: PaperRecord): void {
    this.record = this.record ? mergeRecords(this.record, said) : said;
  }

  /** How it went, once there is nobody left to ask. */
  outcome(): 'fetched' | 'unknown' | 'missed' | 'fresh' | 'unidentified' {
    if (!this.isIdentified) return 'unidentified';
    if (this.found.length > 0) return 'fetched';
    if (this.failed.some((service) => this.needs(service))) return 'missed';
    if (this.unknown.some((service) => this.needs(service))) return 'unknown';
    return 'fresh';
  }

  private isUnknownToArxiv(): boolean {
    if (this.unknown.includes('arxiv')) return true;
    const { record, options } = this;
    const said = record?.checks ? record.checks.arxiv?.state : record?.state;
    return !options.force && said === 'unknown' && isFresh(record, 'arxiv', options.now);
  }

  private isDue(service: ServiceId): boolean {
    if (this.asked.has(service) || this.idFor(service) === undefined) return false;
    const { force, now } = this.options;
    if (!force && isFresh(this.record, service, now)) return false;
    if (service === this.primary) return true;
    const { knows, lastResort } = paperClients[service];
    if (lastResort === true && this.record?.title !== undefined) return false;
    return this.missing().some((name) => knows.includes(name)) || (force && this.gaveSomething(service));
  }

  /** Asking again asks everyone who said something before. */
  private gaveSomething(service: ServiceId): boolean {
    return this.before?.checks?.[service]?.state === 'found';
  }

  private missing(): readonly FactName[] {
    const { record } = this;
    const wanted: FactName[] = ['title', 'authors', 'year', 'abstract'];
    const isPublished = (this.linked.doi ?? record?.ids.doi) !== undefined;
    // Whether a preprint was published, and what is said of a publication beyond its title.
    if (!isPublished) wanted.push('published');
    else if (!/^(?:book|thesis|report|dataset|software)$/.test(record?.type?.value ?? ''))
      wanted.push('venue');
    return wanted.filter((name) => record?.[name] === undefined);
  }
}

/** The identifiers of the paper's links, and those in its key: an entry without a link may have been told one. */
function linkedIds({ key, ids }: LibraryPaper): PaperIds {
  const arxiv = ids.arxiv ?? (key.startsWith('arxiv:') ? readArxivId(key.slice(6))?.id : undefined);
  const doi = ids.doi ?? (key.startsWith('doi:') ? readDoi(key.slice(4)) : undefined);
  return { ...(arxiv === undefined ? {} : { arxiv }), ...(doi === undefined ? {} : { doi }) };
}
