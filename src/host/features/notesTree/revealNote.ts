import { l10n, Range, Uri, window, workspace } from 'vscode';
import { CodedError } from '../../../base/errors';
import type { NotePlace } from './section';

/** Shows a line of a note, selected from its first character that is no white space. */
export async function revealNote({ note, line }: NotePlace): Promise<void> {
  const uri = Uri.parse(note, true);
  if (!workspace.getWorkspaceFolder(uri)) {
    throw new CodedError('usage', l10n.t('{0} is outside the workspace folder.', uri.path));
  }
  const document = await workspace.openTextDocument(uri);
  const at = document.lineAt(Math.max(0, Math.min(line, document.lineCount - 1)));
  const start = at.range.start.with({ character: at.firstNonWhitespaceCharacterIndex });
  await window.showTextDocument(document, { selection: new Range(start, at.range.end) });
}
