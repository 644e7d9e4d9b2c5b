import { l10n, window, type Disposable, type WorkspaceFolder } from 'vscode';
import { executeCommand } from '../../commands';
import { failureLabel, valueLabel } from '../../runs/labels';
import type { EndedRun, OwnRuns } from '../../runs/ownRuns';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';

/** Tells the user how a run ended that they started, and nothing of any other. A cancelled run needs no words. */
export function announceRuns(
  own: OwnRuns,
  runs: WorkspaceRuns,
  openResults: (folder: WorkspaceFolder, runId: string) => void,
): Disposable {
  return own.onDidEnd((ended) => void announce(ended, runs, openResults));
}

async function announce(
  { folder, run, whileAway }: EndedRun,
  runs: WorkspaceRuns,
  openResults: (folder: WorkspaceFolder, runId: string) => void,
): Promise<void> {
  const open = l10n.t('Open Results');
  const { experimentId, runId } = run.spec;
  if (run.state === 'finished') {
    const result = runs.in(folder).result(runId);
    const value = result ? valueLabel(result) : l10n.t('finished');
    const update = l10n.t('Update Values');
    const answer = whileAway
      ? await window.showInformationMessage(
          l10n.t('{0} finished while the window was closed: {1}', experimentId, value),
          open,
          update,
        )
      : await window.showInformationMessage(`${experimentId}: ${value}`, open);
    if (answer === open) openResults(folder, runId);
    if (answer === update)
      await executeCommand('marginalia.value.update', { folder: folder.uri.toString(), id: experimentId });
  } else if (run.state === 'failed') {
    const showLog = l10n.t('Show Log');
    const remedy = run.error?.remedy ?? '';
    const text = l10n.t('{0} failed: {1}', experimentId, `${failureLabel(run)}. ${remedy}`.trim());
    const answer = await window.showErrorMessage(text, showLog, open);
    if (answer === showLog) await executeCommand('marginalia.log.show');
    if (answer === open) openResults(folder, runId);
  }
}
