import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CodedError } from '../base/errors';
import { isoDate } from '../notes/calendar';
import { carriedOver } from '../notes/meetings/carriedOver';
import type { Todo } from '../notes/meetings/meeting';
import { namesOf, PeopleBook, type PeopleAliases } from '../notes/meetings/peopleBook';
import { readMeetings } from '../notes/meetings/readMeetings';
import { findNotes } from './notes';
import type { Io } from './terminal';

export interface TodosOptions {
  readonly person?: readonly string[];
  readonly all: boolean;
  readonly people?: string;
  readonly json: boolean;
}

interface TodoRow {
  readonly note: string;
  readonly line: number;
  readonly text: string;
  readonly people: readonly string[];
  readonly done: boolean;
  readonly meeting: string | null;
  readonly under: string | null;
  readonly reason: Todo['reason'];
}

export const todosHelp = `
JSON: an array with an object a to-do, in the order of the notes:
  note     the note's path as given on the command line
  line     from 1
  text     without the names in front of it
  people   who is to do it, by the first of their names; empty where nobody is named
  done     whether it is ticked, struck through or marked as done
  meeting  the day of its meeting, YYYY-MM-DD; null outside meetings
  under    the meeting's date as written, or the nearest heading; null where there is none
  reason   why it counts: "listed" below "TO DO" and the like, "box", or "phrase" such as "need to"

A to-do that a later meeting of the note lists again is told once.
People: a JSON object, {"Ada Lovelace": ["Ada", "에이다"]}, as in the setting marginalia.notes.people.`;

/** `marginalia notes todos <notes…>`: what is open, and whose it is. */
export async function listTodos(paths: readonly string[], options: TodosOptions, io: Io): Promise<void> {
  const aliases = options.people === undefined ? {} : await readPeople(options.people);
  const notes = (await findNotes(paths)).map(({ path, text }) => ({
    path,
    ...readMeetings(text, { knownNames: namesOf(aliases) }),
  }));
  const names = notes.flatMap(({ meetings, todos }) => [
    ...meetings.flatMap(({ content }) => [
      ...content.attendees,
      ...content.statements.flatMap(({ people }) => people),
    ]),
    ...todos.flatMap(({ people }) => people),
  ]);
  const book = new PeopleBook(aliases, names);
  const wanted = new Set(options.person?.map((name) => book.person(name).key));
  const rows = notes.flatMap(({ path, todos }) => {
    const carried = carriedOver(todos);
    return todos
      .filter((todo) => !carried.has(todo) && (options.all || !todo.done))
      .filter(({ people }) => wanted.size === 0 || book.people(people).some(({ key }) => wanted.has(key)))
      .map((todo) => todoRow(path, todo, book));
  });
  io.stdout(options.json ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(describeTodo).join(''));
}

function todoRow(
  note: string,
  { node, text, people, done, meeting, under, reason }: Todo,
  book: PeopleBook,
): TodoRow {
  return {
    note,
    line: node.line + 1,
    text,
    people: book.people(people).map(({ name }) => name),
    done,
    meeting: meeting ? isoDate(meeting.date) : null,
    under: under === '' ? null : under,
    reason,
  };
}

function describeTodo({ note, line, text, people, done }: TodoRow): string {
  const who = people.length === 0 ? '' : `${people.join(' + ')}: `;
  return `${note}:${line}: [${done ? 'x' : ' '}] ${who}${text}\n`;
}

const peopleSchema = z.record(z.string(), z.array(z.string()));

async function readPeople(path: string): Promise<PeopleAliases> {
  const location = { file: path };
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CodedError('usage', 'The file of people cannot be read.', { location, cause });
  });
  try {
    return peopleSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CodedError('usage', 'The file holds no names with their aliases.', {
      remedy: 'Write a JSON object, {"Ada Lovelace": ["Ada"]}.',
      location,
      cause,
    });
  }
}
