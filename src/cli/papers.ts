import type { Command } from 'commander';
import { politeHttp } from '../adapters/politeHttp';
import { systemClock } from '../adapters/systemClock';
import { arxivApiUrl } from '../papers/clients/arxiv';
import { fetchMetadata, type FetchProgress, type FetchReport } from '../papers/fetchMetadata';
import { foldLibrary } from '../papers/library';
import { registerCategorise } from './categorise';
import { libraryOf, logger, notesArgument, readRoots, type NotesOptions } from './paperLibrary';
import { registerPapersExport } from './papersExport';
import { registerPapersImport } from './papersImport';
import { paperRows, paperRowsWithMetadata, papersTable, type Library } from './paperRows';
import { ExitError, ProgressLine, exitCodes, reportFailure, type Io } from './terminal';
import { version } from './version';

interface FetchCommandOptions extends NotesOptions {
  readonly baseUrl: string;
  readonly force: boolean;
  readonly verbose: boolean;
}

const jsonHelp = `
JSON: an array with an object an entry, in the order of the notes:
  title     the fetched title, else the note's; null where neither is known
  url       the link without redirects around it; null for an entry that names a paper without one
  ids       {arxiv, doi} in normal form; null where the link names none
  priority  from (p2) and its like; null where none is given
  status    "to read", "reading", "read", "skipped" or null
  note      the note's path as given on the command line
  line      from 1`;

const fetchHelp = `${jsonHelp}
  metadata  what arXiv says: {state, authors, year, categories, abstract, checkedAt}; null where nothing is known

Papers asked for within the last day are not asked for again, unless --force is given.`;

/** `marginalia papers list|fetch <notes…>`: the reading lists of notes, and what arXiv knows of their papers. */
export function registerPapersCommand(program: Command, io: Io): void {
  const papers = program.command('papers').description("The papers of the notes' reading lists.");
  const verb = (name: string, description: string): Command =>
    notesArgument(papers.command(name).description(description)).option('--json', 'print JSON', false);
  registerCategorise(verb, io);
  verb('list', 'List the papers with their priorities, identifiers and places.')
    .addHelpText('after', jsonHelp)
    .action((paths: string[], options: NotesOptions) => listPapers(paths, options, io));
  verb('fetch', 'Fetch titles, authors, years, categories and abstracts from arXiv.')
    .option(
      '--base-url <url>',
      'the arXiv query API (environment: MARGINALIA_ARXIV_BASE_URL)',
      process.env['MARGINALIA_ARXIV_BASE_URL'] || arxivApiUrl,
    )
    .option('--force', 'ask again for papers asked for today', false)
    .option('--verbose', 'tell each request on standard error', false)
    .addHelpText('after', fetchHelp)
    .action((paths: string[], options: FetchCommandOptions) => fetchPapers(paths, options, io));
  registerPapersExport(papers, io);
  registerPapersImport(papers, io);
}

async function listPapers(paths: readonly string[], options: NotesOptions, io: Io): Promise<void> {
  const roots = await readRoots(paths, options, logger(io, false));
  print(await libraryOf(roots), options.json ? paperRows : undefined, io);
}

async function fetchPapers(paths: readonly string[], options: FetchCommandOptions, io: Io): Promise<void> {
  const log = logger(io, options.verbose);
  const roots = await readRoots(paths, options, log);
  const http = politeHttp(version, log);
  const progress = new ProgressLine(io);
  const reports: FetchReport[] = [];
  for (const { store, places } of roots) {
    const papers = foldLibrary(places, await store.readAll());
    const report = await fetchMetadata(
      papers,
      { http, store, clock: systemClock, logger: log },
      {
        baseUrl: options.baseUrl,
        force: options.force,
        signal: io.signal,
        onProgress: (state) => progress.show(state.done / Math.max(1, state.total), describe(state)),
      },
    ).finally(() => progress.clear());
    reports.push(report);
    if (report.error || report.cancelled) break;
  }
  print(await libraryOf(roots), options.json ? paperRowsWithMetadata : undefined, io);
  io.stderr(`${summary(reports)}\n`);
  const failure = reports.find((report) => report.error)?.error;
  // The rows stand on standard output already: the reason goes beside them, not into their JSON.
  if (failure) throw new ExitError(reportFailure(io, failure, false));
  if (reports.some((report) => report.cancelled)) throw new ExitError(exitCodes.cancelled);
}

function print(library: Library, rows: ((library: Library) => readonly unknown[]) | undefined, io: Io): void {
  io.stdout(rows ? `${JSON.stringify(rows(library), null, 2)}\n` : papersTable(library));
}

function describe({ done, total, waiting }: FetchProgress): string {
  if (!waiting) return `${done} of ${total} papers`;
  const why = waiting.reason === 'rate-limited' ? 'arXiv limits requests' : 'arXiv is unavailable';
  return `${why}: trying again in ${Math.ceil(waiting.ms / 1000)} s`;
}

function summary(reports: readonly FetchReport[]): string {
  const count = (key: 'fetched' | 'fresh' | 'unknown' | 'notOnArxiv' | 'missed'): number =>
    reports.reduce((sum, report) => sum + report[key].length, 0);
  const parts = [`${count('fetched')} fetched`];
  if (count('fresh') > 0) parts.push(`${count('fresh')} up to date`);
  if (count('unknown') > 0) parts.push(`${count('unknown')} unknown to arXiv`);
  if (count('notOnArxiv') > 0) parts.push(`${count('notOnArxiv')} not on arXiv`);
  if (count('missed') > 0) parts.push(`${count('missed')} not asked for`);
  if (reports.some((report) => report.cancelled)) parts.push('cancelled');
  return `${parts.join(', ')}.`;
}
