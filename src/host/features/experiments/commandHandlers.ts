import {
  l10n,
  Range,
  Uri,
  window,
  workspace,
  type Disposable,
  type LogOutputChannel,
  type WorkspaceFolder,
} from 'vscode';
import { CodedError } from '../../../base/errors';
import { DisposableStore } from '../../../base/lifecycle';
import { isPausable } from '../../../experiments/pausing';
import type { CommandId } from '../../contributions';
import { registerCommand } from '../../commands';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import type { DataFiles } from '../../runs/dataFiles';
import type { DataCatalog } from './dataCatalog';
import { insertBlock } from './insertBlock';
import { pickExperiment, pickRuns, showActiveRuns, type FolderRun, type PickerPorts } from './pickers';
import type { ExperimentRunner } from './runner';
import { experimentAtCursor, findExperiment, findRun } from './targets';

export interface CommandPorts extends PickerPorts {
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly catalog: DataCatalog;
  readonly files: DataFiles;
  readonly runner: ExperimentRunner;
  readonly log: LogOutputChannel;
  readonly openResults: (folder: WorkspaceFolder, runId: string) => void;
}

/** The feature's commands. Each takes a target from a lens or the tree, or asks when called without one. */
export function registerExperimentCommands(ports: CommandPorts): Disposable {
  const { index, runs, runner, log } = ports;
  const store = new DisposableStore();
  const add = (id: CommandId, run: (...args: unknown[]) => unknown): void =>
    void store.add(registerCommand(id, log, run));

  add('marginalia.experiment.runAtCursor', async () => {
    const experiment =
      experimentAtCursor(index) ??
      (await pickExperiment(ports, l10n.t('The cursor is in no block: pick the experiment to run')));
    return experiment && runner.run(experiment);
  });
  add('marginalia.experiment.run', async (target) => {
    const experiment =
      (await findExperiment(index, target)) ?? (await pickExperiment(ports, l10n.t('The experiment to run')));
    return experiment && runner.run(experiment);
  });
  add('marginalia.experiment.insert', () => insertBlock(ports.notes, index, ports.catalog));
  add('marginalia.experiment.estimateMinimum', async () => {
    const { estimateMinimum } = await import('./estimateMinimum');
    return estimateMinimum(ports);
  });
  add('marginalia.paper.runExperiment', async (target) => {
    const { runPaperExperiment } = await import('./paperExperiment');
    return runPaperExperiment(ports, target);
  });
  add('marginalia.experiment.reveal', async (target) => {
    const ofRun = findRun(runs, target);
    if (ofRun) return revealOrigin(ports, ofRun.folder, ofRun.run.spec.runId);
    const experiment = await findExperiment(index, target);
    if (experiment) await runner.reveal(experiment);
  });
  add('marginalia.run.cancel', async (target) => {
    const picked =
      (await runsMeant(ports, target)) ?? (await pickRuns(runs.active(), l10n.t('The runs to cancel')));
    await Promise.all(picked.map(({ folder, run }) => runs.in(folder).cancel(run.spec.runId)));
  });
  add('marginalia.run.pause', async (target) => {
    const pausable = runs.active().filter(({ run }) => isPausable(run));
    const picked =
      (await runsMeant(ports, target)) ?? (await pickRuns(pausable, l10n.t('The runs to pause')));
    if (picked.length === 0)
      void window.showInformationMessage(l10n.t('No run is going on that can be paused.'));
    await Promise.all(picked.map(({ folder, run }) => runs.in(folder).pause(run.spec.runId)));
  });
  add('marginalia.run.resume', async (target) => {
    const picked =
      (await runsMeant(ports, target)) ?? (await pickRuns(runs.resumable(), l10n.t('The runs to resume')));
    for (const { folder, run } of picked) await runner.resume(folder, run.spec.runId);
  });
  add('marginalia.run.extend', async (target) => {
    const [chosen] = (await runsMeant(ports, target)) ?? [await runOfExperiment(ports, target)];
    if (!chosen) return;
    const { extendRun } = await import('./extendRun');
    ports.openResults(chosen.folder, await extendRun(ports, chosen.folder, chosen.run.spec.runId));
  });
  add('marginalia.run.delete', async (target) => {
    const chosen = findRun(runs, target);
    if (!chosen) return;
    const { runId, experimentId } = chosen.run.spec;
    const remove = l10n.t('Delete');
    const answer = await window.showWarningMessage(
      l10n.t('Delete this run of {0}?', experimentId),
      { modal: true, detail: l10n.t('Its folder {0} is removed for good.', `.marginalia/runs/${runId}`) },
      remove,
    );
    if (answer === remove) await runs.in(chosen.folder).delete(runId);
  });
  add('marginalia.run.showActive', () =>
    showActiveRuns(ports, {
      cancel: ({ folder, run }) => void runs.in(folder).cancel(run.spec.runId),
      open: ({ folder, run }) => ports.openResults(folder, run.spec.runId),
    }),
  );
  add('marginalia.results.open', async (target) => {
    const chosen = findRun(runs, target) ?? (await runOfExperiment(ports, target));
    if (chosen) ports.openResults(chosen.folder, chosen.run.spec.runId);
  });
  add('marginalia.log.show', () => log.show(true));
  return store;
}

/** The run an argument names, or the newest of the experiment it names; undefined where it names none. */
async function runsMeant(
  { index, runs }: Pick<CommandPorts, 'index' | 'runs'>,
  target: unknown,
): Promise<readonly FolderRun[] | undefined> {
  const chosen = findRun(runs, target);
  if (chosen) return [chosen];
  const experiment = await findExperiment(index, target);
  const run = experiment && runs.in(experiment.note.folder).latest(experiment.block.id);
  return experiment && run ? [{ folder: experiment.note.folder, run }] : undefined;
}

/** The newest run of the experiment that is meant, or picked. */
async function runOfExperiment(ports: CommandPorts, target: unknown): Promise<ReturnType<typeof findRun>> {
  const experiment =
    (await findExperiment(ports.index, target)) ??
    experimentAtCursor(ports.index) ??
    (await pickExperiment(ports, l10n.t('The experiment whose results to open')));
  if (!experiment) return undefined;
  const { folder } = experiment.note;
  const run = ports.runs.in(folder).latest(experiment.block.id);
  if (run) return { folder, run };
  throw new CodedError('run.not-found', l10n.t('{0} has not been run yet.', experiment.block.id), {
    remedy: l10n.t('Run it first.'),
  });
}

/** Shows where a run came from: its block where that is now, else the line it was on then. */
export async function revealOrigin(
  { index, runs, runner }: Pick<CommandPorts, 'index' | 'runs' | 'runner'>,
  folder: WorkspaceFolder,
  runId: string,
): Promise<void> {
  const spec = runs.in(folder).get(runId)?.spec;
  if (!spec) throw new CodedError('run.not-found', l10n.t('The run {0} is no longer there.', runId));
  const blocks = index.withId(folder, spec.experimentId);
  const block = blocks.find(({ note }) => note.path === spec.origin.note) ?? blocks[0];
  if (block) return runner.reveal(block);
  if (spec.origin.note === undefined) {
    throw new CodedError(
      'experiment.not-found',
      l10n.t('{0} came from the command line, not from a note.', runId),
    );
  }
  const uri = Uri.joinPath(folder.uri, spec.origin.note);
  const line = spec.origin.line ?? 0;
  try {
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { selection: new Range(line, 0, line, 0) });
  } catch (cause) {
    throw new CodedError('note.unreadable', l10n.t('The note {0} is gone.', spec.origin.note), { cause });
  }
}
