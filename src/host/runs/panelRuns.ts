import { EventEmitter, l10n, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../base/errors';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { isExtendable, isPausable, isResumable } from '../../experiments/pausing';
import { findKind } from '../../experiments/registry';
import type { Run } from '../../experiments/run';
import { isActive } from '../../experiments/runEvents';
import { timeLeftText } from '../../experiments/timeLeftText';
import type { ResultsSnapshot } from '../../protocol/resultsPanel';
import type { RunsChange, RunsForPanels } from '../panels/runsForPanels';
import type { ExperimentIndex, NoteExperiment } from './experimentIndex';
import { runStatus } from './experimentStatus';
import type { FolderRuns } from './folderRuns';
import type { Freshness } from './freshness';
import { insertTable } from './insertTable';
import { valueLabel } from './labels';
import type { WorkspaceRuns } from './workspaceRuns';

export interface PanelRunsPorts {
  readonly runs: WorkspaceRuns;
  readonly index: ExperimentIndex;
  readonly freshness: Freshness;
  readonly log: Logger;
  readonly experiments: Pick<RunsForPanels, 'runAgain' | 'reveal' | 'resume' | 'extend'>;
}

/** The runs as the results panels see them: whole snapshots, and what may be done from a panel. */
export class PanelRuns implements RunsForPanels, Disposable {
  private readonly changes = new EventEmitter<RunsChange>();
  private readonly store = new DisposableStore();

  constructor(private readonly ports: PanelRunsPorts) {
    const { runs, freshness } = ports;
    this.store.add(this.changes);
    this.store.add(
      runs.onDidChange(({ folder, experimentId }) => this.changes.fire({ folder, experimentId })),
    );
    const everything = (): void => {
      for (const { folder } of runs.all()) this.changes.fire({ folder, experimentId: undefined });
    };
    this.store.add(workspace.onDidGrantWorkspaceTrust(everything));
    this.store.add(freshness.onDidChange(everything));
  }

  async snapshot(folder: WorkspaceFolder, runId: string, compared = ''): Promise<ResultsSnapshot> {
    const runs = this.ports.runs.in(folder);
    await Promise.all([runs.ready, this.ports.index.ready]);
    const run = runs.get(runId);
    if (!run) {
      throw new CodedError('run.not-found', `The run ${runId} is no longer in ${folder.name}.`, {
        remedy: 'Its folder was deleted or moved: run the experiment again.',
      });
    }
    const status = runStatus(runs, this.ports.freshness, run);
    const whole = runs.result(runId);
    const result = whole ?? (run.state === 'finished' ? undefined : await runs.soFar(runId));
    const trusted = workspace.isTrusted;
    const origin = this.origin(folder, run);
    return {
      experimentId: run.spec.experimentId,
      runId,
      kindTitle: findKind(run.spec.kind)?.title ?? run.spec.kind,
      state: run.state,
      createdAt: run.spec.createdAt,
      ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
      fraction: run.fraction,
      message: run.message,
      ...(run.left === undefined ? {} : { left: timeLeftText(run.left) }),
      can: {
        runAgain: trusted && !isActive(run),
        pause: isPausable(run),
        resume: trusted && isResumable(run),
        extend: trusted && isExtendable(run),
      },
      ...(run.error ? { error: { message: run.error.message, remedy: run.error.remedy } } : {}),
      warnings: [...run.warnings],
      settings: settingsOf(run),
      ...(origin ? { origin } : {}),
      stale: status.state === 'stale' ? [...status.reasons] : [],
      ...(result ? { result } : {}),
      ...comparedOf(runs, run, compared),
      partial: whole === undefined && result !== undefined,
      history: runs.of(run.spec.experimentId).map((other) => historyRow(runs, other)),
    };
  }

  onDidChange(listener: (change: RunsChange) => void): Disposable {
    return this.changes.event(listener);
  }

  runAgain(folder: WorkspaceFolder, runId: string): Promise<string> {
    return this.ports.experiments.runAgain(folder, runId);
  }

  cancel(folder: WorkspaceFolder, runId: string): Promise<void> {
    return this.ports.runs.in(folder).cancel(runId);
  }

  pause(folder: WorkspaceFolder, runId: string): Promise<void> {
    return this.ports.runs.in(folder).pause(runId);
  }

  resume(folder: WorkspaceFolder, runId: string): Promise<void> {
    return this.ports.experiments.resume(folder, runId);
  }

  extend(folder: WorkspaceFolder, runId: string): Promise<string> {
    return this.ports.experiments.extend(folder, runId);
  }

  reveal(folder: WorkspaceFolder, runId: string): Promise<void> {
    return this.ports.experiments.reveal(folder, runId);
  }

  table(folder: WorkspaceFolder, runId: string, name: string): Promise<string | undefined> {
    return this.ports.runs.in(folder).table(runId, name);
  }

  async insertTable(folder: WorkspaceFolder, runId: string): Promise<{ note: string; written: boolean }> {
    const runs = this.ports.runs.in(folder);
    const run = runs.get(runId);
    const latest = run && runs.latestFinished(run.spec.experimentId);
    const block = run && this.block(folder, run);
    if (!latest || !block) {
      throw new CodedError('experiment.not-found', l10n.t('No note holds the block of this run any more.'), {
        remedy: l10n.t('Insert the table with “Marginalia: Insert Live Value”.'),
      });
    }
    return insertTable(block.note, latest.result, this.ports.log);
  }

  dispose(): void {
    this.store.dispose();
  }

  private block(folder: WorkspaceFolder, { spec }: Pick<Run, 'spec'>): NoteExperiment | undefined {
    const blocks = this.ports.index.withId(folder, spec.experimentId);
    return blocks.find(({ note }) => note.path === spec.origin.note) ?? blocks[0];
  }

  /** Where the block is now; where it was, when it cannot be found. */
  private origin(folder: WorkspaceFolder, { spec }: Pick<Run, 'spec'>): ResultsSnapshot['origin'] {
    const block = this.block(folder, { spec });
    if (block) return { note: block.note.path, line: block.line };
    const { note, line } = spec.origin;
    return note === undefined ? undefined : { note, line: line ?? 0 };
  }
}

function settingsOf({ spec }: Run): ResultsSnapshot['settings'] {
  return Object.entries(spec.spec).map(([name, value]) => ({ name, value: asText(value) }));
}

/** The other run with its result, where there are both, of the same experiment. */
function comparedOf(runs: FolderRuns, run: Run, runId: string): Pick<ResultsSnapshot, 'compared'> {
  const other = runs.get(runId);
  const result = runs.result(runId);
  if (!other || !result || other.spec.experimentId !== run.spec.experimentId) return {};
  if (runId === run.spec.runId) return {};
  return { compared: { runId, createdAt: other.spec.createdAt, settings: settingsOf(other), result } };
}

function historyRow(runs: FolderRuns, { spec, state }: Run): ResultsSnapshot['history'][number] {
  const result = runs.result(spec.runId);
  return {
    runId: spec.runId,
    createdAt: spec.createdAt,
    state,
    ...(result ? { summary: valueLabel(result, 1) } : {}),
  };
}

/** A setting's value as the block would have it. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(', ');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
