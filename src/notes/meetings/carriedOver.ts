import { isoDate } from '../calendar';
import type { Todo } from './meeting';
import { nameKey } from './names';

/**
 * To-dos that a later meeting of the note lists again, in the same words for the same people: the later line is the one
 * that counts, the earlier is history.
 */
export function carriedOver(todos: readonly Todo[]): ReadonlySet<Todo> {
  const latest = new Map<string, Todo>();
  const carried = new Set<Todo>();
  for (const todo of todos) {
    if (!todo.meeting) continue;
    const key = JSON.stringify([wordsOf(todo), todo.people.map(nameKey).sort()]);
    const other = latest.get(key);
    if (!other?.meeting || other.meeting === todo.meeting) {
      if (!other) latest.set(key, todo);
      continue;
    }
    const isLater = isoDate(todo.meeting.date) > isoDate(other.meeting.date);
    carried.add(isLater ? other : todo);
    if (isLater) latest.set(key, todo);
  }
  return carried;
}

function wordsOf({ text }: Todo): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
