import type { OutlineNode } from '../outline';
import { readOutline } from '../outlineReader';
import { defaultReadingListSections, sectionMatcher } from '../readingSections';
import { readContent } from './entryContent';
import { findEntries, isUnderMeetingWord } from './findEntries';
import type { Meeting, MeetingContent, Todo } from './meeting';
import { confirmNames, NoteNames } from './noteNames';
import { looseTodos } from './looseTodos';
import { TodoTables } from './todoTables';

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
/** Minutes of decades are shorter: larger files are exports or logs. */
const longest = 2_000_000;

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/** What looks like a date, a check box, or the words "to do": a note without these is not looked at closer. */
const promising = new RegExp(
  [
    '\\[[ \\txX✓✔/>-]?\\][ \\t]',
    '[☐⬜☑]',
    '\\d\\s?[-\\u2010-\\u2015./년年]\\s?\\d{1,2}\\s?[-\\u2010-\\u2015./월月]\\s?\\d',
    '\\d\\s?월',
    `${month}\\.?\\s\\d`,
    `\\d(?:st|nd|rd|th)?\\.?[\\s-](?:of )?${month}`,
    '20\\d{6}',
    '\\bto[ -]?dos?\\b|action (?:items?|points?)|할 ?일|할 ?것|볼 ?것',
  ].join('|'),
  'iu',
);

/** Reads a note's meetings and to-dos: one linear pass over its lines, none where nothing promises any. Never throws. */
export function readMeetings(text: string, options: MeetingsOptions = {}): MeetingNote {
  if (text.length > longest || !promising.test(text)) return nothing;
  const root = readOutline(text);
  const isReadingList = sectionMatcher(options.readingListSections ?? defaultReadingListSections);
  const names = new NoteNames(options.knownNames ?? []);
  const entries = findEntries(root, isReadingList);
  // "✅ shipped" is a flourish in a note that has no "☐".
  const tables = new TodoTables(root);
  const context = { names, isReadingList, symbolsAreBoxes: /[☐⬜◻☑]/u.test(text), tables };
  tables.confirmNames(names);
  confirmNames(root, entries, names);
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
  const others = looseTodos(root, context, seen, read.length > 0).map((todo): Todo => {
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
