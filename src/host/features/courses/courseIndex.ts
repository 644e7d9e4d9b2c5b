import { type Disposable, type TextDocument, type Event } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { LineIndex } from '../../../base/text';
import type { Course } from '../../../notes/course/course';
import { isCourse } from '../../../notes/course/isCourse';
import { courseSteps } from '../../../notes/course/readCourse';
import { onSettingChange, readSetting } from '../../settings';
import { NoteIndex } from '../../notes/noteIndex';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';

/** A course note as it was read, with what finds lines in the same text. */
export interface ReadCourseNote {
  readonly note: WorkspaceNote;
  readonly course: Course;
  readonly lines: LineIndex;
}

/** Read when somebody asks, once a text. */
interface PendingCourse {
  read(): Promise<ReadCourseNote>;
}

/** So long the extension host is busy with a course at most before it does something else. */
const sliceMs = 6;

/**
 * The course notes of the workspace. That a note is one is told by its numbering; it is read only when it is to be
 * shown, and in slices, so that typing in a book of a thousand pages waits for nothing.
 */
export class CourseIndex implements Disposable {
  private readonly index: NoteIndex<PendingCourse>;
  private readonly store = new DisposableStore();

  readonly onDidChange: Event<void>;

  constructor(private readonly notes: WorkspaceNotes) {
    this.index = this.store.add(
      new NoteIndex(notes, (note) => (isCourse(note.text) ? pending(note) : undefined)),
    );
    this.onDidChange = this.index.onDidChange;
    this.store.add(onSettingChange('marginalia.courses.stubWords', () => this.index.invalidate()));
  }

  /** In the order of folders, then paths. */
  async all(): Promise<readonly ReadCourseNote[]> {
    const found = await this.index.all();
    const courses: ReadCourseNote[] = [];
    for (const { value } of found) courses.push(await value.read());
    return courses;
  }

  /** The document's text of this moment; undefined where it is no course. */
  async of(document: TextDocument): Promise<ReadCourseNote | undefined> {
    const note = this.notes.of(document);
    return note && this.index.of(note)?.read();
  }

  dispose(): void {
    this.store.dispose();
  }
}

function pending(note: WorkspaceNote): PendingCourse {
  let reading: Promise<ReadCourseNote> | undefined;
  return { read: () => (reading ??= readInSlices(note)) };
}

async function readInSlices(note: WorkspaceNote): Promise<ReadCourseNote> {
  const stubWords = readSetting('marginalia.courses.stubWords', note.folder);
  const steps = courseSteps(note.text, { stubWords });
  for (let sliceEnd = Date.now() + sliceMs; ;) {
    const { done, value } = steps.next();
    if (done) return { note, course: value, lines: new LineIndex(note.text) };
    if (Date.now() < sliceEnd) continue;
    await new Promise((resolve) => setImmediate(resolve));
    sliceEnd = Date.now() + sliceMs;
  }
}
