import { Uri, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import type { Logger } from '../../../base/logger';
import type { Run } from '../../../experiments/run';
import { failureLabel, valueLabel } from '../../runs/labels';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';

const tailCharacters = 4000;

/** The life of every run in the log, and the end of what a failed one printed. */
export function logRuns(runs: WorkspaceRuns, logger: Logger): Disposable {
  return runs.onDidChange(({ folder, runId, before, run }) => {
    if (!run || run.state === before?.state) {
      for (const warning of run?.warnings.slice(before?.warnings.length) ?? [])
        logger.warn(`${runId}: ${warning}`);
      return;
    }
    // What had ended before this window looked is history, not news.
    if (!before && run.endedAt !== undefined) return;
    if (run.state === 'failed') void logFailure(folder, run, logger);
    else {
      const result = runs.in(folder).result(runId);
      logger.info(`${runId}: ${run.state}${result ? `, ${valueLabel(result)}` : ''}`);
    }
  });
}

async function logFailure(folder: WorkspaceFolder, run: Run, logger: Logger): Promise<void> {
  const { runId } = run.spec;
  const { code = '', remedy = '' } = run.error ?? {};
  logger.error(`${runId}: failed (${code}): ${failureLabel(run)}. ${remedy}`.trimEnd());
  const uri = Uri.joinPath(folder.uri, '.marginalia', 'runs', runId, 'worker.log');
  try {
    const printed = new TextDecoder()
      .decode(await workspace.fs.readFile(uri))
      .slice(-tailCharacters)
      .trim();
    if (printed) logger.error(`${runId} printed last:\n${printed}`);
  } catch {
    // A run that printed nothing has no such file.
  }
}
