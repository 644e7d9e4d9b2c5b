import type { OutlineNode } from '../outline';
import { sectionLabel } from './labels';
import type { Todo } from './meeting';
import { leadingLabel } from './names';
import { confirmAssignees, type NoteNames } from './noteNames';
import { saysToDo } from './phrases';
import { isDone } from './todoLines';
import { readTodoList, todoAt, type ListedTodo, type TodoContext } from './todoList';

type LooseTodo = Omit<Todo, 'meeting'>;

/**
 * What is to be done outside the meetings' own lists: check boxes anywhere but in reading lists, where they say that a
 * paper was read; lists and tables under "TO DO"; and lines such as "홍철: … 읽어볼 것", which name who is to do what.
 */
export function looseTodos(
  root: OutlineNode,
  context: TodoContext,
  seen: ReadonlySet<OutlineNode>,
  areMinutes: boolean,
): readonly LooseTodo[] {
  const { names, isReadingList, symbolsAreBoxes, tables } = context;
  const todos: LooseTodo[] = [];
  const taken = new Set(seen);
  const add = (found: readonly ListedTodo[], reason: LooseTodo['reason']): void => {
    for (const todo of found) {
      if (taken.has(todo.node)) continue;
      taken.add(todo.node);
      todos.push({ ...todo, reason: todo.node.box ? 'box' : reason, under: headingAbove(todo.node) });
    }
  };
  const visit = (nodes: readonly OutlineNode[], within: boolean): void => {
    let open = false;
    let inReadingList = within;
    if (nodes.some(({ box }) => box)) confirmAssignees(nodes, names);
    for (const node of nodes) {
      if (tables.has(node)) {
        if (open || (areMinutes && tables.namedRowOf(node))) add(readTodoList([node], context), 'listed');
        continue;
      }
      const label = mayHoldLabel(node) ? sectionLabel(node) : undefined;
      if (label?.kind === 'todo' && (areMinutes || plainlyTodo.test(node.text.slice(0, 80)))) {
        if (label.rest !== '') add([todoAt(node, label.rest, names, names.list(label.by) ?? [])], 'listed');
        add(readTodoList(node.children, context), 'listed');
        open = node.kind !== 'heading' && node.children.length === 0 && label.rest === '';
        visit(node.children, false);
        continue;
      }
      if (label || node.kind === 'heading' || node.bold) [open, inReadingList] = [false, within];
      if (open) add(readTodoList([node], context), 'listed');
      const isState = inReadingList && node.kind === 'item' && !isAssigned(node, names);
      const isBox = node.box !== undefined && (!node.box.maybeFlourish || symbolsAreBoxes);
      if (isBox && !isState && node.text !== '')
        add([todoAt(node, node.text, names, peopleAbove(node, names))], 'box');
      else if (!node.box) addAssignedTask(node);
      if (node.children.length > 0)
        visit(node.children, namesList(node) || (node.kind === 'heading' && within && !label));
      // "**Papers to read**" over the list itself.
      else if (namesList(node)) inReadingList = true;
    }
  };
  const namesList = (node: OutlineNode): boolean => {
    const isLabel =
      node.kind === 'heading' || node.bold || (!node.box && /[:：]\W*$/u.test(node.raw.slice(-8)));
    return isLabel && node.text.length <= 200 && isReadingList(node.text);
  };
  /** "홍철: … 읽어볼 것", anywhere: who, and that it is to be done, both stand there. */
  const addAssignedTask = (node: OutlineNode): void => {
    const label = node.raw.length < 600 ? leadingLabel(node.raw) : undefined;
    const people = label && names.list(label.label);
    if (!people || taken.has(node)) return;
    if (saysToDo(label.rest.trim(), true))
      add(
        [{ node, people, text: node.text.slice(node.text.search(/[:：]/u) + 1).trim(), done: isDone(node) }],
        'phrase',
      );
  };
  visit(root.children, false);
  return todos;
}

/** "Next steps", "Tasks" and "과제" list to-dos in minutes; elsewhere they may be anything. */
const plainlyTodo = /^[^\p{L}]*(?:[\p{L}]+ )?(?:to[ -]?do|action (?:items?|points?)|할 ?일|해야 ?할)/iu;

function mayHoldLabel(node: OutlineNode): boolean {
  return (
    node.kind === 'heading' ||
    node.children.length > 0 ||
    node.bold ||
    /to[ -]?do|할 ?일|[:：]/iu.test(node.raw.slice(0, 100))
  );
}

/** "- [ ] Mateo: present this" in a reading list is a task. */
function isAssigned(node: OutlineNode, names: NoteNames): boolean {
  const label = leadingLabel(node.text)?.label;
  return label !== undefined && names.list(label) !== undefined && !/https?:|\]\(/u.test(node.raw);
}

function peopleAbove(node: OutlineNode, names: NoteNames): readonly string[] {
  for (let above = node.parent; above && above.kind === 'item'; above = above.parent) {
    const people = names.list(above.text);
    if (people) return people;
  }
  return [];
}

function headingAbove(node: OutlineNode): string {
  let above = node.parent;
  while (above && above.kind !== 'heading') above = above.parent;
  return above?.text ?? '';
}
