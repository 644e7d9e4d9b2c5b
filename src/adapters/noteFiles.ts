import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../base/errors';
import { writeFileAtomic } from './atomicFile';

const noteName = /\.(?:md|markdown)$/i;
/** Folders that hold no notes of the user's own. */
const skipped = new Set(['node_modules']);

export interface NoteFile {
  readonly path: string;
  /** With its byte order mark and line ends as they are. */
  readonly text: string;
  readonly bytes: Buffer;
}

/** The markdown notes under a folder, as paths relative to it with `/`, in order; hidden folders are left out. */
export async function findNotes(root: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    // A folder that may not be read holds no notes of this user's.
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !skipped.has(entry.name)) await visit(path);
      } else if (entry.isFile() && noteName.test(entry.name)) {
        found.push(path);
      }
    }
  };
  await visit('');
  return found.sort();
}

/** Reads a note without touching a byte. `note.unreadable` where it is missing or not UTF-8. */
export async function readNoteFile(path: string): Promise<NoteFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new CodedError('note.unreadable', 'The note cannot be read.', {
      remedy: 'Check the path and its permissions.',
      location: { file: path },
      cause,
    });
  }
  try {
    return { path, bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (cause) {
    throw new CodedError('note.unreadable', 'The note is not UTF-8 text.', {
      remedy: 'Save it as UTF-8.',
      location: { file: path },
      cause,
    });
  }
}

/** Replaces a note's text whole, keeping its mode; `note.changed` where the file is no longer what was read. */
export async function writeNoteFile(note: NoteFile, text: string): Promise<void> {
  const { mode } = await stat(note.path);
  const now = await readFile(note.path);
  if (!now.equals(note.bytes)) {
    throw new CodedError(
      'note.changed',
      'The note changed while its values were being written; it was left alone.',
      {
        remedy: 'Run the command again.',
        location: { file: note.path },
      },
    );
  }
  // Through a symbolic link, not in its place.
  await writeFileAtomic(await realpath(note.path), text, { mode: mode & 0o7777 });
}
