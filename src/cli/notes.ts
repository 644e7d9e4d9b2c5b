import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodedError } from '../base/errors';

/** A note named on the command line. */
export interface NoteFile {
  /** As given, or found under the folder given; with `/`. */
  readonly path: string;
  /** The folder it is in. */
  readonly folder: string;
  readonly text: string;
}

const extensions = /\.(?:md|markdown|mdx)$/i;
const skipped = new Set(['node_modules']);

/**
 * Reads the notes that paths name: files whatever they are called, folders for the markdown below them. Each file
 * once. Rejects with `note.unreadable`, naming the path.
 */
export async function findNotes(paths: readonly string[]): Promise<readonly NoteFile[]> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await filesAt(path)) files.add(file);
  const notes: NoteFile[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw unreadable(file, error);
    });
    notes.push({ path: file.replaceAll('\\', '/'), folder: dirname(file), text });
  }
  return notes;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return found.isDirectory() ? filesUnder(path) : [path];
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name)) {
      files.push(...(await filesUnder(path)));
    } else if (entry.isFile() && extensions.test(entry.name)) files.push(path);
  }
  return files;
}

function unreadable(path: string, cause: unknown): CodedError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const why = missing ? 'There is no such note or folder.' : `The note cannot be read: ${String(cause)}.`;
  return new CodedError('note.unreadable', why, {
    remedy: 'Give markdown files, or folders that hold some.',
    location: { file: path },
    cause,
  });
}
