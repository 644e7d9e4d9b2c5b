import { l10n, window, workspace } from 'vscode';
import { undoSplice, type Splice } from './fileSplice';

/** Tells of notes that were written past the editor, whose own undo does not know of it, and offers to take it back. */
export async function offerUndo(spliced: readonly Splice[], message: string): Promise<void> {
  const undo = l10n.t('Undo');
  if ((await window.showInformationMessage(message, undo)) !== undo) return;
  for (const splice of spliced) {
    if (await undoSplice(splice)) continue;
    const name = workspace.asRelativePath(splice.uri);
    void window.showWarningMessage(l10n.t('{0} has changed since, and was left as it is.', name));
  }
}
