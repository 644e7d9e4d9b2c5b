import { Range, workspace, WorkspaceEdit, type TextDocument, type Uri } from 'vscode';
import type { Logger } from '../../base/logger';
import { applyTextEdits } from '../../base/text';
import type { WorkspaceNote } from './workspaceNotes';
import { spliceFile, type EditsOf, type Splice } from './fileSplice';
import { saveSafely } from './saveSafely';

export interface WriteOutcome {
  /** Notes that were edited, saved or not. */
  readonly edited: readonly Uri[];
  /** Clean before, and left for their author to save: saving would have changed more than the values. */
  readonly unsaved: readonly Uri[];
  /** Written on the disk, past the editor, which would have changed other bytes of them. */
  readonly spliced: readonly Splice[];
  /** Changed by someone else at every attempt, or not writable. */
  readonly failed: readonly Uri[];
}

interface OpenNote {
  readonly note: WorkspaceNote;
  readonly document: TextDocument;
  readonly wasDirty: boolean;
}

const attempts = 4;
const settleMs = 400;

/**
 * Writes edits into notes, open or closed, as one workspace edit that one undo takes back. The editor refuses the
 * edit when a document changed since it was computed; it is then computed again. Notes that were clean are saved.
 *
 * A note whose bytes the editor cannot give back (mixed line ends, which it unifies; zero bytes, or bytes that are no
 * text in the note's encoding) is spliced on the disk instead, unless it has unsaved changes: then its author is about to
 * write the editor's version anyway.
 */
export async function writeNotes(
  notes: readonly WorkspaceNote[],
  editsOf: EditsOf,
  logger: Logger,
): Promise<WriteOutcome> {
  const inEditor: OpenNote[] = [];
  const spliced: Splice[] = [];
  const failed: Uri[] = [];
  for (const note of notes.filter((candidate) => editsOf(candidate.text, candidate).length > 0)) {
    const { uri } = note;
    try {
      const document = await openDocument(uri);
      if (document && (document.isDirty || (await roundTrips(document)))) {
        inEditor.push({ note, document, wasDirty: document.isDirty });
        continue;
      }
      const splice = await spliceFile(note, editsOf, document?.encoding ?? 'utf8');
      if (splice) spliced.push(splice);
    } catch (error) {
      logger.error(`${workspace.asRelativePath(uri)} could not be written: ${String(error)}`);
      failed.push(uri);
    }
  }
  const edited = await applyEdits(inEditor, editsOf);
  const unsaved: Uri[] = [];
  for (const { wasDirty, document, text } of edited.applied) {
    if (!wasDirty && !(await saveSafely(document, text))) unsaved.push(document.uri);
  }
  failed.push(...edited.failed);
  return { edited: edited.applied.map(({ document }) => document.uri), unsaved, spliced, failed };
}

interface Applied {
  readonly applied: readonly (OpenNote & { readonly text: string })[];
  readonly failed: readonly Uri[];
}

/** All as one edit; where one note stands in the way of that at every attempt, the others without it. */
async function applyEdits(open: readonly OpenNote[], editsOf: EditsOf): Promise<Applied> {
  const together = await applyTogether(open, editsOf);
  if (together || open.length === 0) return { applied: together ?? [], failed: [] };
  const applied: (OpenNote & { text: string })[] = [];
  const failed: Uri[] = [];
  for (const note of open) {
    const alone = await applyTogether([note], editsOf);
    if (alone) applied.push(...alone);
    else failed.push(note.document.uri);
  }
  return { applied, failed };
}

async function applyTogether(
  open: readonly OpenNote[],
  editsOf: EditsOf,
): Promise<(OpenNote & { text: string })[] | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const edit = new WorkspaceEdit();
    const applied: (OpenNote & { text: string })[] = [];
    // Between here and `applyEdit` nothing awaits, so the versions that it checks are those of these texts.
    for (const { note, document } of open) {
      const text = document.getText();
      const edits = editsOf(text, note);
      if (edits.length === 0) continue;
      for (const { range, newText } of edits) {
        const at = new Range(document.positionAt(range.start), document.positionAt(range.end));
        edit.replace(document.uri, at, newText);
      }
      // A note that its author began to change while we looked at it is no longer ours to save.
      applied.push({ note, document, wasDirty: document.isDirty, text: applyTextEdits(text, edits) });
    }
    if (applied.length === 0 || (await workspace.applyEdit(edit))) return applied;
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
  }
  return undefined;
}

/** Undefined for what the editor will not open as text, such as a file with zero bytes. */
async function openDocument(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Whether the editor, saving the clean document as it is, would write the very bytes of the file. */
async function roundTrips(document: TextDocument): Promise<boolean> {
  if (await equalsFile(document)) return true;
  // The file may have been written a moment ago, and the editor about to read it again.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  return equalsFile(document);
}

async function equalsFile(document: TextDocument): Promise<boolean> {
  const [disk, saved] = await Promise.all([
    workspace.fs.readFile(document.uri),
    workspace.encode(document.getText(), { encoding: document.encoding }),
  ]);
  return Buffer.compare(disk, saved) === 0;
}
