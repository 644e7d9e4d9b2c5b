import { workspace, type Uri } from 'vscode';
import { CodedError } from '../../base/errors';
import { applyTextEdits, type TextEdit } from '../../base/text';
import type { WorkspaceNote } from './workspaceNotes';

/** The edits a text of the note needs, computed anew whenever the text turns out to be another. */
export type EditsOf = (text: string, note: WorkspaceNote) => readonly TextEdit[];

/** A note written past the editor, with what it takes to undo that. */
export interface Splice {
  readonly uri: Uri;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * Edits a file in its bytes: those outside the edits stay, whatever they are. Works on text that holds one
 * character a byte, in which all of markdown that matters here is as it is in UTF-8 and in every legacy encoding
 * that extends ASCII; only what an edit writes is encoded as the note is. Undefined when there is nothing to edit.
 */
export async function spliceFile(
  note: WorkspaceNote,
  editsOf: EditsOf,
  encoding: string,
): Promise<Splice | undefined> {
  const { uri } = note;
  const edits = (text: string): readonly TextEdit[] => editsOf(text, note);
  const before = await workspace.fs.readFile(uri);
  const strict = decodeStrictly(before);
  const after =
    strict === undefined
      ? await spliceBytes(before, edits, encoding)
      : Buffer.from(applyTextEdits(strict, edits(strict)), 'utf8');
  if (Buffer.compare(before, after) === 0) return undefined;
  const now = await workspace.fs.readFile(uri);
  if (Buffer.compare(before, now) !== 0) {
    throw new CodedError('note.changed', `${workspace.asRelativePath(uri)} changed while it was written.`);
  }
  await workspace.fs.writeFile(uri, after);
  return { uri, before, after };
}

/** Writes the bytes from before the splice, unless someone has written the file since. False when so. */
export async function undoSplice({ uri, before, after }: Splice): Promise<boolean> {
  const now = await workspace.fs.readFile(uri);
  if (Buffer.compare(now, after) !== 0) return false;
  await workspace.fs.writeFile(uri, before);
  return true;
}

/** The text of valid UTF-8, a byte-order mark included, so that encoding it gives the bytes back; else undefined. */
function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function spliceBytes(
  bytes: Uint8Array,
  editsOf: (text: string) => readonly TextEdit[],
  encoding: string,
): Promise<Uint8Array> {
  const oneCharacterAByte = Buffer.from(bytes).toString('latin1');
  const edits: TextEdit[] = [];
  for (const { range, newText } of editsOf(oneCharacterAByte)) {
    const encoded = await workspace.encode(newText, { encoding });
    edits.push({ range, newText: Buffer.from(encoded).toString('latin1') });
  }
  return Buffer.from(applyTextEdits(oneCharacterAByte, edits), 'latin1');
}
