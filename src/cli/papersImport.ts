import type { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { FileOwnPaperStore } from '../adapters/ownPaperStore';
import { FilePaperStore } from '../adapters/paperStore';
import { systemClock } from '../adapters/systemClock';
import { CodedError } from '../base/errors';
import { bibliographyImport } from './importBibliography';
import { dailyImport } from './importDaily';
import { changeOwn, type OwnChange, type OwnPaper } from '../papers/ownPaper';
import type { Imported, ImportFile, ImportFormat } from './importFormat';
import { logger } from './paperLibrary';
import { rootFor } from './roots';
import type { Io } from './terminal';

/** In the order asked; the first that knows a file has it. */
const formats: readonly ImportFormat[] = [bibliographyImport, dailyImport];

interface ImportOptions {
  readonly root?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const help = `
JSON: an array with an object a file: {file, format, problems, papers}. A paper of a Daily Papers page:
  key           arxiv:…, else title:…
  title         in one line; the abstract's first words where the page has no title
  abstract      paragraphs with an empty line between; null where the page has none
  authors       {count, names}; names where the source gives them
  organisation, submitter, comments, upvotes   null where the page says nothing
  date          {day, yearWritten, reason}: how a day without a year got one; null where the page has none
  ids           {arxiv}
  links         other addresses of the paper
  missing       "title", "abstract", "authors", "date": what the page lacks
  line          from 1; null for JSON
A paper of a bibliography: key, title, authors, year, citekey, tags, url, line.

What the library knows already is kept; a page fills gaps only.`;

/** `marginalia papers import <file…>`: papers from other files into the library. */
export function registerPapersImport(papers: Command, io: Io): void {
  papers
    .command('import')
    .description(
      'Import papers from bibliographies (BibTeX, CSL JSON, Zotero) and Daily Papers pages (saved text, JSON).',
    )
    .argument('<files...>', 'files to import from')
    .option('--root <folder>', 'the folder whose .marginalia holds the papers (default: nearest with one)')
    .option('--dry-run', 'tell what was understood and write nothing', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', help)
    .action((paths: string[], options: ImportOptions) => importFiles(paths, options, io));
}

async function importFiles(paths: readonly string[], options: ImportOptions, io: Io): Promise<void> {
  const at = new Date(systemClock.now()).toISOString();
  const outcomes: unknown[] = [];
  for (const path of paths) {
    const file = await readImportFile(path);
    const format = formats.find(({ detects }) => detects(file));
    if (!format) {
      throw new CodedError('data.unsupported', 'This is nothing that papers are imported from.', {
        remedy: `Give one of these: ${formats.map(({ name }) => name).join(', ')}.`,
        location: { file: path },
      });
    }
    const imported = await format.read(file);
    const written = options.dryRun ? 0 : await write(imported, path, options, at, io);
    for (const problem of imported.problems) io.stderr(`marginalia: ${path}: ${problem}.\n`);
    outcomes.push({
      file: file.path,
      format: format.name,
      problems: imported.problems,
      papers: imported.rows,
    });
    if (options.json) continue;
    io.stdout(imported.rows.map(({ title, key }) => `${title}\n    ${key}\n`).join(''));
    const done = options.dryRun ? 'nothing written' : `${written} new`;
    io.stderr(`${file.path}: ${imported.rows.length} papers, ${done}.\n`);
  }
  if (options.json) io.stdout(`${JSON.stringify(outcomes, null, 2)}\n`);
}

async function write(
  { rows, record, own }: Imported,
  path: string,
  options: ImportOptions,
  at: string,
  io: Io,
): Promise<number> {
  const root = await rootFor(dirname(resolve(path)), options.root);
  const store = new FilePaperStore(root, logger(io, false));
  const known = await store.readAll();
  const records = rows.map(({ key }) => record(key, known.get(key), at));
  await store.write(records.filter((each) => JSON.stringify(each) !== JSON.stringify(known.get(each.key))));
  if (own) {
    const ownStore = new FileOwnPaperStore(root, logger(io, false));
    const said = await ownStore.readAll();
    await ownStore.write(
      rows.map(({ key }) => changeOwn(key, said.get(key), merged(said.get(key), own(key)))),
    );
  }
  return rows.filter(({ key }) => !known.has(key)).length;
}

/** Tags join those there are; a key of the file's takes the place of an older one. */
function merged(before: OwnPaper | undefined, change: OwnChange): OwnChange {
  if (!change.tags) return change;
  return { ...change, tags: [...new Set([...(before?.tags ?? []), ...change.tags])] };
}

async function readImportFile(path: string): Promise<ImportFile> {
  try {
    const [text, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const savedOn = mtime.toISOString().slice(0, 10);
    return { path: path.replaceAll('\\', '/'), name: basename(path), text, savedOn };
  } catch (cause) {
    throw new CodedError('data.missing', 'The file cannot be read.', {
      remedy: 'Check the path and its permissions.',
      location: { file: path },
      cause,
    });
  }
}
