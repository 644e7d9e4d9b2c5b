import { l10n, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { CommandId } from '../../contributions';
import { progressLabel } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';

/** One item, there only while runs go on. */
export class RunsStatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly store = new DisposableStore();

  constructor(private readonly runs: WorkspaceRuns) {
    this.item = this.store.add(window.createStatusBarItem('marginalia.runs', StatusBarAlignment.Left, 10));
    this.item.name = l10n.t('Marginalia Experiments');
    const command: CommandId = 'marginalia.run.showActive';
    this.item.command = command;
    this.store.add(runs.onDidChange(() => this.update()));
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(): void {
    const active = this.runs.active();
    const [first] = active;
    if (!first) {
      this.item.hide();
      return;
    }
    const mean = active.reduce((sum, { run }) => sum + run.fraction, 0) / active.length;
    const text =
      active.length === 1
        ? `${first.run.spec.experimentId} ${progressLabel(first.run)}`
        : l10n.t('{0} experiments {1} %', active.length, Math.floor(mean * 100));
    this.item.text = `$(loading~spin) ${text}`;
    this.item.tooltip = [
      ...active.map(({ run }) => `${run.spec.experimentId}: ${progressLabel(run)} ${run.message}`),
      l10n.t('Click to cancel or to open results.'),
    ].join('\n');
    this.item.accessibilityInformation = { label: l10n.t('Running: {0}', text), role: 'button' };
    this.item.show();
  }
}
