import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** What marks the folder whose `.marginalia` holds the runs, nearest first. */
const marks = ['.marginalia', '.vscode', '.git'];

/** The folder a note belongs to: the one asked for, else the nearest ancestor with a mark, else the note's own. */
export async function rootFor(folder: string, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return resolve(asked);
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    for (const mark of marks) {
      const there = await stat(join(at, mark)).catch(() => undefined);
      if (there?.isDirectory()) return at;
    }
    if (dirname(at) === at) return start;
  }
}
