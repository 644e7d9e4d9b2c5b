import type { OutlineNode } from '../outline';
import { sectionLabel, type SectionKind, type SectionLabel } from './labels';
import type { Decision, Meeting, MeetingContent, Milestone, Statement, Topic } from './meeting';
import { mayAttend, splitNames } from './names';
import type { NoteNames } from './noteNames';
import { promises, saysDecided, saysToDo, settlesQuestion } from './phrases';
import { spokenLine } from './spokenLine';
import { isDone, readAssignment } from './todoLines';
import { readTodoList, todoAt, type ListedTodo, type TodoContext } from './todoList';

/** A meeting's content with its to-dos, each with why it counts as one. */
export interface ReadContent extends MeetingContent {
  readonly todos: readonly (ListedTodo & { readonly reason: 'listed' | 'phrase' })[];
}

/** Reads what stands beside and below a meeting's date. */
export function readContent({ body, attendees }: Meeting, context: TodoContext): ReadContent {
  const reader = new ContentReader(context);
  reader.addAttendees(attendees);
  reader.walk(body, [], true);
  return reader;
}

/** What somebody said in more than this is a text, in which no task is looked for. */
const longestSpoken = 2_000;

const sentenceStart = /(?<=[.?!;])\s+(?=\p{Lu}|\p{Script=Hangul})/u;

class ContentReader implements ReadContent {
  readonly attendees: string[] = [];
  readonly statements: Statement[] = [];
  readonly topics: Topic[] = [];
  readonly decisions: Decision[] = [];
  readonly timeline: Milestone[] = [];
  readonly todos: (ListedTodo & { readonly reason: 'listed' | 'phrase' })[] = [];
  next: Topic | undefined;

  private readonly names: NoteNames;

  constructor(private readonly context: TodoContext) {
    this.names = context.names;
  }

