import type { DocumentSelector, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Clock } from '../base/clock';
import type { WorkspaceNotes } from './notes/workspaceNotes';

/** What there is before any feature. */
export interface StartPorts {
  readonly context: ExtensionContext;
  readonly notes: WorkspaceNotes;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  /** The documents that are notes. */
  readonly selector: DocumentSelector;
  /** Of the extension. */
  readonly version: string;
}
