import type { WorkspaceFolder } from 'vscode';
import type { LibraryPaper } from '../../papers/paper';
import type { WorkspaceNotes } from '../notes/workspaceNotes';

/** The texts of a folder's notes by path. */
export function notesIn(notes: WorkspaceNotes, folder: WorkspaceFolder): ReadonlyMap<string, string> {
  return new Map(notes.all().flatMap((note) => (note.folder === folder ? [[note.path, note.text]] : [])));
}

/** All that the notes say of a paper. */
export function paperNote(paper: LibraryPaper, texts: ReadonlyMap<string, string>): string {
  return paper.places
    .flatMap(({ note, body }) => (body ? (texts.get(note)?.slice(body.start, body.end) ?? []) : []))
    .join('\n');
}
