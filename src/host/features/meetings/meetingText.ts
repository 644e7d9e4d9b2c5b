import { l10n, MarkdownString } from 'vscode';
import { isoDate, isRealDate, weekdayOf } from '../../../notes/calendar';
import type { Decision, Todo } from '../../../notes/meetings/meeting';
import type { ReadMeeting } from '../../../notes/meetings/readMeetings';
import { escapeMarkdown } from '../../markdownText';
import type { NotedMeeting, NotedTodo } from './workspaceMeetings';

const mostInLabel = 90;
const mostInTooltip = 400;

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** "2025-01-12 · Kick-off": the day, and the meeting's name or the first thing that was decided or answered. */
export function meetingLabel(meeting: ReadMeeting): string {
  const { title, content } = meeting;
  const [decision] = content.decisions;
  const subject = title !== '' ? title : decision ? subjectOf(decision) : (content.topics[0]?.text ?? '');
  return shortened([isoDate(meeting.date), subject].filter((part) => part !== '').join(' · '), mostInLabel);
}

/** What a decision is about: "Yes, but later." says nothing without its question. */
function subjectOf({ reason, node, text }: Decision): string {
  return reason === 'answer' ? (node.parent?.text ?? text) : text;
}

/** Those listed as present; where nobody is listed, those who spoke, and else those who have something to do. */
export function meetingPeople({ meeting, todos, people }: NotedMeeting): readonly string[] {
  const { attendees, statements } = meeting.content;
  const spoke = statements.flatMap((statement) => statement.people);
  const named =
    attendees.length > 0 ? attendees : spoke.length > 0 ? spoke : todos.flatMap((todo) => todo.people);
  return people.people(named).map(({ name }) => name);
}

export function meetingTooltip(noted: NotedMeeting): MarkdownString {
  const { meeting, note, todos } = noted;
  const { content, date, head } = meeting;
  const text = new MarkdownString();
  const weekday = isRealDate(date)
    ? weekdayFormat().format(new Date(Date.UTC(2023, 0, 1 + weekdayOf(date))))
    : '';
  const time =
    head.minutes === undefined
      ? ''
      : `${Math.floor(head.minutes / 60)}:${String(head.minutes % 60).padStart(2, '0')}`;
  const when = [isoDate(date), weekday, time].filter((part) => part !== '').join(' ');
  text.appendMarkdown(
    `**${escapeMarkdown([when, meeting.title].filter((part) => part !== '').join(' · '))}**`,
  );
  const names = meetingPeople(noted);
  if (names.length > 0) text.appendMarkdown(`\n\n${escapeMarkdown(names.join(', '))}`);
  if (!meeting.real) text.appendMarkdown(`\n\n${escapeMarkdown(l10n.t('No calendar has this day.'))}`);
  addList(
    text,
    l10n.t('Decisions'),
    content.decisions.map((decision) => decision.text),
  );
  addList(
    text,
    l10n.t('Topics'),
    content.topics.map((topic) => topic.text),
  );
  const open = todos.filter(({ done }) => !done);
  if (todos.length > 0) {
    text.appendMarkdown(`\n\n${escapeMarkdown(l10n.t('{0} of {1} to-dos open', open.length, todos.length))}`);
  }
  if (content.next)
    text.appendMarkdown(`\n\n${escapeMarkdown(l10n.t('Next meeting: {0}', content.next.text))}`);
  text.appendMarkdown(`\n\n${escapeMarkdown(`${note.path}:${meeting.node.line + 1}`)}`);
  return text;
}

/** Made when it is first asked for: it takes milliseconds, which every start would pay. */
let weekdays: Intl.DateTimeFormat | undefined;
const mostListed = 5;

function weekdayFormat(): Intl.DateTimeFormat {
  return (weekdays ??= new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' }));
}

function addList(text: MarkdownString, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  text.appendMarkdown(`\n\n${escapeMarkdown(title)}\n`);
  for (const line of lines.slice(0, mostListed)) {
    text.appendMarkdown(`\n- ${escapeMarkdown(shortened(line, mostInTooltip))}`);
  }
  if (lines.length > mostListed)
    text.appendMarkdown(`\n- ${escapeMarkdown(l10n.t('{0} more', lines.length - mostListed))}`);
}

/** Why a line counts as a decision, for those who wonder. */
export function decisionReason({ reason, node }: Decision): string {
  switch (reason) {
    case 'listed':
      return l10n.t('The note lists it as a decision.');
    case 'phrase':
      return l10n.t('The line says that it was decided.');
    case 'answer':
      return l10n.t('It answers the question above it: {0}', node.parent?.text ?? '');
  }
}

function todoReason({ reason }: Todo): string {
  switch (reason) {
    case 'listed':
      return l10n.t('The note lists it as a to-do.');
    case 'box':
      return l10n.t('It has a check box.');
    case 'phrase':
      return l10n.t('The line says that it is to be done.');
  }
}

export function todoTooltip({ todo, note, people }: NotedTodo): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown(escapeMarkdown(shortened(todo.text, 1_000)));
  const names = people.people(todo.people).map(({ name }) => name);
  if (names.length > 0) text.appendMarkdown(`\n\n${escapeMarkdown(names.join(', '))}`);
  text.appendMarkdown(`\n\n${escapeMarkdown(todoReason(todo))}`);
  const under = todo.under === '' ? '' : ` · ${todo.under}`;
  text.appendMarkdown(`\n\n${escapeMarkdown(`${note.path}:${todo.node.line + 1}${under}`)}`);
  return text;
}
