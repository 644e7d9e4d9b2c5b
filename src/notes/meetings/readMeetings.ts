import type { OutlineNode } from '../outline';
import { readOutline } from '../outlineReader';
import { defaultReadingListSections, sectionMatcher } from '../readingSections';
import { readContent } from './entryContent';
import { findEntries, isUnderMeetingWord } from './findEntries';
import type { Meeting, MeetingContent, Todo } from './meeting';
import { confirmNames, NoteNames } from './noteNames';
import { looseTodos } from './looseTodos';

export interface MeetingsOptions {
  /** Names and aliases that the user gave: these words are people, whatever they look like. */
  readonly knownNames?: readonly string[];
  /** Headings that reading lists stand under, where a check box says that a paper was read. */
  readonly readingListSections?: readonly string[];
}

export interface ReadMeeting extends Meeting {
  readonly content: MeetingContent;
}

/** A note's meetings and everything in it that is to be done. */
export interface MeetingNote {
  /** In the order of the note. */
  readonly meetings: readonly ReadMeeting[];
  /** In the order of the note. */
  readonly todos: readonly Todo[];
}

const nothing: MeetingNote = { meetings: [], todos: [] };

/** A digit that may be of a date, a check box, or the words "to do": without these a note is not looked at closer. */
const promising =
  /^[^\p{L}\n\r]*\[[ \txX✓✔/>-]?\]|[☐⬜☑]|^.{0,80}?\d{1,4}\s?[-./년年]\s?\d{1,2}|^\W{0,12}(?:\p{L}{3,9}\.?,?\s)?\p{L}{3,9}\.?,?\s\d{1,2}|^\W{0,12}\d{1,2}(?:st|nd|rd|th|월)?\.?\s|\bto[ -]?dos?\b|할 ?일|action (?:items?|points?)|^\W{0,12}20\d{6}/imu;

/** Reads a note's meetings and to-dos: one linear pass over its lines, none where nothing promises any. Never throws. */
export function readMeetings(text: string, options: MeetingsOptions = {}): MeetingNote {
  if (!promising.test(text)) return nothing;
  const root = readOutline(text);
  const isReadingList = sectionMatcher(options.readingListSections ?? defaultReadingListSections);
  const names = new NoteNames(options.knownNames ?? []);
  const entries = findEntries(root, isReadingList);
  // "✅ shipped" is a flourish in a note that has no "☐".
  const context = { names, isReadingList, symbolsAreBoxes: /[☐⬜◻☑]/u.test(text) };
  confirmNames(entries, names);
  const meetings = entries.map((entry) => ({ entry, content: readContent(entry, context) }));
  // Dates alone make a diary or a change log: one of the entries has to show that people met.
  const areMeetings = meetings.some(
    ({ entry, content }) => hasEvidence(content) || isUnderMeetingWord(entry),
  );
  const found = areMeetings ? meetings : [];
  const read = found.map(({ entry, content: { todos: _todos, ...content } }) => ({ ...entry, content }));
  const todos = found.flatMap(({ content }, index) =>
    content.todos.map((todo): Todo => ({ ...todo, under: dateWords(read[index]), meeting: read[index] })),
  );
  const seen = new Set(todos.map(({ node }) => node));
  const others = looseTodos(root, context, seen).map((todo): Todo => {
    const meeting = read.find(({ range }) => isWithin(todo.node, range));
    return { ...todo, under: meeting ? dateWords(meeting) : todo.under, meeting };
  });
  return { meetings: read, todos: [...todos, ...others].sort((a, b) => a.node.line - b.node.line) };
}

function hasEvidence({
  statements,
  decisions,
  attendees,
  next,
  todos,
}: ReturnType<typeof readContent>): boolean {
  const listed =
    decisions.some(({ reason }) => reason === 'listed') || todos.some(({ reason }) => reason === 'listed');
  return statements.length > 0 || attendees.length > 0 || next !== undefined || listed;
}

function isWithin(
  { lineRange }: OutlineNode,
  range: { readonly start: number; readonly end: number },
): boolean {
  return lineRange.start >= range.start && lineRange.start < range.end;
}

function dateWords(meeting: Meeting | undefined): string {
  if (!meeting) return '';
  const { raw } = meeting.node;
  const { range } = meeting.head.date;
  return meeting.head.isDateLine ? meeting.title : raw.slice(range.start, range.end);
}
