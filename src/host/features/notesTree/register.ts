import { l10n, TreeItemCheckboxState, window, type Disposable } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand, showError } from '../../commands';
import type { ViewId } from '../../contributions';
import { registerCourses } from '../courses/register';
import { registerLectures } from '../lectures/register';
import { registerMeetings } from '../meetings/register';
import type { NotesFeaturePorts, NotesPorts, SectionsFeature } from './ports';
import { revealNote } from './revealNote';
import { commandTarget, notePlaceSchema, type NotesSection } from './section';
import { NotesTree, type NotesRow } from './tree';

/** The features of the Notes tree, a line each, in the order of its sections. */
const features: readonly SectionsFeature[] = [registerMeetings, registerLectures, registerCourses];

/** Time in which most workspaces have been read: only slower ones are told about. */
const saySoonMs = 400;

/** The Notes tree: what each kind of note holds, a section below the other. */
export function registerNotes(ports: NotesPorts): Disposable {
  const { notes, log } = ports;
  const store = new DisposableStore();
  const featurePorts: NotesFeaturePorts = { ...ports, selection: () => view.selection };
  const sections = [...features.flatMap((feature) => feature(featurePorts, store)), ...ports.sections];
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
    view.message = '';
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
