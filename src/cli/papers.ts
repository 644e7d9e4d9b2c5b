import type { Command } from 'commander';
import { registerCategorise } from './categorise';
import { libraryOf, logger, notesArgument, readRoots, type NotesOptions } from './paperLibrary';
import { registerPapersExport } from './papersExport';
import { registerPapersImport } from './papersImport';
import { registerPapersFetch } from './papersFetch';
import { paperRows, papersTable, rowsHelp } from './paperRows';
import type { Io } from './terminal';

/** `marginalia papers …`: the papers of notes' reading lists. */
export function registerPapersCommand(program: Command, io: Io): void {
  const papers = program.command('papers').description("The papers of the notes' reading lists.");
  const verb = (name: string, description: string): Command =>
    notesArgument(papers.command(name).description(description)).option('--json', 'print JSON', false);
  verb('list', 'List the papers with their priorities, identifiers and places.')
    .addHelpText('after', rowsHelp)
    .action((paths: string[], options: NotesOptions) => listPapers(paths, options, io));
  registerCategorise(verb, io);
  registerPapersFetch(papers, io);
  registerPapersExport(papers, io);
  registerPapersImport(papers, io);
}

async function listPapers(paths: readonly string[], options: NotesOptions, io: Io): Promise<void> {
  const library = await libraryOf(await readRoots(paths, options, logger(io, false)));
  io.stdout(options.json ? `${JSON.stringify(paperRows(library), null, 2)}\n` : papersTable(library));
}
