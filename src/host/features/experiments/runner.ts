import {
  commands,
  l10n,
  Selection,
  TextEditorRevealType,
  window,
  workspace,
  type WorkspaceFolder,
} from 'vscode';
import { AbortedError } from '../../../base/abort';
import type { Clock } from '../../../base/clock';
import { CodedError } from '../../../base/errors';
import type { ExperimentKind } from '../../../experiments/kind';
import { extendedRun } from '../../../experiments/extension';
import { prepareRun } from '../../../experiments/prepareRun';
import { isResumable } from '../../../experiments/pausing';
import { findKind } from '../../../experiments/registry';
import type { RunSpec } from '../../../experiments/run';
import { isActive } from '../../../experiments/runEvents';
import type { NoteExperiment } from '../../runs/experimentIndex';
import type { OwnRuns } from '../../runs/ownRuns';
import type { ProgramPermits } from '../../runs/programPermits';
import { blockingProblem, problemRange, type BlockProblemPorts } from './blockProblems';

export interface RunnerPorts extends BlockProblemPorts {
  readonly own: OwnRuns;
  readonly permits: ProgramPermits;
  readonly clock: Clock;
  readonly version: string;
  readonly randomHex: () => string;
}

/** Starts runs of blocks, as their text is now, saved or not. */
export class ExperimentRunner {
  constructor(private readonly ports: RunnerPorts) {}

  /**
   * The new run's id. A block with errors does not run: its first problem is revealed. A run of the same experiment
   * that is going on is asked about.
   */
  async run(experiment: NoteExperiment): Promise<string> {
    await requireTrust();
    const { note, block, read, line } = experiment;
    for (const { path } of read.files) {
      const file = await this.ports.files.find({ folder: note.folder, note: note.path, path });
      if (file.state === 'missing') await this.ports.catalog.list(note.folder);
    }
    const problem = blockingProblem(experiment, this.ports);
    if (problem || !read.kind || !read.spec) {
      if (problem) await this.reveal(experiment, problemRange(experiment, problem).range);
      throw new CodedError('experiment.invalid', problem?.message ?? l10n.t('The block cannot be read.'), {
        remedy: problem?.remedy ?? '',
        location: {
          file: note.path,
          line: (problem ? problemRange(experiment, problem).range.start.line : line) + 1,
        },
      });
    }
    return this.start(note.folder, block.id, read.kind, read.spec, { note: note.path, line });
  }

  /** The run's block as it is now; the run's own spec where it came from none. */
  async again(folder: WorkspaceFolder, runId: string): Promise<string> {
    const run = this.ports.runs.in(folder).get(runId);
    if (!run) throw new CodedError('run.not-found', l10n.t('The run {0} is no longer there.', runId));
    const [experiment] = this.ports.index.withId(folder, run.spec.experimentId);
    if (experiment) return this.run(experiment);
    await requireTrust();
    const kind = findKind(run.spec.kind);
    const spec = kind?.schema.safeParse(run.spec.spec);
    if (!kind || !spec?.success) {
      throw new CodedError(
        'experiment.not-found',
        l10n.t('No note holds {0} any more.', run.spec.experimentId),
        {
          remedy: l10n.t('Write its block again to run it.'),
        },
      );
    }
    return this.start(folder, run.spec.experimentId, kind, spec.data, run.spec.origin);
  }

  /** Takes a run up again where it stopped. */
  async resume(folder: WorkspaceFolder, runId: string): Promise<void> {
    await requireTrust();
    const run = this.ports.runs.in(folder).get(runId);
    if (!run || !isResumable(run)) {
      throw new CodedError('run.not-running', l10n.t('The run {0} cannot be taken up again.', runId), {
        remedy: l10n.t(
          'Only a run that was paused or cancelled, or that crashed, and that keeps what it has done.',
        ),
      });
    }
    const { experimentId, origin } = run.spec;
    const kind = findKind(run.spec.kind);
    const spec = kind?.schema.safeParse(run.spec.spec);
    const permit =
      kind && spec?.success
        ? await this.ports.permits.permitFor(folder.uri.fsPath, experimentId, kind, spec.data, origin)
        : undefined;
    await this.endRunning(folder, experimentId);
    await this.ports.own.resume(folder, runId, permit);
  }

  async reveal(
    { note, line }: NoteExperiment,
    range?: { start: { line: number; character: number } },
  ): Promise<void> {
    const editor = await window.showTextDocument(note.uri, { preserveFocus: false });
    const position = editor.document.validatePosition(
      new Selection(
        range?.start.line ?? line,
        range?.start.character ?? 0,
        range?.start.line ?? line,
        range?.start.character ?? 0,
      ).active,
    );
    editor.selection = new Selection(position, position);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Starts a run of another's experiment with a spec of its own, which takes over what other runs have done. */
  async runSpec(
    folder: WorkspaceFolder,
    { experimentId, origin }: RunSpec,
    kind: ExperimentKind,
    spec: Record<string, unknown>,
    reuses: readonly string[],
  ): Promise<string> {
    await requireTrust();
    return this.start(folder, experimentId, kind, spec, origin, reuses);
  }

  private async start(
    folder: WorkspaceFolder,
    experimentId: string,
    kind: ExperimentKind,
    spec: Record<string, unknown>,
    origin: RunSpec['origin'],
    reuses?: readonly string[],
  ): Promise<string> {
    const { clock, version, randomHex, own, permits } = this.ports;
    const permit = await permits.permitFor(folder.uri.fsPath, experimentId, kind, spec, origin);
    await this.endRunning(folder, experimentId);
    const before = extendedRun(kind, spec, this.ports.runs.in(folder).of(experimentId));
    const prepared = prepareRun({
      ...{ experimentId, kind, spec, origin, version, clock, randomHex },
      reuses: reuses ?? (before === undefined ? [] : [before]),
    });
    await own.start(folder, prepared, permit);
    return prepared.runId;
  }

  private async endRunning(folder: WorkspaceFolder, experimentId: string): Promise<void> {
    const runs = this.ports.runs.in(folder);
    const running = runs.of(experimentId).find(isActive);
    if (!running) return;
    const again = l10n.t('Cancel and Run Again');
    const answer = await window.showWarningMessage(
      l10n.t('{0} is already running.', experimentId),
      { modal: true, detail: l10n.t('A second run would answer the same block.') },
      again,
    );
    if (answer !== again) throw new AbortedError();
    await runs.cancel(running.spec.runId);
  }
}

/** Asks for trust where there is none; rejects as an operation that was broken off. */
export async function requireTrust(): Promise<void> {
  if (workspace.isTrusted) return;
  const manage = l10n.t('Manage Workspace Trust');
  const answer = await window.showWarningMessage(
    l10n.t('Experiments run only in a workspace you trust.'),
    manage,
  );
  if (answer === manage) await commands.executeCommand('workbench.trust.manage');
  throw new AbortedError();
}
