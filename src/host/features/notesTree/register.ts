import {
  l10n,
  TreeItemCheckboxState,
  window,
  type Disposable,
  type DocumentSelector,
  type LogOutputChannel,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand, showError } from '../../commands';
import type { ViewId } from '../../contributions';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { revealNote } from './revealNote';
import { commandTarget, notePlaceSchema, type NotesSection } from './section';
import { NotesTree, type NotesRow } from './tree';

export interface NotesPorts {
  readonly notes: WorkspaceNotes;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  /** The documents that are notes, for providers. */
  readonly selector: DocumentSelector;
  /** Of features that need more than the notes; below the others. */
  readonly sections: readonly NotesSection[];
}

/** Brings a feature's commands and providers into the store, and gives its sections of the tree. */
type SectionsFeature = (ports: NotesPorts, store: DisposableStore) => readonly NotesSection[];

/** The features of the Notes tree, a line each, in the order of its sections. */
const features: readonly SectionsFeature[] = [];

/** Time in which most workspaces have been read: only slower ones are told about. */
const saySoonMs = 400;

/** The Notes tree: what each kind of note holds, a section below the other. */
export function registerNotes(ports: NotesPorts): Disposable {
  const { notes, log } = ports;
  const store = new DisposableStore();
  const sections = [...features.flatMap((feature) => feature(ports, store)), ...ports.sections];
  const tree = store.add(new NotesTree(sections));
  const viewId: ViewId = 'marginalia.notes';
  const view = store.add(
    window.createTreeView(viewId, {
      treeDataProvider: tree,
      showCollapseAll: true,
      // Ticking a to-do is no statement about what stands below or above it.
      manageCheckboxStateManually: true,
    }),
  );
  const loading = setTimeout(() => (view.message = l10n.t('Reading notes…')), saySoonMs);
  store.add({ dispose: () => clearTimeout(loading) });
  void notes.ready.then(() => {
    clearTimeout(loading);
    delete view.message;
  });
  store.add(
    view.onDidChangeCheckboxState(async ({ items }) => {
      const bySection = new Map<NotesSection, { node: NotesRow; checked: boolean }[]>();
      for (const [node, state] of items) {
        const ticked = bySection.get(node.section) ?? [];
        ticked.push({ node, checked: state === TreeItemCheckboxState.Checked });
        bySection.set(node.section, ticked);
      }
      try {
        for (const [section, ticked] of bySection) await section.setChecked?.(ticked);
      } catch (error) {
        void showError(error, log);
      } finally {
        // The note has the last word on what is ticked.
        tree.refreshSoon();
      }
    }),
  );
  store.add(
    registerCommand('marginalia.note.reveal', log, async (argument: unknown) => {
      const place = commandTarget(notePlaceSchema, argument);
      if (place) await revealNote(place);
    }),
  );
  return store;
}
