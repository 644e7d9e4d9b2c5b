import { workspace, type Disposable, type Event, type WorkspaceFolder } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { carriedOver } from '../../../notes/meetings/carriedOver';
import type { Todo } from '../../../notes/meetings/meeting';
import { namesOf, PeopleBook } from '../../../notes/meetings/peopleBook';
import {
  readMeetings,
  type MeetingNote,
  type MeetingsOptions,
  type ReadMeeting,
} from '../../../notes/meetings/readMeetings';
import { NoteIndex } from '../../notes/noteIndex';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import { readSetting } from '../../settings';

export interface NotedMeeting {
  readonly note: WorkspaceNote;
  readonly meeting: ReadMeeting;
  readonly todos: readonly Todo[];
  readonly people: PeopleBook;
}

export interface NotedTodo {
  readonly note: WorkspaceNote;
  readonly todo: Todo;
  readonly people: PeopleBook;
}

const settingIds = ['marginalia.notes.people', 'marginalia.readingList.sections'] as const;

/** The meetings and to-dos of the workspace's notes, as typed, and who the names in them are. */
export class WorkspaceMeetings implements Disposable {
  private readonly store = new DisposableStore();
  private readonly index: NoteIndex<MeetingNote>;
  private readonly books = new Map<string, PeopleBook>();

  readonly onDidChange: Event<void>;

  constructor(notes: WorkspaceNotes) {
    this.index = this.store.add(
      new NoteIndex(notes, ({ text, folder }) => {
        const read = readMeetings(text, meetingsOptions(folder));
        return read.meetings.length === 0 && read.todos.length === 0 ? undefined : read;
      }),
    );
    this.onDidChange = this.index.onDidChange;
    this.store.add(this.index.onDidChange(() => this.books.clear()));
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (settingIds.some((id) => event.affectsConfiguration(id))) this.index.invalidate();
      }),
    );
  }

  /** In the order of notes, then of lines. */
  async meetings(): Promise<readonly NotedMeeting[]> {
    const notes = await this.index.all();
    return notes.flatMap(({ note, value }) => {
      const people = this.peopleOf(note.folder);
      return value.meetings.map((meeting) => {
        const todos = value.todos.filter((todo) => todo.meeting === meeting);
        return { note, meeting, todos, people };
      });
    });
  }

  /** The to-dos that count, in the order of notes, then of lines: those that a later meeting lists again do not. */
  async todos(): Promise<readonly NotedTodo[]> {
    const notes = await this.index.all();
    return notes.flatMap(({ note, value: { todos } }) => {
      const people = this.peopleOf(note.folder);
      const carried = carriedOver(todos);
      return todos.filter((todo) => !carried.has(todo)).map((todo) => ({ note, todo, people }));
    });
  }

  /** What the note holds at this very text of it. */
  in(note: WorkspaceNote): MeetingNote | undefined {
    return this.index.of(note);
  }

  /** Notes with meetings or to-dos, and what they hold. */
  all(): ReturnType<NoteIndex<MeetingNote>['all']> {
    return this.index.all();
  }

  dispose(): void {
    this.store.dispose();
  }

  private peopleOf(folder: WorkspaceFolder): PeopleBook {
    const key = folder.uri.toString();
    const known = this.books.get(key);
    if (known) return known;
    const inFolder = this.index.now().filter(({ note }) => note.folder.uri.toString() === key);
    const names = inFolder.flatMap(({ value }) => namesIn(value));
    const book = new PeopleBook(readSetting('marginalia.notes.people', folder), names);
    this.books.set(key, book);
    return book;
  }
}

/** How the settings of a folder have its notes read. */
export function meetingsOptions(folder: WorkspaceFolder): MeetingsOptions {
  return {
    knownNames: namesOf(readSetting('marginalia.notes.people', folder)),
    readingListSections: readSetting('marginalia.readingList.sections', folder),
  };
}

function namesIn({ meetings, todos }: MeetingNote): readonly string[] {
  return [
    ...meetings.flatMap(({ content: { attendees, statements } }) => [
      ...attendees,
      ...statements.flatMap(({ people }) => people),
    ]),
    ...todos.flatMap(({ people }) => people),
  ];
}
