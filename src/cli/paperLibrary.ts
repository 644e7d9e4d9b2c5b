import type { Command } from 'commander';
import { FileOwnPaperStore } from '../adapters/ownPaperStore';
import { FilePaperStore } from '../adapters/paperStore';
import type { Logger } from '../base/logger';
import { foldLibrary } from '../papers/library';
import type { PaperPlace } from '../papers/paper';
import { readPlaces } from '../papers/places';
import { findNotes } from './notes';
import type { Library } from './paperRows';
import { rootFor } from './roots';
import type { Io } from './terminal';

/** What every verb over the papers of notes is told. */
export interface NotesOptions {
  readonly section?: readonly string[];
  readonly root?: string;
  readonly json: boolean;
}

/** The notes a verb is about, and the options that go with them. */
export function notesArgument(verb: Command): Command {
  return verb
    .argument('<notes...>', 'markdown notes, or folders of them')
    .option(
      '--section <heading>',
      'a heading that reading lists stand under, instead of the usual ones; may be repeated',
      (heading: string, others: readonly string[] = []) => [...others, heading],
    )
    .option('--root <folder>', 'the folder whose .marginalia holds the papers (default: nearest with one)');
}

/** The notes' places by the root whose records they share. */
export interface RootPapers {
  readonly store: FilePaperStore;
  readonly own: FileOwnPaperStore;
  readonly places: PaperPlace[];
  /** By the note's path, as the places have it. */
  readonly texts: Map<string, string>;
}

export async function readRoots(
  paths: readonly string[],
  options: NotesOptions,
  log: Logger,
): Promise<readonly RootPapers[]> {
  const roots = new Map<string, RootPapers>();
  for (const { path, folder, text } of await findNotes(paths)) {
    const root = await rootFor(folder, options.root);
    const known = roots.get(root) ?? {
      store: new FilePaperStore(root, log),
      own: new FileOwnPaperStore(root, log),
      places: [],
      texts: new Map<string, string>(),
    };
    known.texts.set(path, text);
    known.places.push(...readPlaces(path, text, options.section ? { sections: options.section } : {}));
    roots.set(root, known);
  }
  return [...roots.values()];
}

/** The papers of all roots, and their places in the order of the notes as given. */
export async function libraryOf(roots: readonly RootPapers[]): Promise<Library> {
  const libraries = roots.map(async ({ store, own, places }) =>
    foldLibrary(places, await store.readAll(), await own.readAll()),
  );
  return { papers: (await Promise.all(libraries)).flat(), places: roots.flatMap(({ places }) => places) };
}

/** Told on standard error; what is only of interest when something is amiss, on request. */
export function logger(io: Io, verbose: boolean): Logger {
  const tell = (message: string): void => io.stderr(`marginalia: ${message}\n`);
  return { info: (message) => verbose && tell(message), warn: tell, error: tell };
}
