import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Screenshots, logs and traces of failed tests; ignored by git. */
export const testResults = join(root, 'test-results');

/** What is costly to fetch and belongs to no checkout: editors, keyed by version. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(base, 'marginalia');
}
