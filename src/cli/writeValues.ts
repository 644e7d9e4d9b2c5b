import { join } from 'node:path';
import { takeLock } from '../adapters/lockFile';
import { findNotes, readNoteFile, writeNoteFile } from '../adapters/noteFiles';
import { systemClock } from '../adapters/systemClock';
import { CodedError, serialiseError, type SerialisedError } from '../base/errors';
import { applyTextEdits } from '../base/text';
import type { RunResult } from '../experiments/run';
import { markerEdits, unfilledMarkers } from '../results/markerEdits';

export interface WrittenValues {
  /** Notes whose values changed, relative to the root, with `/`. */
  readonly written: readonly string[];
  /** Notes that were left as they were, and why. */
  readonly failed: readonly SerialisedError[];
  /** Values that name what their result does not have, by file and line. */
  readonly unfilled: readonly SerialisedError[];
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
  const unfilled: SerialisedError[] = [];
  if (results.size === 0) return { written, failed, unfilled };
  const lock = await takeLock(join(root, '.marginalia', 'notes.lock'), systemClock);
  try {
    for (const name of new Set([notePath, ...(await findNotes(root))])) {
      try {
        const { changed, faults } = await writeNote(root, name, results);
        if (changed) written.push(name);
        unfilled.push(...faults);
      } catch (error) {
        // A note that is not UTF-8 may have no value at all: that is no failure of this command.
        if (error instanceof CodedError && error.code === 'note.unreadable') continue;
        failed.push(serialiseError(error));
      }
    }
  } finally {
    await lock.release();
  }
  return { written, failed, unfilled };
}

/** Unchanged where every value is right already. */
async function writeNote(
  root: string,
  name: string,
  results: ReadonlyMap<string, RunResult>,
): Promise<{ readonly changed: boolean; readonly faults: readonly SerialisedError[] }> {
  for (let attempt = 1; ; attempt++) {
    const note = await readNoteFile(join(root, name));
    const latest = (id: string): RunResult | undefined => results.get(id);
    const edits = markerEdits(note.text, latest, name);
    const faults = unfilledMarkers(note.text, latest).map(({ offset, fault: { message, remedy } }) => {
      const line = note.text.slice(0, offset).split(/\r\n|\n|\r/).length;
      const location = { file: name, line };
      return serialiseError(new CodedError('experiment.invalid', message, { remedy, location }));
    });
    if (edits.length === 0) return { changed: false, faults };
    try {
      await writeNoteFile(note, applyTextEdits(note.text, edits));
      return { changed: true, faults };
    } catch (error) {
      const isOther = error instanceof CodedError && error.code === 'note.changed';
      if (!isOther || attempt === attempts) throw error;
    }
  }
}
