import { l10n, Range, Selection, window, workspace } from 'vscode';
import { CodedError } from '../../../base/errors';
import { appendToList } from '../../../papers/daily/appendToList';
import type { NewListPaper } from '../../../papers/daily/listEntry';
import { writeNotes } from '../../notes/noteWriter';
import { readSetting } from '../../settings';
import type { LookUpPorts } from './lookUp';
import type { ListTarget } from './pickList';

/** Appends entries to the list as one edit that one undo takes back, and shows them; what is there already is told. */
export async function addToList(
  { log }: LookUpPorts,
  { note, section, folder }: ListTarget,
  papers: readonly NewListPaper[],
): Promise<void> {
  const sections = readSetting('marginalia.readingList.sections', folder);
  const append = (text: string) => appendToList(text, papers, { section, sections });
  const { added } = append(note.text);
  if (added.length === 0) {
    void window.showInformationMessage(
      papers.length === 1
        ? l10n.t('The paper is in {0} already.', note.path)
        : l10n.t('All of these papers are in {0} already.', note.path),
    );
    return;
  }
  const outcome = await writeNotes([note], (text) => append(text).edits, log);
  if (outcome.failed.length > 0) {
    throw new CodedError('note.changed', l10n.t('{0} could not be edited.', note.path), {
      remedy: l10n.t('Look whether it may be written, and try again.'),
      location: { file: note.path },
    });
  }
  const document = await workspace.openTextDocument(note.uri);
  const editor = await window.showTextDocument(document, { preserveFocus: false });
  const first = added[0];
  const at = document.getText().lastIndexOf(first?.url ?? first?.title ?? '');
  if (at >= 0) {
    const line = document.lineAt(document.positionAt(at).line);
    editor.selection = new Selection(line.range.end, line.range.end);
    editor.revealRange(new Range(line.range.start, line.range.end));
  }
  const present = papers.length - added.length;
  const done =
    added.length === 1
      ? l10n.t('1 paper was added to {0}.', note.path)
      : l10n.t('{0} papers were added to {1}.', added.length, note.path);
  window.setStatusBarMessage(
    present === 0 ? done : `${done} ${l10n.t('{0} were there already.', present)}`,
    6000,
  );
}
