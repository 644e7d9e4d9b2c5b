import {
  CodeLens,
  EventEmitter,
  l10n,
  Range,
  workspace,
  type CodeLensProvider,
  type Command,
  type Disposable,
  type TextDocument,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import { isPausable, isResumable } from '../../../experiments/pausing';
import type { CommandId } from '../../contributions';
import { lensTitle } from '../../lensTitle';
import { experimentStatus, type ExperimentStatus } from '../../runs/experimentStatus';
import type { ExperimentIndex, NoteExperiment } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import { ageLabel, asClause, failureLabel, progressLabel, shortened, valueLabel } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import { experimentTarget, runTarget } from './targets';

export interface LensPorts {
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly freshness: Freshness;
  readonly clock: Clock;
}

/** Progress moves lenses this often at most: each time, the editor asks for all lenses of its notes. */
const refreshEveryMs = 250;
const agesMoveEveryMs = 30_000;

/** Above each block: run it, what came of the last run and when, and the way to the results. */
export class ExperimentLenses implements CodeLensProvider, Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();
  private refresh: NodeJS.Timeout | undefined;

  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(private readonly ports: LensPorts) {
    const { index, runs, freshness } = ports;
    const soon = (): void => this.refreshSoon();
    this.store.add(this.changes);
    this.store.add(index.onDidChange(soon));
    this.store.add(runs.onDidChange(soon));
    this.store.add(freshness.onDidChange(soon));
    this.store.add(workspace.onDidGrantWorkspaceTrust(soon));
    const ages = setInterval(soon, agesMoveEveryMs);
    this.store.add({ dispose: () => clearInterval(ages) });
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return this.ports.index.inDocument(document).flatMap((experiment) => {
      const at = new Range(experiment.line, 0, experiment.line, 0);
      return this.commands(experiment).map((command) => new CodeLens(at, command));
    });
  }

  dispose(): void {
    clearTimeout(this.refresh);
    this.store.dispose();
  }

  private refreshSoon(): void {
    this.refresh ??= setTimeout(() => {
      this.refresh = undefined;
      this.changes.fire();
    }, refreshEveryMs);
  }

  private commands(experiment: NoteExperiment): readonly Command[] {
    const { runs, freshness, clock } = this.ports;
    const { folder } = experiment.note;
    const status = experimentStatus(runs.in(folder), freshness, experiment.block.id);
    const lenses = [this.runLens(experiment, status)];
    if (status.state === 'never') return lenses;
    const target = runTarget(folder, status.run.spec.runId);
    const open = (title: string, tooltip?: string): Command =>
      command('marginalia.results.open', title, [target], tooltip);
    if (isPausable(status.run))
      lenses.push(
        command('marginalia.run.pause', l10n.t('Pause'), [target], l10n.t('What is done is kept.')),
      );
    if (status.state !== 'active') lenses.push(open(...statusTitle(status, clock.now())));
    if (workspace.isTrusted && isResumable(status.run))
      lenses.push(command('marginalia.run.resume', l10n.t('Resume'), [target]));
    return [...lenses, open(l10n.t('Open Results'))];
  }

  private runLens(experiment: NoteExperiment, status: ExperimentStatus): Command {
    if (status.state === 'active') {
      const doing =
        status.run.state === 'created'
          ? l10n.t('starting — Cancel')
          : l10n.t('running {0} — Cancel', progressLabel(status.run));
      const title = lensTitle('loading~spin', doing);
      const target = runTarget(experiment.note.folder, status.run.spec.runId);
      return command('marginalia.run.cancel', title, [target], status.run.message);
    }
    if (!workspace.isTrusted) {
      const title = lensTitle('workspace-untrusted', l10n.t('Trust this workspace to run'));
      return { title, command: 'workbench.trust.manage' };
    }
    const title = status.state === 'stale' ? l10n.t('Run Again') : l10n.t('Run');
    return command('marginalia.experiment.run', lensTitle('play', title), [experimentTarget(experiment)]);
  }
}

function statusTitle(
  status: Exclude<ExperimentStatus, { state: 'never' | 'active' }>,
  now: number,
): [title: string, tooltip: string | undefined] {
  const age = ageLabel(status.run.endedAt, now);
  switch (status.state) {
    case 'finished': {
      const value = status.result ? valueLabel(status.result) : l10n.t('finished');
      return [lensTitle('check', `${value} · ${age}`), undefined];
    }
    case 'stale': {
      const why = l10n.t('stale: {0}', shortened(asClause(status.reasons[0] ?? '')));
      return [
        lensTitle('history', why),
        `${valueLabel(status.result)} · ${age}\n${status.reasons.join('\n')}`,
      ];
    }
    case 'failed': {
      const why = failureLabel(status.run);
      return [
        lensTitle('error', `${l10n.t('failed: {0}', shortened(why))} · ${age}`),
        `${why}. ${status.run.error?.remedy ?? ''}`,
      ];
    }
    case 'paused':
      return [
        lensTitle('debug-pause', l10n.t('paused at {0}', progressLabel(status.run))),
        status.run.message,
      ];
    case 'cancelled':
      return [lensTitle('circle-slash', `${l10n.t('cancelled')} · ${age}`), undefined];
  }
}

function command(id: CommandId, title: string, args: unknown[], tooltip?: string): Command {
  return { title, command: id, arguments: args, ...(tooltip === undefined ? {} : { tooltip }) };
}
