import { commands, Uri, workspace, type Disposable } from 'vscode';
import type { Logger } from '../../../base/logger';
import { registerCommand } from '../../commands';

/** Opens the sample workspace in a window of its own: a copy that outlives updates and is the user's to change. */
export function registerSample(extensionUri: Uri, storage: Uri, logger: Logger): Disposable {
  return registerCommand('marginalia.sample.open', logger, async () => {
    const copy = Uri.joinPath(storage, 'sample');
    if (!(await exists(copy))) {
      await workspace.fs.createDirectory(storage);
      await workspace.fs.copy(Uri.joinPath(extensionUri, 'media', 'sample'), copy);
    }
    await commands.executeCommand('vscode.openFolder', copy, { forceNewWindow: true });
  });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
