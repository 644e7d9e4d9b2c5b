import type { Problem } from '../base/problem';
import { noteKinds, type NoteKind } from './noteKind';

/** A note as the checks see it. */
export interface CheckedNote {
  /** As its problems name it. */
  readonly path: string;
  readonly text: string;
  readonly kinds: ReadonlySet<NoteKind>;
}

/** A problem with the note it is in. */
export interface NoteProblem extends Problem {
  readonly note: string;
}

/** Looks at all notes together: a term may be explained twice in two of them. */
export type NoteCheck = (notes: readonly CheckedNote[]) => readonly NoteProblem[];

/** A check of each note for itself. */
export function eachNote(check: (note: CheckedNote) => readonly Problem[]): NoteCheck {
  return (notes) => notes.flatMap((note) => check(note).map((problem) => ({ ...problem, note: note.path })));
}

export function checkedNote(path: string, text: string): CheckedNote {
  return { path, text, kinds: noteKinds(text) };
}

/** What the checks find, in the order of notes, then of places. */
export function checkNotes(
  notes: readonly CheckedNote[],
  checks: readonly NoteCheck[],
): readonly NoteProblem[] {
  const order = new Map(notes.map(({ path }, index) => [path, index]));
  return checks
    .flatMap((check) => check(notes))
    .sort(
      (a, b) => (order.get(a.note) ?? 0) - (order.get(b.note) ?? 0) || a.range.start - b.range.start || 0,
    );
}
