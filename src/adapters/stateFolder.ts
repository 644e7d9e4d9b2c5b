import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where state lives that all windows and command lines of a user share: `MARGINALIA_STATE_HOME` where it is set,
 * else the platform's place for such state.
 */
export function userStateFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const own = env['MARGINALIA_STATE_HOME'];
  if (own) return own;
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Marginalia');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Marginalia');
  return join(env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'marginalia');
}
