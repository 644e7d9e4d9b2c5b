import { z } from 'zod';
import type { Todo } from '../../../notes/meetings/meeting';
import type { WorkspaceNote } from '../../notes/workspaceNotes';

/** What the tree hands to a command: plain values, since they cross the editor. */
export const todoTargetSchema = z.object({
  note: z.string(),
  line: z.number().int(),
  /** Its words in the note, by which it is found again where lines above it came or went. */
  words: z.string(),
});
export type TodoTarget = z.infer<typeof todoTargetSchema>;

export function todoTarget(note: WorkspaceNote, todo: Todo): TodoTarget {
  return { note: note.uri.toString(), line: todo.node.line, words: todo.node.raw };
}

/** The to-do that a target means in a later text of its note; undefined where it is gone, or is several. */
export function findTodo(todos: readonly Todo[], { line, words }: TodoTarget): Todo | undefined {
  const alike = todos.filter(({ node }) => node.raw === words);
  return alike.find(({ node }) => node.line === line) ?? (alike.length === 1 ? alike[0] : undefined);
}
