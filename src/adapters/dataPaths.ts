import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * Where a spec's data path leads: beside the note first, then under the root that holds `.marginalia`. The first
 * candidate that exists, else the first, which the error will then name.
 *
 * @param note the note's path relative to the root, with `/`; undefined for a run without a note.
 */
export async function resolveDataPath(root: string, note: string | undefined, path: string): Promise<string> {
  const candidates = isAbsolute(path)
    ? [path]
    : [...(note === undefined ? [] : [resolve(root, dirname(note), path)]), join(root, path)];
  for (const candidate of candidates) {
    if (await stat(candidate).catch(() => undefined)) return candidate;
  }
  return candidates[0] ?? path;
}
