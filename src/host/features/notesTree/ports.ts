import type { DocumentSelector, LogOutputChannel } from 'vscode';
import type { Clock } from '../../../base/clock';
import type { DisposableStore } from '../../../base/lifecycle';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { NotesNode, NotesSection } from './section';

/** What the Notes tree and its features are made of. */
export interface NotesPorts {
  readonly notes: WorkspaceNotes;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  /** The documents that are notes, for providers. */
  readonly selector: DocumentSelector;
  /** Of features that need more than the notes; below the others. */
  readonly sections: readonly NotesSection[];
}

export interface NotesFeaturePorts extends NotesPorts {
  /** The rows selected in the tree now, for keys, which tell commands of none. */
  readonly selection: () => readonly NotesNode[];
}

/** Brings a feature's commands and providers into the store, and gives its sections of the tree. */
export type SectionsFeature = (ports: NotesFeaturePorts, store: DisposableStore) => readonly NotesSection[];
