import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem, type WorkspaceFolder } from 'vscode';
import type { Clock } from '../../../base/clock';
import type { Run } from '../../../experiments/run';
import { isActive } from '../../../experiments/runEvents';
import { experimentStatus } from '../../runs/experimentStatus';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import { ageLabel, failureLabel, progressLabel, shortened, valueLabel } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';

export interface PickerPorts {
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly freshness: Freshness;
  readonly clock: Clock;
}

type ExperimentItem = QuickPickItem & { readonly experiment?: NoteExperiment };

/** Every block of the workspace, those of the active note first; undefined when the user thinks better of it. */
export async function pickExperiment(
  ports: PickerPorts,
  placeholder: string,
): Promise<NoteExperiment | undefined> {
  await Promise.all([ports.index.ready, ports.runs.ready()]);
  const active = window.activeTextEditor?.document.uri.toString();
  const all = ports.index.all();
  const here = all.filter(({ note }) => note.uri.toString() === active);
  const elsewhere = all.filter(({ note }) => note.uri.toString() !== active);
  const heading = (label: string, items: readonly NoteExperiment[]): ExperimentItem[] =>
    here.length > 0 && elsewhere.length > 0 && items.length > 0
      ? [{ label, kind: QuickPickItemKind.Separator }]
      : [];
  const items = [
    ...heading(l10n.t('this note'), here),
    ...here.map((experiment) => experimentItem(experiment, ports)),
    ...heading(l10n.t('other notes'), elsewhere),
    ...elsewhere.map((experiment) => experimentItem(experiment, ports)),
  ];
  if (items.length === 0) {
    void window.showInformationMessage(
      l10n.t('No note holds an experiment yet. Insert one with “Marginalia: Insert Experiment Block”.'),
    );
    return undefined;
  }
  const picked = await window.showQuickPick(items, {
    placeHolder: placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.experiment;
}

function experimentItem(experiment: NoteExperiment, { runs, freshness, clock }: PickerPorts): ExperimentItem {
  const { note, block, read, line } = experiment;
  const status = experimentStatus(runs.in(note.folder), freshness, block.id);
  const age = status.state === 'never' ? '' : ageLabel(status.run.endedAt, clock.now());
  const detail = ((): string => {
    switch (status.state) {
      case 'never':
        return l10n.t('not run yet');
      case 'active':
        return l10n.t('running {0}', progressLabel(status.run));
      case 'finished':
        return `${status.result ? valueLabel(status.result) : l10n.t('finished')} · ${age}`;
      case 'stale':
        return `${l10n.t('stale')} · ${valueLabel(status.result)} · ${age}`;
      case 'failed':
        return `${l10n.t('failed: {0}', shortened(failureLabel(status.run)))} · ${age}`;
      case 'paused':
        return l10n.t('paused at {0}', progressLabel(status.run));
      case 'cancelled':
        return `${l10n.t('cancelled')} · ${age}`;
    }
  })();
  return {
    label: block.id || l10n.t('(no id)'),
    description: `${read.kind?.id ?? l10n.t('unknown kind')} · ${note.path}:${line + 1}`,
    detail,
    iconPath: new ThemeIcon('beaker'),
    experiment,
  };
}

export interface FolderRun {
  readonly folder: WorkspaceFolder;
  readonly run: Run;
}

/** Those of some runs that the user ticks; the only one without asking. */
export async function pickRuns(
  active: readonly FolderRun[],
  placeholder: string,
): Promise<readonly FolderRun[]> {
  if (active.length <= 1) return active;
  const picked = await window.showQuickPick(
    active.map((entry) => ({ ...activeItem(entry), entry })),
    {
      placeHolder: placeholder,
      canPickMany: true,
    },
  );
  return (picked ?? []).map(({ entry }) => entry);
}

/** The runs that go on, each with a button that cancels it; picking one opens its results. */
export function showActiveRuns(
  { runs }: PickerPorts,
  act: { readonly cancel: (entry: FolderRun) => void; readonly open: (entry: FolderRun) => void },
): void {
  const picker = window.createQuickPick<QuickPickItem & { entry: FolderRun }>();
  const cancelButton = { iconPath: new ThemeIcon('stop-circle'), tooltip: l10n.t('Cancel Run') };
  picker.placeholder = l10n.t('Running experiments');
  const update = (): void => {
    const entries = runs.active();
    if (entries.length === 0) picker.hide();
    picker.items = entries.map((entry) => ({ ...activeItem(entry), buttons: [cancelButton], entry }));
  };
  const following = runs.onDidChange(({ before, run }) => {
    if (before?.state !== run?.state) update();
  });
  picker.onDidTriggerItemButton(({ item }) => act.cancel(item.entry));
  picker.onDidAccept(() => {
    const [picked] = picker.selectedItems;
    picker.hide();
    if (picked) act.open(picked.entry);
  });
  picker.onDidHide(() => {
    following.dispose();
    picker.dispose();
  });
  update();
  picker.show();
}

function activeItem({ run }: FolderRun): QuickPickItem {
  return {
    label: run.spec.experimentId,
    description: progressLabel(run),
    detail: run.message,
    iconPath: new ThemeIcon(isActive(run) ? 'loading~spin' : 'debug-pause'),
  };
}
