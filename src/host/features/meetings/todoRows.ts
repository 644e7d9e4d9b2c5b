import { l10n, ThemeIcon } from 'vscode';
import type { NotesNode } from '../notesTree/section';
import { shortened, todoTooltip } from './meetingText';
import { todoTarget } from './todoTarget';
import type { NotedTodo } from './workspaceMeetings';

/**
 * A to-do with its check box, which ticks its line in the note.
 *
 * @param who whose it is, where the rows above do not say it.
 */
export function todoRow(noted: NotedTodo, who: string, description: string): NotesNode {
  const { todo, note } = noted;
  const target = todoTarget(note, todo);
  const words = todo.text === '' ? todo.node.text : todo.text;
  const label = shortened(who === '' ? words : `${who}: ${words}`, 160);
  return {
    id: `${note.uri.toString()} ${todo.node.line}`,
    label,
    description,
    tooltip: () => todoTooltip(noted),
    place: { note: target.note, line: target.line },
    contextValue: todo.done ? 'todo.done' : 'todo.open',
    checked: todo.done,
    target,
    spoken: [label, todo.done ? l10n.t('done') : l10n.t('open'), description]
      .filter((part) => part !== '')
      .join(', '),
  };
}

export const todoIcon = new ThemeIcon('checklist');
