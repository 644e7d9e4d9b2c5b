import { Option, type Command } from 'commander';
import { writeFileAtomic } from '../adapters/atomicFile';
import { CodedError } from '../base/errors';
import { writeBibtex } from '../papers/citations/bibtexWriter';
import { assignCitekeys, checkKeyPattern, defaultKeyPattern } from '../papers/citations/citekey';
import { cslItemOf } from '../papers/citations/cslItem';
import { libraryOf, logger, notesArgument, readRoots, type NotesOptions } from './paperLibrary';
import type { Io } from './terminal';

interface ExportOptions extends NotesOptions {
  readonly format: 'bibtex' | 'csl-json';
  readonly keys: string;
  readonly abstracts: boolean;
  readonly out?: string;
}

const help = `
Keys: a pattern of {author} {authors} {year} {yy} {title} {venue} {id}; a capital first letter gives a capital. A key that a
paper was given once, by an import or an earlier export from the editor, stays.`;

/** `marginalia papers export <notes…>`: the papers of the notes' reading lists as a bibliography. */
export function registerPapersExport(papers: Command, io: Io): void {
  notesArgument(papers.command('export').description('Write the papers as BibTeX or CSL JSON.'))
    .addOption(
      new Option('--format <format>', 'bibtex or csl-json').choices(['bibtex', 'csl-json']).default('bibtex'),
    )
    .option('--keys <pattern>', 'how citation keys are formed', defaultKeyPattern)
    .option('--abstracts', 'abstracts too, in BibTeX', false)
    .option('--out <file>', 'the file to write, instead of standard output')
    .option('--json', 'the same as --format csl-json', false)
    .addHelpText('after', help)
    .action((paths: string[], options: ExportOptions) => exportPapers(paths, options, io));
}

async function exportPapers(paths: readonly string[], options: ExportOptions, io: Io): Promise<void> {
  const wrong = checkKeyPattern(options.keys);
  if (wrong !== undefined)
    throw new CodedError('usage', wrong, { remedy: 'See marginalia papers export --help.' });
  const roots = await readRoots(paths, options, logger(io, false));
  const { papers } = await libraryOf(roots);
  const keys = assignCitekeys(papers, options.keys);
  const items = papers.map((paper) => cslItemOf(paper, keys.get(paper.key) ?? paper.key));
  const text =
    options.json || options.format === 'csl-json'
      ? `${JSON.stringify(items, null, 2)}\n`
      : writeBibtex(items, { abstracts: options.abstracts });
  if (options.out === undefined) io.stdout(text);
  else {
    await writeFileAtomic(options.out, text);
    io.stderr(`${items.length} papers written to ${options.out}.\n`);
  }
}
