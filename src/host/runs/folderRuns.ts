import { EventEmitter, RelativePattern, Uri, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { ProcessScheduler, type GpuLender } from '../../adapters/processScheduler';
import { FileRunStore } from '../../adapters/runStore';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import type { EditorBackendChoice } from '../../compute/backendChoice';
import type { Run, RunResult, RunSpec } from '../../experiments/run';
import { isActive } from '../../experiments/runEvents';
import { readSetting } from '../settings';

export interface RunChange {
  readonly folder: WorkspaceFolder;
  readonly runId: string;
  readonly experimentId: string;
  readonly before: Run | undefined;
  /** Undefined when the run was deleted. */
  readonly run: Run | undefined;
}

export interface RunsOptions {
  /** The Node that runs workers: the editor's own binary, told to be Node. */
  readonly nodePath: string;
  readonly workerPath: string;
  readonly gpu: GpuLender;
  readonly clock: Clock;
  readonly logger: Logger;
}

const tailEveryMs = 250;
const reapEveryMs = 1000;

/**
 * The runs of one workspace folder, as their folders under `.marginalia/runs` tell them: started here, in another
 * window, by the command line or before a reload. New folders are seen by a watcher; while a run goes on, the size
 * of its event log is polled, since a watcher may coalesce or drop what comes fast.
 */
export class FolderRuns implements Disposable {
  private readonly runs = new Map<string, Run>();
  private sorted: readonly Run[] | undefined;
  private readonly results = new Map<string, RunResult>();
  private readonly stamps = new Map<string, string>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly changes = new EventEmitter<RunChange>();
  private readonly disposables = new DisposableStore();
  private readonly store: FileRunStore;
  private readonly scheduler: ProcessScheduler;
  private readonly runsUri: Uri;
  private timer: NodeJS.Timeout | undefined;
  private reapedAt = 0;
  private disposed = false;

  readonly onDidChange = this.changes.event;
  /** Resolves when the runs that were there have been read and those that crashed are known to have; never rejects. */
  readonly ready: Promise<void>;

  constructor(
    readonly folder: WorkspaceFolder,
    private readonly options: RunsOptions,
  ) {
    const root = folder.uri.fsPath;
    this.runsUri = Uri.joinPath(folder.uri, '.marginalia', 'runs');
    this.store = new FileRunStore(root);
    const backend = (): EditorBackendChoice => readSetting('marginalia.compute.backend', folder);
    const tensorFlow = (): string => readSetting('marginalia.compute.tensorflow');
    this.scheduler = new ProcessScheduler({ root, store: this.store, backend, tensorFlow, ...options });
    this.disposables.add(this.changes);
    const watcher = this.disposables.add(
      workspace.createFileSystemWatcher(new RelativePattern(this.runsUri, '*/events.jsonl')),
    );
    const touched = (uri: Uri): void => {
      const runId = runIdOf(uri);
      if (isVisible(runId)) void this.reread(runId);
    };
    this.disposables.add(watcher.onDidCreate(touched));
    this.disposables.add(watcher.onDidChange(touched));
    this.disposables.add(watcher.onDidDelete(touched));
    this.ready = this.readAll().catch((error: unknown) => {
      options.logger.error(`The runs of ${folder.name} cannot be read: ${String(error)}`);
    });
  }

  /** Newest first. */
  all(): readonly Run[] {
    this.sorted ??= [...this.runs.values()].sort((a, b) => (a.spec.createdAt < b.spec.createdAt ? 1 : -1));
    return this.sorted;
  }

  get(runId: string): Run | undefined {
    return this.runs.get(runId);
  }

  /** Newest first. */
  of(experimentId: string): readonly Run[] {
    return this.all().filter((run) => run.spec.experimentId === experimentId);
  }

  latest(experimentId: string): Run | undefined {
    return this.of(experimentId)[0];
  }

  result(runId: string): RunResult | undefined {
    return this.results.get(runId);
  }

  /** What there is of a run's result while it has none: it goes on, is paused, or crashed. */
  async soFar(runId: string): Promise<RunResult | undefined> {
    try {
      return await this.store.readResult(runId, 'so far');
    } catch (error) {
      this.options.logger.warn(`What there is of ${runId} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  /** A table of numbers beside a run's result, as CSV. */
  table(runId: string, name: string): Promise<string | undefined> {
    return this.store.readTable(runId, name);
  }

  /** The newest run of the experiment that has a result. */
  latestFinished(experimentId: string): { readonly run: Run; readonly result: RunResult } | undefined {
    for (const run of this.of(experimentId)) {
      const result = this.results.get(run.spec.runId);
      if (run.state === 'finished' && result) return { run, result };
    }
    return undefined;
  }

  active(): readonly Run[] {
    return this.all().filter(isActive);
  }

  /** @param permit for the program that the user has allowed this run to start. */
  async start(spec: RunSpec, permit?: string): Promise<void> {
    await this.store.create(spec);
    await this.reread(spec.runId);
    try {
      await this.scheduler.start(spec.runId, permit);
    } finally {
      await this.reread(spec.runId);
    }
  }

  /** Resolves once the worker is gone; the run can be taken up again. */
  async pause(runId: string): Promise<void> {
    await this.scheduler.pause(runId);
    await this.reread(runId);
  }

  /** Starts another worker for a run that was paused or cancelled, or that crashed. */
  async resume(runId: string, permit?: string): Promise<void> {
    try {
      await this.scheduler.resume(runId, permit);
    } finally {
      await this.reread(runId);
    }
  }

  /** Resolves once the worker is gone and the run says so. */
  async cancel(runId: string): Promise<void> {
    await this.scheduler.cancel(runId);
    await this.reread(runId);
  }

  async delete(runId: string): Promise<void> {
    await this.store.delete(runId);
    await this.reread(runId);
  }

  /** Looks for what a watcher may have missed: runs made, or deleted, while the window was in the background. */
  async refresh(): Promise<void> {
    const present = await this.folders();
    const known = [...this.runs.keys()];
    await Promise.all(
      [...present]
        .filter((id) => !this.runs.has(id))
        .concat(known.filter((id) => !present.has(id)))
        .map((id) => this.reread(id)),
    );
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.disposables.dispose();
  }

  private async readAll(): Promise<void> {
    await this.reap();
    const { runs, unreadable } = await this.store.list();
    for (const { runId, reason } of unreadable)
      this.options.logger.warn(`The run ${runId} cannot be read: ${reason}`);
    const finished = runs.filter(mayHaveResult);
    for (let i = 0; i < finished.length; i += 16)
      await Promise.all(finished.slice(i, i + 16).map((run) => this.readResult(run.spec.runId)));
    for (const run of runs) this.set(run.spec.runId, run);
  }

  /** Reads one run again; reads that pile up for one run are done one after the other. */
  private reread(runId: string, changed = false): Promise<void> {
    const next = (this.reading.get(runId) ?? Promise.resolve()).then(async () => {
      if (this.disposed) return;
      try {
        const run = await this.store.read(runId);
        if (mayHaveResult(run)) await this.readResult(runId);
        // What a cancelled run had found is no result of one that goes on.
        else this.results.delete(runId);
        this.set(runId, run, changed);
      } catch (error) {
        if (await exists(Uri.joinPath(this.runsUri, runId, 'spec.json')))
          this.options.logger.warn(`The run ${runId} cannot be read: ${String(error)}`);
        else this.set(runId, undefined);
      }
    });
    this.reading.set(runId, next);
    return next;
  }

  private async readResult(runId: string): Promise<void> {
    if (this.results.has(runId)) return;
    try {
      const result = await this.store.readResult(runId);
      if (result) this.results.set(runId, result);
    } catch (error) {
      this.options.logger.warn(`The result of ${runId} cannot be read: ${String(error)}`);
    }
  }

  private set(runId: string, run: Run | undefined, changed = false): void {
    const before = this.runs.get(runId);
    this.sorted = undefined;
    if (run) this.runs.set(runId, run);
    else {
      this.runs.delete(runId);
      this.results.delete(runId);
      this.stamps.delete(runId);
    }
    if (this.active().length > 0) this.poll();
    const spec = run?.spec ?? before?.spec;
    if (!spec || (!changed && run && before && JSON.stringify(run) === JSON.stringify(before))) return;
    this.changes.fire({ folder: this.folder, runId, experimentId: spec.experimentId, before, run });
  }

  /** Follows active runs until there are none. */
  private poll(): void {
    if (this.timer || this.disposed) return;
    this.timer = setTimeout(() => {
      void this.tail().finally(() => {
        this.timer = undefined;
        if (this.active().length > 0) this.poll();
      });
    }, tailEveryMs);
  }

  private async tail(): Promise<void> {
    const now = this.options.clock.now();
    if (now - this.reapedAt >= reapEveryMs) await this.reap();
    await Promise.all(
      this.active().map(async ({ spec: { runId } }) => {
        const stamps = ['events.jsonl', 'so-far.json'].map((name) =>
          stampOf(Uri.joinPath(this.runsUri, runId, name)),
        );
        const stamp = (await Promise.all(stamps)).join(' ');
        if (stamp === this.stamps.get(runId)) return;
        this.stamps.set(runId, stamp);
        await this.reread(runId, true);
      }),
    );
  }

  /** Says of workers that are gone without a word that they crashed. Writes, so only where the user trusts the folder. */
  private async reap(): Promise<void> {
    this.reapedAt = this.options.clock.now();
    if (!workspace.isTrusted) return;
    try {
      await this.scheduler.reap();
    } catch (error) {
      this.options.logger.warn(`Looking for crashed runs failed: ${String(error)}`);
    }
  }

  private async folders(): Promise<ReadonlySet<string>> {
    try {
      return new Set(
        (await workspace.fs.readDirectory(this.runsUri)).map(([name]) => name).filter(isVisible),
      );
    } catch {
      return new Set();
    }
  }
}

function runIdOf(eventsUri: Uri): string {
  return eventsUri.path.split('/').at(-2) ?? '';
}

/** Another whenever a file is written; undefined where there is none. */
async function stampOf(uri: Uri): Promise<string | undefined> {
  try {
    const { size, mtime } = await workspace.fs.stat(uri);
    return `${size}@${mtime}`;
  } catch {
    return undefined;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return (await stampOf(uri)) !== undefined;
}

/** The store names folders with a dot while it makes or deletes them. */
function isVisible(name: string): boolean {
  return !name.startsWith('.');
}

/** A cancelled run may have kept what was done. */
function mayHaveResult({ state }: Run): boolean {
  return state === 'finished' || state === 'cancelled';
}
