import { l10n, window, type QuickPickItem, type WorkspaceFolder } from 'vscode';
import { appendableLists } from '../../../papers/daily/appendToList';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';

/** Where new entries go: a list of a note, or a new section at its end. */
export interface ListTarget {
  readonly folder: WorkspaceFolder;
  readonly note: WorkspaceNote;
  readonly section: string | undefined;
}

/** The list that the user means: asked for only where there is more than one. The note in front comes first. */
export async function pickList(
  papers: WorkspacePapers,
  notes: WorkspaceNotes,
): Promise<ListTarget | undefined> {
  const active = window.activeTextEditor?.document.uri.toString();
  const counts = new Map<string, number>();
  for (const { folder, places } of await papers.all()) {
    for (const { note } of places) {
      const key = `${folder.uri.toString()} ${note}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const countOf = (note: WorkspaceNote): number =>
    counts.get(`${note.folder.uri.toString()} ${note.path}`) ?? 0;
  const isActive = (note: WorkspaceNote): boolean => note.uri.toString() === active;
  const listing = notes
    .all()
    .filter((note) => countOf(note) > 0 || isActive(note))
    .sort((a, b) => Number(isActive(b)) - Number(isActive(a)) || countOf(b) - countOf(a));
  const rows = listing.flatMap((note) => rowsOf(note, isActive(note)));
  if (rows.length === 0) {
    void window.showInformationMessage(l10n.t('Open the note to which the paper is to be added.'));
    return undefined;
  }
  if (rows.length === 1) return rows[0]?.target;
  const picked = await window.showQuickPick(rows, {
    title: l10n.t('The reading list to add to'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.target;
}

interface ListRow extends QuickPickItem {
  readonly target: ListTarget;
}

function rowsOf(note: WorkspaceNote, isActive: boolean): readonly ListRow[] {
  const sections = readSetting('marginalia.readingList.sections', note.folder);
  const lists = appendableLists(note.text, sections).map(({ section, entries }) => ({
    label: section,
    description: `${note.path} · ${entries === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', entries)}`,
    target: { folder: note.folder, note, section },
  }));
  if (lists.length > 0 || !isActive) return lists;
  return [
    {
      label: l10n.t('A new reading list'),
      description: l10n.t('at the end of {0}', note.path),
      target: { folder: note.folder, note, section: undefined },
    },
  ];
}
