import { EventEmitter, window, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../base/errors';
import { DisposableStore } from '../../base/lifecycle';
import type { Run } from '../../experiments/run';
import { isResumable } from '../../experiments/pausing';
import { isActive } from '../../experiments/runEvents';
import { setContextKey } from '../settings';
import { FolderRuns, type RunChange, type RunsOptions } from './folderRuns';

const lookEveryMs = 5000;

/** The runs of every local folder of the workspace. */
export class WorkspaceRuns implements Disposable {
  private readonly folders = new Map<string, FolderRuns>();
  private readonly changes = new EventEmitter<RunChange>();
  private readonly store = new DisposableStore();

  readonly onDidChange = this.changes.event;

  constructor(private readonly options: RunsOptions) {
    this.store.add(this.changes);
    for (const folder of workspace.workspaceFolders ?? []) this.add(folder);
    this.store.add(
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const folder of removed) {
          this.folders.get(folder.uri.toString())?.dispose();
          this.folders.delete(folder.uri.toString());
        }
        for (const folder of added) this.add(folder);
      }),
    );
    const refresh = (): void => this.folders.forEach((runs) => void runs.refresh());
    this.store.add(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) refresh();
      }),
    );
    // A watcher may miss the folder of a run that another process starts: listing one folder costs next to nothing.
    const timer = setInterval(refresh, lookEveryMs);
    this.store.add({ dispose: () => clearInterval(timer) });
    this.store.add(this.onDidChange(() => this.updateContext()));
  }

  /** Resolves when every folder's runs have been read. */
  async ready(): Promise<void> {
    await Promise.all([...this.folders.values()].map((runs) => runs.ready));
  }

  all(): readonly FolderRuns[] {
    return [...this.folders.values()];
  }

  in(folder: WorkspaceFolder): FolderRuns {
    const runs = this.folders.get(folder.uri.toString());
    if (runs) return runs;
    throw new CodedError('run.not-found', `${folder.name} is not a folder of this window.`, {
      remedy: 'Experiments run in local folders that are open.',
    });
  }

  /** Every run that is going on, newest first. */
  active(): readonly { readonly folder: WorkspaceFolder; readonly run: Run }[] {
    return this.all().flatMap((runs) => runs.active().map((run) => ({ folder: runs.folder, run })));
  }

  /** Every run that can be taken up again, newest first. */
  resumable(): readonly { readonly folder: WorkspaceFolder; readonly run: Run }[] {
    return this.all().flatMap((runs) =>
      runs
        .all()
        .filter(isResumable)
        .map((run) => ({ folder: runs.folder, run })),
    );
  }

  dispose(): void {
    for (const runs of this.folders.values()) runs.dispose();
    this.store.dispose();
  }

  private add(folder: WorkspaceFolder): void {
    if (folder.uri.scheme !== 'file') return;
    const runs = new FolderRuns(folder, this.options);
    this.folders.set(folder.uri.toString(), runs);
    runs.onDidChange((change) => this.changes.fire(change));
  }

  private updateContext(): void {
    setContextKey(
      'marginalia.runs.active',
      this.all().some((runs) => runs.all().some(isActive)),
    );
    setContextKey(
      'marginalia.runs.resumable',
      this.all().some((runs) => runs.all().some(isResumable)),
    );
  }
}
