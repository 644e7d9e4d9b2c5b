import { EventEmitter, workspace, type Disposable, type Memento, type WorkspaceFolder } from 'vscode';
import { z } from 'zod';
import type { Clock } from '../../base/clock';
import { DisposableStore } from '../../base/lifecycle';
import type { Run, RunSpec } from '../../experiments/run';
import { hasEnded } from '../../experiments/runEvents';
import type { RunChange } from './folderRuns';
import type { WorkspaceRuns } from './workspaceRuns';

const stateKey = 'marginalia.ownRuns';
const ownRunsSchema = z.array(z.object({ folder: z.string(), runId: z.string() }));

/** A run that ended so shortly before a window opened that the user has been reloading, not away. */
const reloadGapMs = 60_000;
/** Lets the window that started a run write its values first, should two windows show one workspace. */
const adoptedDelayMs = 1500;

export interface EndedRun {
  readonly folder: WorkspaceFolder;
  readonly run: Run;
  /** True when the run ended while no window looked, longer ago than a reload takes. */
  readonly whileAway: boolean;
}

/**
 * The runs the user started from this workspace's window. Only these notify and write values into notes: a run of
 * another window or of the command line does so there. The list outlives a reload.
 */
export class OwnRuns implements Disposable {
  private readonly started = new Set<string>();
  private readonly adopted = new Set<string>();
  /** Experiments whose run has ended, told in a moment. */
  private readonly ending = new Set<string>();
  private readonly ends = new EventEmitter<EndedRun>();
  private readonly store = new DisposableStore();

  /** Once for each run, when it has finished, failed or was cancelled. */
  readonly onDidEnd = this.ends.event;

  constructor(
    private readonly runs: WorkspaceRuns,
    private readonly memento: Memento,
    private readonly clock: Clock,
  ) {
    this.store.add(this.ends);
    this.store.add(runs.onDidChange((change) => this.changed(change)));
  }

  start(folder: WorkspaceFolder, spec: RunSpec, permit?: string): Promise<void> {
    return this.own(folder, spec.runId, () => this.runs.in(folder).start(spec, permit));
  }

  /** Takes a run up again, whoever started it. */
  resume(folder: WorkspaceFolder, runId: string, permit?: string): Promise<void> {
    return this.own(folder, runId, () => this.runs.in(folder).resume(runId, permit));
  }

  private async own(folder: WorkspaceFolder, runId: string, start: () => Promise<void>): Promise<void> {
    const key = keyOf(folder, runId);
    const wasOwn = this.started.has(key);
    this.started.add(key);
    const uri = folder.uri.toString();
    const others = this.remembered().filter((own) => own.folder !== uri || own.runId !== runId);
    await this.remember([...others, { folder: uri, runId }]);
    try {
      await start();
    } catch (error) {
      if (!wasOwn) await this.forget(folder, runId);
      throw error;
    }
  }

  /** Takes up the runs that were started before a reload. */
  async restore(): Promise<void> {
    await this.runs.ready();
    for (const { folder: uri, runId } of this.remembered()) {
      const folder = workspace.workspaceFolders?.find((candidate) => candidate.uri.toString() === uri);
      const run = folder && this.runs.in(folder).get(runId);
      if (!folder || this.started.has(`${uri} ${runId}`)) continue;
      if (!run) await this.forget(folder, runId);
      else if (!hasEnded(run.state)) this.adopted.add(keyOf(folder, runId));
      else {
        await this.forget(folder, runId);
        const ago = this.clock.now() - Date.parse(run.endedAt ?? run.spec.createdAt);
        this.ends.fire({ folder, run, whileAway: ago > reloadGapMs });
      }
    }
  }

  /** Whether a run of the experiment has ended that {@link onDidEnd} is about to tell of. */
  isEnding(folder: WorkspaceFolder, experimentId: string): boolean {
    return this.ending.has(keyOf(folder, experimentId));
  }

  dispose(): void {
    this.store.dispose();
  }

  private changed({ folder, runId, run }: RunChange): void {
    const key = keyOf(folder, runId);
    if (run && !hasEnded(run.state)) return;
    const wasAdopted = this.adopted.delete(key);
    if (!this.started.delete(key) && !wasAdopted) return;
    void this.forget(folder, runId);
    if (!run) return;
    const experiment = keyOf(folder, run.spec.experimentId);
    this.ending.add(experiment);
    setTimeout(
      () => {
        this.ending.delete(experiment);
        this.ends.fire({ folder, run, whileAway: false });
      },
      wasAdopted ? adoptedDelayMs : 0,
    );
  }

  private remembered(): z.output<typeof ownRunsSchema> {
    const parsed = ownRunsSchema.safeParse(this.memento.get(stateKey));
    return parsed.success ? parsed.data : [];
  }

  private remember(runs: z.output<typeof ownRunsSchema>): Thenable<void> {
    return this.memento.update(stateKey, runs);
  }

  private async forget(folder: WorkspaceFolder, runId: string): Promise<void> {
    this.started.delete(keyOf(folder, runId));
    const uri = folder.uri.toString();
    await this.remember(this.remembered().filter((own) => own.folder !== uri || own.runId !== runId));
  }
}

function keyOf(folder: WorkspaceFolder, runId: string): string {
  return `${folder.uri.toString()} ${runId}`;
}
