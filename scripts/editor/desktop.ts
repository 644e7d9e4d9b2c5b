/** A VS Code with a window of its own: one that is installed, or one that can be downloaded. */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { join } from 'node:path';
import { cacheFolder } from '../paths';
import { onPath } from '../processes';
import { say } from '../report';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';
const PROBE_MS = 3000;

export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The `code` that a person installed. */
export function installedDesktop(): string | undefined {
  return onPath('code');
}

/** The stable VS Code in the cache, downloaded where the network allows; undefined where it does not. */
export async function downloadedDesktop(): Promise<string | undefined> {
  if (!(await canDownload())) {
    say("VS Code's download server cannot be reached from here: going on with VS Code from npm.");
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(cacheFolder(), 'desktop') });
  } catch (error) {
    say(`VS Code could not be downloaded (${String(error)}): going on with VS Code from npm.`);
    return undefined;
  }
}

async function canDownload(): Promise<boolean> {
  try {
    return (await fetch(DOWNLOADS, { signal: AbortSignal.timeout(PROBE_MS) })).ok;
  } catch {
    return false;
  }
}
