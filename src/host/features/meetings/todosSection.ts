import { l10n, ThemeIcon } from 'vscode';
import type { Person } from '../../../notes/meetings/peopleBook';
import type { NotesNode, NotesSection, SectionContent } from '../notesTree/section';
import { todoIcon, todoRow } from './todoRows';
import type { TodoWriter } from './todoWriter';
import type { NotedTodo, WorkspaceMeetings } from './workspaceMeetings';

interface OpenTodos {
  readonly person: Person | undefined;
  readonly todos: NotedTodo[];
}

/** What is open, by who is to do it. */
export function todosSection(meetings: WorkspaceMeetings, writer: TodoWriter): NotesSection {
  return {
    id: 'todos',
    title: l10n.t('To-dos'),
    icon: todoIcon,
    expanded: true,
    onDidChange: meetings.onDidChange,
    content: async () => contentOf(await meetings.todos()),
    setChecked: (rows) => writer.setRows(rows),
  };
}

function contentOf(todos: readonly NotedTodo[]): SectionContent | undefined {
  if (todos.length === 0) return undefined;
  const open = todos.filter(({ todo }) => !todo.done);
  const severalNotes = new Set(todos.map(({ note }) => note)).size > 1;
  return {
    count: open.length,
    children: () => byPerson(open).map((group) => personRow(group, severalNotes)),
  };
}

/** A to-do of several people is each one's. Sorted by name; what is everybody's, and nobody's, comes last. */
function byPerson(open: readonly NotedTodo[]): readonly OpenTodos[] {
  const groups = new Map<string, OpenTodos>();
  for (const noted of open) {
    const persons = noted.people.people(noted.todo.people);
    for (const person of persons.length > 0 ? persons : [undefined]) {
      const key = person?.key ?? '';
      const group = groups.get(key) ?? { person, todos: [] };
      group.todos.push(noted);
      groups.set(key, group);
    }
  }
  const rank = ({ person }: OpenTodos): number => (person === undefined ? 2 : person.everyone ? 1 : 0);
  const name = ({ person }: OpenTodos): string => person?.name ?? '';
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || name(a).localeCompare(name(b)));
}

function personRow({ person, todos }: OpenTodos, severalNotes: boolean): NotesNode {
  const name = person?.everyone ? l10n.t('Everyone') : (person?.name ?? l10n.t('Nobody named'));
  return {
    id: person?.key ?? ' nobody',
    label: name,
    description: String(todos.length),
    icon: new ThemeIcon(person === undefined ? 'question' : person.everyone ? 'organization' : 'person'),
    contextValue: 'todoPerson',
    expanded: true,
    spoken: l10n.t('{0}, {1} open to-dos', name, todos.length),
    children: () =>
      todos.map((noted) =>
        todoRow(
          noted,
          '',
          [othersText(noted, person), noted.todo.under, severalNotes ? noted.note.path : '']
            .filter((part) => part !== '')
            .join(' · '),
        ),
      ),
  };
}

function othersText({ todo, people }: NotedTodo, person: Person | undefined): string {
  const others = people.people(todo.people).filter(({ key }) => key !== person?.key);
  return others.length === 0 ? '' : l10n.t('with {0}', others.map(({ name }) => name).join(', '));
}