  /**
   * @param speaking whose lines these are.
   * @param top whether they stand directly below the date: only those are topics and statements of their own.
   */
  walk(nodes: readonly OutlineNode[], speaking: readonly string[], top: boolean): void {
    let open: SectionKind | undefined;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (!node) continue;
      if (this.context.tables.has(node)) {
        const isTodo = open === 'todo' || this.context.tables.namedRowOf(node) !== undefined;
        if (isTodo) this.readPart('todo', [node], speaking);
        continue;
      }
      const label = sectionLabel(node);
      if (label) {
        this.readSection(label, node, speaking);
        // "TO DO:" with its items beside it rather than below it.
        const takesSiblings = node.kind !== 'heading' && node.children.length === 0 && label.rest === '';
        open = takesSiblings ? label.kind : undefined;
        continue;
      }
      if (open && node.kind !== 'heading' && !node.bold) {
        this.readPart(open, [node], speaking);
        continue;
      }
      open = undefined;
      const lines = this.linesBelowName(nodes, i);
      if (lines.length > 0) {
        const people = this.names.list(node.text) ?? [];
        this.statements.push({ people, text: '', node, points: lines });
        this.walk(lines, people, false);
        i += lines.length;
      } else this.readLine(node, speaking, top);
    }
  }

  /** The lines after "**Lena**" or "Lena:" on a line of its own, which are hers though they are not nested. */
  private linesBelowName(nodes: readonly OutlineNode[], index: number): readonly OutlineNode[] {
    const node = nodes[index];
    if (node?.kind !== 'text' || node.children.length > 0) return [];
    if (!(node.bold || /[:：]$/u.test(node.text)) || !this.names.list(node.text)) return [];
    let end = index + 1;
    for (let next = nodes[end]; next; next = nodes[++end]) {
      const isHers = next.kind === 'item' || (node.bold && next.kind === 'text' && !next.bold);
      if (!isHers || sectionLabel(next) || spokenLine(next.text, this.names)) break;
    }
    return nodes.slice(index + 1, end);
  }

  private readSection(label: SectionLabel, node: OutlineNode, speaking: readonly string[]): void {
    const { kind, rest } = label;
    if (rest !== '') this.readInline(label, node);
    if (kind === 'next') {
      this.next ??= { text: rest === '' ? (node.children[0]?.text ?? '') : rest, node };
      return;
    }
    // Below a decision that stands on the label's own line are its details.
    if (kind === 'decision' && rest !== '') this.walk(node.children, speaking, false);
    else this.readPart(kind, node.children, speaking);
  }

  /** What follows a label on its own line. */
  private readInline({ kind, rest, by }: SectionLabel, node: OutlineNode): void {
    if (kind === 'todo') {
      this.todos.push({ ...todoAt(node, rest, this.names, this.names.list(by) ?? []), reason: 'listed' });
      return;
    }
    if (kind === 'decision') this.decisions.push({ text: rest, node, reason: 'listed' });
    else if (kind === 'timeline') this.timeline.push({ when: '', what: rest, node });
    else if (kind === 'attendees') this.addAttendees(rest);
    else if (kind === 'topics') this.topics.push({ text: rest, node });
  }

  private readPart(kind: SectionKind, all: readonly OutlineNode[], speaking: readonly string[]): void {
    // A part may end in another: "Next meeting: …" below the last of the to-dos.
    const nodes =
      kind === 'topics' ? all : all.filter((node) => !this.readInnerSection(kind, node, speaking));
    switch (kind) {
      case 'todo':
        for (const todo of readTodoList(nodes, this.context)) this.todos.push({ ...todo, reason: 'listed' });
        return;
      case 'decision':
        for (const node of nodes) this.decisions.push({ text: node.text, node, reason: 'listed' });
        return;
      case 'timeline':
        for (const node of nodes) this.timeline.push(milestone(node));
        return;
      case 'attendees':
        for (const node of nodes) this.addAttendees(node.text);
        return;
      case 'next': {
        const [node] = nodes;
        if (node) this.next ??= { text: node.text, node };
        return;
      }
      case 'topics':
        this.walk(nodes, speaking, true);
        return;
      case 'absent':
    }
  }

  private readInnerSection(outer: SectionKind, node: OutlineNode, speaking: readonly string[]): boolean {
    const label = sectionLabel(node);
    // "Decision: …" in a list of decisions is one of them.
    if (!label || (label.kind === outer && label.rest !== '')) return false;
    if (outer === 'timeline' && label.kind !== 'todo') return false;
    this.readSection(label, node, speaking);
    return true;
  }

  addAttendees(list: string): void {
    for (const name of splitNames(list)) {
      if (mayAttend(name) || this.names.isName(name)) this.attendees.push(name);
    }
  }

  private readLine(node: OutlineNode, speaking: readonly string[], top: boolean): void {
    const { text, children } = node;
    const alone = children.length > 0 || node.kind === 'heading' ? this.names.list(text) : undefined;
    if (alone) {
      this.statements.push({ people: alone, text: '', node, points: children });
      this.walk(children, alone, false);
      return;
    }
    const said = spokenLine(text, this.names);
    if (said) {
      this.statements.push({ people: said.people, text: said.text, node, points: children });
      this.readPhrases(node, said.text, said.people, true);
      this.walk(children, said.people, false);
      return;
    }
    if (top && text !== '' && !text.startsWith('|')) this.topics.push({ text, node });
    this.readPhrases(node, text, speaking, false);
    this.walk(children, speaking, false);
  }

  private readPhrases(node: OutlineNode, text: string, speaking: readonly string[], assigned: boolean): void {
    const question = node.parent?.text ?? '';
    if (saysDecided(text, speaking.length > 0)) this.decisions.push({ text, node, reason: 'phrase' });
    else if (settlesQuestion(text, question)) this.decisions.push({ text, node, reason: 'answer' });
    // A line with a box is a to-do wherever it stands.
    if (node.box) return;
    if (!saysToDo(text, assigned) && !(speaking.length > 0 && promises(text))) {
      const { people, text: task } = this.subjectOf(text);
      if (people.length === 0) return;
      this.todos.push({ node, people, text: task, done: isDone(node), reason: 'phrase' });
      return;
    }
    const { people, text: task } = readAssignment(text, this.names);
    this.todos.push({
      node,
      people: people.length > 0 ? people : speaking,
      text: task,
      done: isDone(node),
      reason: 'phrase',
    });
  }

  /** "Mateo needs to …": whose task, where the line or a sentence of it begins with a name. */
  private subjectOf(text: string): { readonly people: readonly string[]; readonly text: string } {
    for (const sentence of text.slice(0, longestSpoken).split(sentenceStart)) {
      const match =
        /^(?<name>[^:：,]{2,40}?) (?=(?:still |also )?(?:needs? to|has to|have to|must|will) \p{L})/u.exec(
          sentence,
        );
      const name = match?.groups?.['name'];
      const people = name === undefined ? undefined : this.names.list(name);
      if (match && people) return { people, text: sentence.slice(match[0].length) };
    }
    return { people: [], text };
  }
}

function milestone(node: OutlineNode): Milestone {
  const { text } = node;
  const match =
    /^([^:：]{1,40}?)\s*[:：](?!\d)\s*(.+)$/su.exec(text) ?? /^(.{1,24}?)\s+[-–—→]\s+(.+)$/su.exec(text);
  return match ? { when: match[1] ?? '', what: match[2] ?? '', node } : { when: '', what: text, node };
}
