import { InvalidArgumentError, type Command } from 'commander';
import { politeHttp } from '../adapters/politeHttp';
import { systemClock } from '../adapters/systemClock';
import { fetchMetadata, type FetchProgress } from '../papers/fetchMetadata';
import { addReports, emptyReport, type FetchReport } from '../papers/fetchReport';
import { foldLibrary } from '../papers/library';
import {
  serviceIds,
  serviceNames,
  serviceUrls,
  type ServiceAccess,
  type ServiceId,
} from '../papers/services';
import { libraryOf, logger, notesArgument, readRoots, type NotesOptions } from './paperLibrary';
import { paperRowsWithMetadata, papersTable, rowsHelp } from './paperRows';
import { ExitError, ProgressLine, exitCodes, reportFailure, type Io } from './terminal';
import { version } from './version';

interface FetchCommandOptions extends NotesOptions {
  readonly baseUrl?: string;
  readonly services?: readonly ServiceId[];
  readonly contact?: string;
  readonly force: boolean;
  readonly verbose: boolean;
}

const help = `${rowsHelp}
  metadata  what services say: {state, authors, year, categories, abstract, venue, doi, preprint, published, checkedAt,
            sources}; null where nothing is known. sources has {source, fetchedAt} for each field that has a value.

Services: ${serviceIds.join(', ')}; a paper's own first, the others for what is missing then.
Papers answered for within the last day are not asked for again, unless --force is given.

Environment: MARGINALIA_S2_KEY and MARGINALIA_OPENALEX_KEY hold keys; MARGINALIA_ARXIV_BASE_URL and so on for CROSSREF,
OPENALEX, S2, HF and DOI, addresses to ask instead of the services' own.`;

/** `marginalia papers fetch <notes…>`: what services know of the papers of the notes' reading lists. */
export function registerPapersFetch(papers: Command, io: Io): void {
  notesArgument(
    papers.command('fetch').description('Fetch what arXiv, Crossref and others say of the papers.'),
  )
    .option('--json', 'print JSON', false)
    .option(
      '--services <names>',
      'the services that may be asked, in that order: a,b (default: all)',
      readServices,
    )
    .option('--base-url <url>', 'another arXiv query API; only it is asked, unless --services says otherwise')
    .option('--contact <e-mail>', 'told to the services that treat those better who give one')
    .option('--force', 'ask again for papers asked for today', false)
    .option('--verbose', 'tell each request on standard error', false)
    .addHelpText('after', help)
    .action((paths: string[], options: FetchCommandOptions) => fetchPapers(paths, options, io));
}

async function fetchPapers(paths: readonly string[], options: FetchCommandOptions, io: Io): Promise<void> {
  const log = logger(io, options.verbose);
  const access = accessOf(options, process.env);
  const roots = await readRoots(paths, options, log);
  const http = politeHttp(version, log);
  const progress = new ProgressLine(io);
  let report = emptyReport;
  for (const { store, places } of roots) {
    const papers = foldLibrary(places, await store.readAll());
    const each = await fetchMetadata(
      papers,
      { http, store, clock: systemClock, logger: log },
      {
        access,
        force: options.force,
        signal: io.signal,
        onProgress: (state) => progress.show(state.done / Math.max(1, state.total), describe(state)),
      },
    ).finally(() => progress.clear());
    report = addReports(report, each);
    if (report.error || report.cancelled) break;
  }
  const library = await libraryOf(roots);
  io.stdout(
    options.json ? `${JSON.stringify(paperRowsWithMetadata(library), null, 2)}\n` : papersTable(library),
  );
  io.stderr(`${summary(report, access)}\n`);
  for (const { service, error } of report.services) {
    if (error && error !== report.error) io.stderr(`${serviceNames[service]}: ${error.message}\n`);
  }
  // The rows stand on standard output already: the reason goes beside them, not into their JSON.
  if (report.error) throw new ExitError(reportFailure(io, report.error, false));
  if (report.cancelled) throw new ExitError(exitCodes.cancelled);
}

function readServices(text: string): readonly ServiceId[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  for (const name of names) {
    if (!serviceIds.some((id) => id === name)) {
      throw new InvalidArgumentError(`"${name}" is none of ${serviceIds.join(', ')}.`);
    }
  }
  return serviceIds.filter((id) => names.includes(id)).sort((a, b) => names.indexOf(a) - names.indexOf(b));
}

/** Environment variables name services by their short names. */
const variables: Readonly<Record<ServiceId, string>> = {
  arxiv: 'ARXIV',
  crossref: 'CROSSREF',
  openalex: 'OPENALEX',
  'semantic-scholar': 'S2',
  'hugging-face': 'HF',
  doi: 'DOI',
};

function accessOf(options: FetchCommandOptions, env: NodeJS.ProcessEnv): ServiceAccess {
  const addresses = serviceIds.map(
    (service) => [service, env[`MARGINALIA_${variables[service]}_BASE_URL`] || serviceUrls[service]] as const,
  );
  const s2 = env['MARGINALIA_S2_KEY'];
  const openAlex = env['MARGINALIA_OPENALEX_KEY'];
  return {
    services: options.services ?? (options.baseUrl === undefined ? serviceIds : ['arxiv']),
    baseUrls: {
      ...Object.fromEntries(addresses),
      ...(options.baseUrl === undefined ? {} : { arxiv: options.baseUrl }),
    },
    ...(options.contact === undefined ? {} : { contact: options.contact }),
    keys: { ...(s2 ? { 'semantic-scholar': s2 } : {}), ...(openAlex ? { openalex: openAlex } : {}) },
  };
}

function describe({ done, total, waiting }: FetchProgress): string {
  if (!waiting) return `${done} of ${total} papers`;
  const name = serviceNames[waiting.service];
  const why = waiting.reason === 'rate-limited' ? `${name} limits requests` : `${name} is unavailable`;
  return `${why}: trying again in ${Math.ceil(waiting.ms / 1000)} s`;
}

function summary(report: FetchReport, { services }: ServiceAccess): string {
  const [only] = services.length === 1 ? services : [];
  const counts = [`${report.fetched.length} fetched`];
  const count = (papers: readonly string[], words: string): void =>
    void (papers.length > 0 && counts.push(`${papers.length} ${words}`));
  count(report.fresh, 'up to date');
  count(report.unknown, only ? `unknown to ${serviceNames[only]}` : 'unknown');
  count(report.unidentified, only ? `not on ${serviceNames[only]}` : 'without an identifier');
  count(report.missed, 'not asked for');
  if (report.cancelled) counts.push('cancelled');
  const gave = report.services.filter(({ found }) => found > 0);
  const from = gave.map(({ service, found }) => `${serviceNames[service]} ${found}`).join(', ');
  return `${counts.join(', ')}.${only || from === '' ? '' : ` From ${from}.`}`;
}
