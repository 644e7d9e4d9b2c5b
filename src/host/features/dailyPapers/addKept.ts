import { l10n, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../../base/errors';
import type { Logger } from '../../../base/logger';
import { appendToList, type Appended } from '../../../papers/daily/appendToList';
import type { DailyEntry } from '../../../papers/daily/dailyEntry';
import { newListPaper } from '../../../papers/daily/listEntry';
import { recordOfEntry } from '../../../papers/daily/records';
import { offerUndo } from '../../notes/offerUndo';
import { writeNotes, type WriteOutcome } from '../../notes/noteWriter';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';

/** A reading list that papers can go to. */
export interface ListTarget {
  /** Relative to the folder. */
  readonly note: string;
  /** Undefined for a new section. */
  readonly section: string | undefined;
  readonly entries: number;
}

export interface KeptEntry {
  readonly entry: DailyEntry;
  readonly priority: number | undefined;
}

export interface AddKeptPorts {
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly log: Logger;
}

const newNoteName = 'reading-list.md';

/** The reading lists of a folder's notes, the longest first. */
export async function listsOf(
  folder: WorkspaceFolder,
  { papers }: AddKeptPorts,
): Promise<readonly ListTarget[]> {
  const here = (await papers.all()).find((each) => each.folder.uri.toString() === folder.uri.toString());
  const lists = new Map<string, ListTarget>();
  for (const { note, section } of here?.places ?? []) {
    const key = JSON.stringify([note, section]);
    lists.set(key, { note, section, entries: (lists.get(key)?.entries ?? 0) + 1 });
  }
  return [...lists.values()].sort((a, b) => b.entries - a.entries);
}

/** Asks which list papers go to; undefined where the user thought better of it. */
export async function pickList(
  folder: WorkspaceFolder,
  lists: readonly ListTarget[],
  { notes }: AddKeptPorts,
): Promise<ListTarget | undefined> {
  const items = lists.map((target) => ({
    label: target.section ?? '',
    description: target.note,
    detail: target.entries === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', target.entries),
    target,
  }));
  const inNote = {
    label: l10n.t('$(add) New Section in a Note…'),
    description: '',
    detail: '',
    target: undefined,
  };
  const placeHolder = l10n.t('The reading list that the kept papers go to');
  const choice = await window.showQuickPick([...items, inNote], { placeHolder, matchOnDescription: true });
  if (!choice) return undefined;
  if (choice.target) return choice.target;
  const ofFolder = notes.all().filter((note) => note.folder.uri.toString() === folder.uri.toString());
  const noteItems = ofFolder.map((note) => ({ label: note.path, note }));
  const created = { label: l10n.t('$(new-file) New Note {0}', newNoteName), note: undefined };
  const note = await window.showQuickPick([...noteItems, created], {
    placeHolder: l10n.t('The note that gets a section “Papers to Read”'),
  });
  if (!note) return undefined;
  if (!note.note) await createNote(folder);
  return { note: note.note?.path ?? newNoteName, section: undefined, entries: 0 };
}

/**
 * Adds papers to a list as one edit that one undo takes back, and writes what the page says of them into the library.
 * Papers that the note has already are left out.
 */
export async function addToNote(
  kept: readonly KeptEntry[],
  folder: WorkspaceFolder,
  { note: path, section }: ListTarget,
  source: 'import' | 'hugging-face',
  at: string,
  ports: AddKeptPorts,
): Promise<Appended> {
  const note = await openNote(folder, path);
  const papers = kept.map(({ entry, priority }) => newListPaper(entry, priority));
  const sections = readSetting('marginalia.readingList.sections', folder);
  let appended: Appended = { edits: [], added: [], present: papers };
  const outcome = await writeNotes(
    [note],
    (text) => (appended = appendToList(text, papers, { section, sections })).edits,
    ports.log,
  );
  if (outcome.failed.length > 0) {
    throw new CodedError('note.changed', l10n.t('{0} could not be written.', note.path), {
      remedy: l10n.t('It kept changing or cannot be written to. Add the papers again.'),
    });
  }
  // The last look at the text, after writing, found the papers there: what was to be added is what was.
  const added = new Set(appended.added.map(({ title }) => title));
  const entries = kept.filter(({ entry }) => added.has(entry.title)).map(({ entry }) => entry);
  await writeRecords(entries, folder, source, at, ports);
  void tellSpliced(outcome);
  return appended;
}

async function writeRecords(
  entries: readonly DailyEntry[],
  folder: WorkspaceFolder,
  source: 'import' | 'hugging-face',
  at: string,
  { papers }: AddKeptPorts,
): Promise<void> {
  const here = (await papers.all()).find((each) => each.folder.uri.toString() === folder.uri.toString());
  if (!here || entries.length === 0) return;
  const records = entries.map((entry) => recordOfEntry(entry, source, here.records.get(entry.key), at));
  await here.store.write(records);
  await papers.reload(here.folder);
}

async function createNote(folder: WorkspaceFolder): Promise<void> {
  const uri = Uri.joinPath(folder.uri, newNoteName);
  const exists = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!exists) await workspace.fs.writeFile(uri, new Uint8Array());
}

/** The note as it is this moment: a list may have been made or renamed since it was shown. */
async function openNote(folder: WorkspaceFolder, path: string): Promise<WorkspaceNote> {
  const uri = Uri.joinPath(folder.uri, path);
  const document = await workspace.openTextDocument(uri);
  return { uri, folder, path, text: document.getText(), version: document.version };
}

/** A note that was written past the editor is not in its undo stack. */
async function tellSpliced({ spliced }: WriteOutcome): Promise<void> {
  if (spliced.length === 0) return;
  const names = spliced.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
  await offerUndo(
    spliced,
    l10n.t(
      'Papers were written to {0} on the disk: the editor would have changed its line ends or other bytes.',
      names,
    ),
  );
}
