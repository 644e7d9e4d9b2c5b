import type { OutlineNode } from '../outline';
import type { SectionMatcher } from '../readingSections';
import type { TodoCells } from './meeting';
import { leadingLabel } from './names';
import type { NoteNames } from './noteNames';
import { aside, doneMark } from './phrases';
import { isDone, readAssignment } from './todoLines';
import type { TodoTables } from './todoTables';

/** What it takes to tell a to-do from what stands around it. */
export interface TodoContext {
  readonly names: NoteNames;
  readonly isReadingList: SectionMatcher;
  /** Whether a check mark in front of a line outside lists of to-dos is the box of a to-do. */
  readonly symbolsAreBoxes: boolean;
  readonly tables: TodoTables;
}

/** A to-do before it is known where it stands. */
export interface ListedTodo {
  readonly node: OutlineNode;
  readonly people: readonly string[];
  readonly text: string;
  readonly done: boolean;
  readonly cells?: TodoCells;
}

/**
 * The to-dos of a list: those below a name are that person's, lines that illustrate another are part of it, and a line
 * with lines below it is one to-do with details, unless it plainly groups others.
 */
export function readTodoList(
  nodes: readonly OutlineNode[],
  context: TodoContext,
  inherited: readonly string[] = [],
): readonly ListedTodo[] {
  const todos: ListedTodo[] = [];
  const isList = nodes.some(({ kind }) => kind === 'item');
  for (const node of nodes) {
    const { text } = node;
    if (context.tables.has(node)) {
      const row = context.tables.rowOf(node);
      if (row) todos.push({ node, ...row, people: row.people.length > 0 ? row.people : inherited });
      continue;
    }
    if (text === '' || (!node.box && aside.test(text) && todos.length > 0)) continue;
    if ((node.kind === 'heading' || /[:：]$/u.test(text)) && context.isReadingList(text.slice(0, 200)))
      continue;
    const group = node.children.length > 0 && !node.box ? groupOf(node, context.names) : undefined;
    if (group) {
      const people = group.people.length > 0 ? group.people : inherited;
      todos.push(...readTodoList(node.children, context, people));
      continue;
    }
    if (node.kind === 'heading' || (node.kind === 'text' && !node.box && isProse(node, isList, context)))
      continue;
    const todo = todoAt(node, text, context.names, inherited);
    todos.push(todo);
    const parts = node.children.filter((child) => child.box !== undefined);
    if (parts.length > 0) todos.push(...readTodoList(parts, context, todo.people));
  }
  return todos;
}

export function todoAt(
  node: OutlineNode,
  text: string,
  names: NoteNames,
  inherited: readonly string[],
): ListedTodo {
  const { people, text: words } = readAssignment(text.replace(ownLabel, ''), names);
  const plain = words.replace(doneMark, '').trim();
  return {
    node,
    people: people.length > 0 ? people : inherited,
    text: plain === '' ? text : plain,
    done: isDone(node),
  };
}

/** "TODO fix …" within a list of to-dos says nothing more. */
const ownLabel = /^(?:[Tt][Oo][ -]?[Dd][Oo]\s*[:：]\s*|TO[ -]?DO\s+|할 ?일\s*[:：]\s*)/u;

/** A line of text beside a list, or one that leads to what follows it, or a table's row. */
function isProse({ text }: OutlineNode, besideList: boolean, { names }: TodoContext): boolean {
  if (/[:：]$/u.test(text) || text.startsWith('|')) return true;
  const label = leadingLabel(text)?.label;
  return besideList && (label === undefined || names.list(label) === undefined);
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
  const isLabel = node.kind === 'heading' || /[:：]$/u.test(node.text);
  return allByName || isLabel ? { people: [] } : undefined;
}
