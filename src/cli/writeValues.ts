import { join } from 'node:path';
import { takeLock } from '../adapters/lockFile';
import { findNotes, readNoteFile, writeNoteFile } from '../adapters/noteFiles';
import { systemClock } from '../adapters/systemClock';
import { CodedError, serialiseError, type SerialisedError } from '../base/errors';
import { applyTextEdits } from '../base/text';
import type { RunResult } from '../experiments/run';
import { markerEdits } from '../results/markerEdits';

export interface WrittenValues {
  /** Notes whose values changed, relative to the root, with `/`. */
  readonly written: readonly string[];
  /** Notes that were left as they were, and why. */
  readonly failed: readonly SerialisedError[];
}

const attempts = 3;

/**
 * Writes results into the live values of a note and of every note under the root. Command lines that write at the same
 * time take turns; a note that an editor saved meanwhile is read again.
 *
 * @param notePath of the note that was run, relative to the root: it may lie outside, or in a hidden folder.
 * @param results by experiment.
 */
export async function writeValues(
  root: string,
  notePath: string,
  results: ReadonlyMap<string, RunResult>,
): Promise<WrittenValues> {
  const written: string[] = [];
  const failed: SerialisedError[] = [];
  if (results.size === 0) return { written, failed };
  const lock = await takeLock(join(root, '.marginalia', 'notes.lock'), systemClock);
  try {
    for (const name of new Set([notePath, ...(await findNotes(root))])) {
      try {
        if (await writeNote(root, name, results)) written.push(name);
      } catch (error) {
        // A note that is not UTF-8 may have no value at all: that is no failure of this command.
        if (error instanceof CodedError && error.code === 'note.unreadable') continue;
        failed.push(serialiseError(error));
      }
    }
  } finally {
    await lock.release();
  }
  return { written, failed };
}

/** False where every value is right already. */
async function writeNote(
  root: string,
  name: string,
  results: ReadonlyMap<string, RunResult>,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const note = await readNoteFile(join(root, name));
    const edits = markerEdits(note.text, (id) => results.get(id), name);
    if (edits.length === 0) return false;
    try {
      await writeNoteFile(note, applyTextEdits(note.text, edits));
      return true;
    } catch (error) {
      const changed = error instanceof CodedError && error.code === 'note.changed';
      if (!changed || attempt === attempts) throw error;
    }
  }
}
