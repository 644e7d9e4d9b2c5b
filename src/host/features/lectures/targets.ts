import { z } from 'zod';
import type { LectureGap } from '../../../notes/lectures/gaps';
import type { Lecture, Question } from '../../../notes/lectures/lecture';
import type { WorkspaceNote } from '../../notes/workspaceNotes';

/** Plain values that name something of a note for a command; looked up again when it runs. */
export const lectureTargetSchema = z.object({ note: z.string(), lecture: z.number().int() });
export type LectureTarget = z.infer<typeof lectureTargetSchema>;

export const questionTargetSchema = z.object({
  note: z.string(),
  question: z.number().int(),
  text: z.string(),
});
export type QuestionTarget = z.infer<typeof questionTargetSchema>;

export const gapTargetSchema = z.object({ note: z.string(), gap: z.string(), at: z.number().int() });
export type GapTarget = z.infer<typeof gapTargetSchema>;

export function lectureTarget(note: WorkspaceNote, { range }: Lecture): LectureTarget {
  return { note: note.uri.toString(), lecture: range.start };
}

export function questionTarget(note: WorkspaceNote, { whole, question }: Question): QuestionTarget {
  return { note: note.uri.toString(), question: whole.start, text: question.text };
}

export function gapTarget(note: WorkspaceNote, gap: LectureGap): GapTarget {
  return { note: note.uri.toString(), gap: gapId(gap), at: gap.range.start };
}

export function gapId({ kind, label }: LectureGap): string {
  return `${kind} ${label}`;
}
