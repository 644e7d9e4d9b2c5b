import { l10n, ThemeIcon } from 'vscode';
import { isoDate } from '../../../notes/calendar';
import type { OutlineNode } from '../../../notes/outline';
import type { WorkspaceNote } from '../../notes/workspaceNotes';
import type { NotesNode, NotesSection, SectionContent } from '../notesTree/section';
import { decisionReason, meetingLabel, meetingPeople, meetingTooltip, shortened } from './meetingText';
import { todoIcon, todoRow } from './todoRows';
import type { TodoWriter } from './todoWriter';
import type { NotedMeeting, WorkspaceMeetings } from './workspaceMeetings';

const mostInLabel = 200;

/** The meetings of all notes, newest first, each with who said what, decisions, time line and to-dos. */
export function meetingsSection(meetings: WorkspaceMeetings, writer: TodoWriter): NotesSection {
  return {
    id: 'meetings',
    title: l10n.t('Meetings'),
    icon: new ThemeIcon('comment-discussion'),
    expanded: true,
    onDidChange: meetings.onDidChange,
    content: async () => contentOf(await meetings.meetings()),
    setChecked: (rows) => writer.setRows(rows),
  };
}

function contentOf(meetings: readonly NotedMeeting[]): SectionContent | undefined {
  if (meetings.length === 0) return undefined;
  const severalNotes = new Set(meetings.map(({ note }) => note)).size > 1;
  return {
    count: meetings.length,
    children: () => [...meetings].sort(newestFirst).map((each) => meetingRow(each, severalNotes)),
  };
}

/** Days that no calendar has come last; of the meetings of one day the later one is first. */
function newestFirst({ meeting: a }: NotedMeeting, { meeting: b }: NotedMeeting): number {
  if (a.real !== b.real) return a.real ? -1 : 1;
  const [first, second] = [isoDate(a.date), isoDate(b.date)];
  if (first !== second) return first < second ? 1 : -1;
  return (b.head.minutes ?? -1) - (a.head.minutes ?? -1) || b.node.line - a.node.line;
}

function meetingRow(noted: NotedMeeting, severalNotes: boolean): NotesNode {
  const { meeting, note } = noted;
  const names = meetingPeople(noted).join(', ');
  const label = meetingLabel(meeting);
  const description = [names, severalNotes ? note.path : ''].filter((part) => part !== '').join(' · ');
  const children = partsOf(noted);
  return {
    // The time of day and the line tell two of one day apart; the line alone would change with every line above.
    id: [note.uri.toString(), isoDate(meeting.date), meeting.head.minutes ?? '', meeting.title].join(' '),
    label,
    description,
    tooltip: () => meetingTooltip(noted),
    icon: new ThemeIcon(meeting.real ? 'calendar' : 'warning'),
    contextValue: 'meeting',
    place: placeOf(note, meeting.node),
    target: { note: note.uri.toString() },
    spoken: [label, description].filter((part) => part !== '').join(', '),
    ...(children.length > 0 ? { children: () => children } : {}),
  };
}

function partsOf(noted: NotedMeeting): readonly NotesNode[] {
  const { meeting, note, todos, people } = noted;
  const { statements, topics, decisions, timeline, next } = meeting.content;
  const line = (node: OutlineNode, label: string, rest: Partial<NotesNode> = {}): NotesNode => ({
    id: String(node.line),
    label: shortened(label, mostInLabel),
    place: placeOf(note, node),
    ...rest,
  });
  const points = (nodes: readonly OutlineNode[]): readonly NotesNode[] =>
    nodes
      .filter((node) => node.text !== '')
      .map((node) =>
        line(node, node.text, node.children.length > 0 ? { children: () => points(node.children) } : {}),
      );
  const group = (
    id: string,
    label: string,
    icon: ThemeIcon,
    children: readonly NotesNode[],
    expanded = false,
  ): NotesNode[] =>
    children.length === 0
      ? []
      : [{ id, label, description: String(children.length), icon, expanded, children: () => children }];
  const namesOf = (written: readonly string[]): string =>
    people
      .people(written)
      .map(({ name }) => name)
      .join(' + ');
  const said = statements.map((statement, index): NotesNode => {
    const names = namesOf(statement.people);
    const below = points(statement.points);
    return {
      ...line(statement.node, names),
      id: `said ${names} ${index}`,
      icon: new ThemeIcon(statement.people.length > 1 ? 'organization' : 'person'),
      ...(statement.text === '' ? {} : { description: shortened(statement.text, mostInLabel) }),
      ...(below.length > 0 ? { children: () => below, expanded: true } : {}),
    };
  });
  const doneLast = [...todos].sort((a, b) => Number(a.done) - Number(b.done));
  return [
    ...said,
    ...group(
      'topics',
      l10n.t('Topics'),
      new ThemeIcon('comment'),
      topics.map(({ node, text }) =>
        line(node, text, node.children.length > 0 ? { children: () => points(node.children) } : {}),
      ),
    ),
    ...group(
      'decisions',
      l10n.t('Decisions'),
      new ThemeIcon('law'),
      decisions.map((decision) =>
        line(decision.node, decision.text, {
          tooltip: decisionReason(decision),
          ...(decision.reason === 'answer' && decision.node.parent
            ? { description: shortened(decision.node.parent.text, mostInLabel) }
            : {}),
        }),
      ),
      true,
    ),
    ...group(
      'timeline',
      l10n.t('Timeline'),
      new ThemeIcon('milestone'),
      timeline.map(({ node, when, what }) =>
        line(
          node,
          when === '' ? what : when,
          when === '' ? {} : { description: shortened(what, mostInLabel) },
        ),
      ),
    ),
    ...group(
      'todos',
      l10n.t('To-dos'),
      todoIcon,
      doneLast.map((todo) => todoRow({ note, todo, people }, namesOf(todo.people), '')),
      true,
    ),
    ...(next
      ? [
          line(next.node, l10n.t('Next meeting'), {
            id: 'next',
            description: next.text,
            icon: new ThemeIcon('arrow-right'),
          }),
        ]
      : []),
  ];
}

function placeOf(note: WorkspaceNote, node: OutlineNode): { note: string; line: number } {
  return { note: note.uri.toString(), line: node.line };
}
