import type { OutlineNode } from '../outline';
import { leadingLabel } from './names';
import type { NoteNames } from './noteNames';
import { aside, doneMark } from './phrases';
import { isDone, readAssignment } from './todoLines';

/** A to-do before it is known where it stands. */
export interface ListedTodo {
  readonly node: OutlineNode;
  readonly people: readonly string[];
  readonly text: string;
  readonly done: boolean;
}

/**
 * The to-dos of a list: those below a name are that person's, lines that illustrate another are part of it, and a line
 * with lines below it is one to-do with details, unless it plainly groups others.
 */
export function readTodoList(
  nodes: readonly OutlineNode[],
  names: NoteNames,
  inherited: readonly string[] = [],
): readonly ListedTodo[] {
  const todos: ListedTodo[] = [];
  for (const node of nodes) {
    const { text } = node;
    if (text === '' || (!node.box && aside.test(text) && todos.length > 0)) continue;
    const group = node.children.length > 0 && !node.box ? groupOf(node, names) : undefined;
    if (group) {
      todos.push(...readTodoList(node.children, names, group.people.length > 0 ? group.people : inherited));
      continue;
    }
    // Words that end in a colon lead to what follows them.
    if (node.kind === 'text' && /[:：]$/u.test(text)) continue;
    if (node.kind === 'text' && text.startsWith('|')) continue;
    todos.push(todoAt(node, text, names, inherited));
    const parts = node.children.filter((child) => child.box !== undefined);
    const { people } = todos.at(-1) ?? { people: inherited };
    if (parts.length > 0) todos.push(...readTodoList(parts, names, people));
  }
  return todos;
}

export function todoAt(
  node: OutlineNode,
  text: string,
  names: NoteNames,
  inherited: readonly string[],
): ListedTodo {
  const { people, text: words } = readAssignment(
    node.box ? text.replace(/^(?:to[ -]?do|할 ?일)\s*[:：]\s*/iu, '') : text,
    names,
  );
  const plain = words.replace(doneMark, '').trim();
  return {
    node,
    people: people.length > 0 ? people : inherited,
    text: plain === '' ? text : plain,
    done: isDone(node),
  };
}

/** A line that only says whose, or of what kind, the to-dos below it are. */
function groupOf(node: OutlineNode, names: NoteNames): { readonly people: readonly string[] } | undefined {
  const people = names.list(node.text);
  if (people) return { people };
  const byName = node.children.filter((child) => {
    const label = leadingLabel(child.text)?.label;
    return label !== undefined && names.list(label) !== undefined;
  });
  const allByName = byName.length > 0 && byName.length === node.children.length;
  const allBoxes = node.children.every((child) => child.box !== undefined);
  const isLabel = node.kind === 'heading' || /[:：]$/u.test(node.text);
  return allByName || isLabel || (allBoxes && node.kind !== 'item') ? { people: [] } : undefined;
}
