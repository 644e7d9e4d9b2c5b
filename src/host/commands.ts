import { commands, l10n, window, type Disposable } from 'vscode';
import { isAbort } from '../base/abort';
import { describeError } from '../base/errors';
import type { Logger } from '../base/logger';
import type { CommandId } from './contributions';

/**
 * Registers a command. What it rejects with is logged and shown to the user who asked for it; cancelling is no
 * error. A command whose callers wait for an answer (tests, other commands) gives it through its promise.
 */
export function registerCommand<Arguments extends unknown[]>(
  id: CommandId,
  logger: Logger,
  run: (...args: Arguments) => unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: Arguments) => {
    try {
      return await run(...args);
    } catch (error) {
      if (!isAbort(error)) void showError(error, logger);
      return undefined;
    }
  });
}

/** One command calling another, by its typed id. */
export function executeCommand(id: CommandId, ...args: readonly unknown[]): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}

/** An error for the person who started what failed, with the log one click away. */
export async function showError(error: unknown, logger: Logger): Promise<void> {
  const message = describeError(error);
  logger.error(error instanceof Error && error.stack ? `${message}\n${error.stack}` : message);
  const showLog = l10n.t('Show Log');
  if ((await window.showErrorMessage(message, showLog)) === showLog)
    await executeCommand('marginalia.log.show');
}
