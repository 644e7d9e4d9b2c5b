import type { WorkspaceFolder } from 'vscode';
import type { Disposable } from '../../base/lifecycle';
import type { ResultsSnapshot } from '../../protocol/resultsPanel';

/** Some run of an experiment changed: its state, its progress, its result, or whether it is stale. */
export interface RunsChange {
  readonly folder: WorkspaceFolder;
  /** Undefined when anything in the folder may have changed. */
  readonly experimentId: string | undefined;
}

/** What the results panels need of the experiments feature. Paths and ids as in `.marginalia/runs` of the folder. */
export interface RunsForPanels {
  /** All that is known of the run now, and of one to set beside it. Rejects with `run.not-found` or `run.corrupt`. */
  snapshot(folder: WorkspaceFolder, runId: string, compared?: string): Promise<ResultsSnapshot>;
  /** May fire often: panels ask for one snapshot at a time and none while hidden. */
  onDidChange(listener: (change: RunsChange) => void): Disposable;
  /** Starts a new run of the block the run came from (or of its spec, without a note); gives the new run's id. */
  runAgain(folder: WorkspaceFolder, runId: string): Promise<string>;
  /** Resolves once the worker is gone. */
  cancel(folder: WorkspaceFolder, runId: string): Promise<void>;
  /** Resolves once the worker is gone; the run can be taken up again. */
  pause(folder: WorkspaceFolder, runId: string): Promise<void>;
  resume(folder: WorkspaceFolder, runId: string): Promise<void>;
  /** Asks how many more runs, and starts a run with them; gives its id. */
  extend(folder: WorkspaceFolder, runId: string): Promise<string>;
  /** A table of numbers beside the run's result, as CSV; undefined where it has none. */
  table(folder: WorkspaceFolder, runId: string, name: string): Promise<string | undefined>;
  /** Puts a live table of the experiment's latest result into its note, in one undoable edit. */
  insertTable(folder: WorkspaceFolder, runId: string): Promise<{ note: string; written: boolean }>;
  /** Shows the line of the note the run came from. Rejects when the note or the block is gone. */
  reveal(folder: WorkspaceFolder, runId: string): Promise<void>;
}
