import { l10n, workspace } from 'vscode';
import { CodedError } from '../../base/errors';
import type { Logger } from '../../base/logger';
import type { RunResult } from '../../experiments/run';
import { tableEdits } from '../../results/tableInNote';
import { writeNotes } from '../notes/noteWriter';
import type { WorkspaceNote } from '../notes/workspaceNotes';

/** Puts a live table of a result into a note, or brings the one there up to date: one edit, which one undo takes back. */
export async function insertTable(
  note: WorkspaceNote,
  result: RunResult,
  log: Logger,
): Promise<{ note: string; written: boolean }> {
  if (!workspace.isTrusted) {
    throw new CodedError('usage', l10n.t('Notes are written only in a workspace you trust.'));
  }
  const first = tableEdits(note.text, result, note.path);
  if (!first.ok) throw new CodedError('usage', first.error.message, { remedy: first.error.remedy });
  const { edited, spliced, failed } = await writeNotes(
    [note],
    (text, { path }) => {
      const edits = tableEdits(text, result, path);
      return edits.ok ? edits.value : [];
    },
    log,
  );
  if (failed.length > 0) {
    throw new CodedError('note.changed', l10n.t('{0} kept changing, or cannot be written to.', note.path), {
      remedy: l10n.t('Try again.'),
    });
  }
  return { note: note.path, written: edited.length + spliced.length > 0 };
}
