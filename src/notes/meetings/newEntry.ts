import type { TextEdit } from '../../base/text';
import { isoDate, type CalendarDate } from '../calendar';
import { descendants, type OutlineNode } from '../outline';
import { readOutline } from '../outlineReader';
import { meetingWord } from './entryHead';
import { defaultStyle, entryStyle, type EntryStyle } from './entryStyle';
import type { Todo } from './meeting';
import type { MeetingNote, ReadMeeting } from './readMeetings';

export interface NewEntry {
  readonly edit: TextEdit;
  /** Where writing goes on, in the text after the edit. */
  readonly cursor: number;
}

/**
 * A meeting of the day, written as the note writes its meetings: their shape, date, indentation and bullet, first or
 * last as they stand, with what is still open of the last one's to-dos, by person. One insertion; all else stays.
 */
export function newMeetingEntry(text: string, note: MeetingNote, date: CalendarDate): NewEntry {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const newest = newestOf(note.meetings);
  if (!newest) return firstEntry(text, date, eol);
  const style = entryStyle(text, newest, note.meetings);
  const entry = compose(text, style, date, openTodos(note), eol);
  const siblings = note.meetings.filter(({ node }) => node.parent === newest.node.parent);
  return isNewestFirst(siblings)
    ? before(text, siblings[0] ?? newest, entry)
    : after(text, siblings.at(-1) ?? newest, entry);
}

/** The last one held; of several on a day the one further down. */
export function newestOf(meetings: readonly ReadMeeting[]): ReadMeeting | undefined {
  const newer = (a: ReadMeeting, b: ReadMeeting): boolean => isoDate(b.date) >= isoDate(a.date);
  const real = meetings.filter((meeting) => meeting.real);
  return real.reduce<ReadMeeting | undefined>(
    (best, each) => (!best || newer(best, each) ? each : best),
    undefined,
  );
}

/**
 * What is open of the last meeting that had to-dos, those of one person together, in the order in which the persons
 * first appear. A meeting that left none behind is no reason to forget those before it.
 */
function openTodos({ meetings, todos }: MeetingNote): readonly Todo[] {
  const withTodos = new Set(todos.map(({ meeting }) => meeting));
  const last = newestOf(meetings.filter((meeting) => withTodos.has(meeting)));
  const open = todos.filter((todo) => last !== undefined && todo.meeting === last && !todo.done);
  const key = (todo: Todo): string => todo.people.join('+');
  const order = [...new Set(open.map(key))];
  return [...open].sort((a, b) => order.indexOf(key(a)) - order.indexOf(key(b)));
}

function isNewestFirst(meetings: readonly ReadMeeting[]): boolean {
  const [first, last] = [meetings[0], meetings.at(-1)];
  return first !== undefined && last !== undefined && isoDate(first.date) > isoDate(last.date);
}

interface Composed {
  /** Lines without an end after the last one. */
  readonly lines: string;
  /** In `lines`. */
  readonly cursor: number;
  readonly eol: string;
  readonly blankBetween: boolean;
}

function compose(
  text: string,
  style: EntryStyle,
  date: CalendarDate,
  todos: readonly Todo[],
  eol: string,
): Composed {
  const { lead, indent, unit, bullet, blankBelow, blankBetween, todoLabel } = style;
  const first = `${indent}${bullet} `;
  const head = lead + style.headLine(date) + eol + (blankBelow ? eol : '');
  const lines = [head + first];
  if (todos.length > 0 && todoLabel.isItem) lines.push(`${indent}${bullet} ${todoLabel.words}`);
  else if (todos.length > 0) lines.push('', indent + todoLabel.words, ...(blankBelow ? [''] : []));
  const below = todoLabel.isItem ? indent + unit : indent;
  for (const todo of todos) lines.push(`${below}${bullet} ${todoWords(text, todo)}`);
  return { lines: lines.join(eol), cursor: head.length + first.length, eol, blankBetween };
}

/** The to-do as it stands, with whose it is where only the lines above it say so. */
function todoWords(text: string, { node, people, cells, text: task }: Todo): string {
  if (cells) return people.length > 0 ? `${people.join(' + ')}: ${task}` : task;
  const own = text
    .slice(node.content.start, node.content.end)
    .replace(/^(?:TO[ -]?DO|할 ?일)\s*[:：]\s*/iu, '');
  if (people.length === 0 || people.every((name) => own.includes(name))) return own;
  const box = node.box ? text.slice(node.box.range.start, node.wordsStart) : '';
  return `${box}${people.join(' + ')}: ${own.slice(box.length)}`;
}

function before(
  text: string,
  meeting: ReadMeeting,
  { lines, cursor, eol, blankBetween }: Composed,
): NewEntry {
  const at = meeting.node.lineRange.start;
  return {
    edit: { range: { start: at, end: at }, newText: lines + eol + (blankBetween ? eol : '') },
    cursor: at + cursor,
  };
}

function after(text: string, meeting: ReadMeeting, { lines, cursor, eol, blankBetween }: Composed): NewEntry {
  const at = lineEndAt(text, Math.max(meeting.range.end, meeting.node.lineRange.end));
  const gap = eol + (blankBetween ? eol : '');
  return { edit: { range: { start: at, end: at }, newText: gap + lines }, cursor: at + gap.length + cursor };
}

/** In a note without meetings: below the heading that speaks of them, else at its end. */
function firstEntry(text: string, date: CalendarDate, eol: string): NewEntry {
  const heading = meetingsHeading(text);
  const style = defaultStyle(text, heading ? Math.min(6, heading.depth + 1) : 2);
  const entry = compose(text, style, date, [], eol);
  // A byte order mark counts as white space, and stays first.
  const first = text.startsWith('\ufeff') ? 1 : 0;
  const at = heading ? lineEndAt(text, heading.end) : Math.max(first, text.trimEnd().length);
  const gap = at === first ? '' : eol + eol;
  return {
    edit: { range: { start: at, end: at }, newText: gap + entry.lines },
    cursor: at + gap.length + entry.cursor,
  };
}

function meetingsHeading(text: string): OutlineNode | undefined {
  for (const node of descendants(readOutline(text))) {
    if (node.kind === 'heading' && node.depth > 1 && meetingWord.test(node.text)) return node;
  }
  return undefined;
}

function lineEndAt(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
