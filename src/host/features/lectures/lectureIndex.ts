import { EventEmitter, type Disposable, type TextDocument } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { LineIndex } from '../../../base/text';
import { lectureGaps, type LectureGap } from '../../../notes/lectures/gaps';
import { Glossary, type GlossaryEntry } from '../../../notes/lectures/glossary';
import type { Lecture, LectureNote } from '../../../notes/lectures/lecture';
import { noteTerms } from '../../../notes/lectures/noteTerms';
import { readLectures } from '../../../notes/lectures/readLectures';
import { NoteIndex, type IndexedNote } from '../../notes/noteIndex';
import type { WorkspaceNote, WorkspaceNotes } from '../../notes/workspaceNotes';
import type { LectureTemplates } from './templates';

/** A note with lectures or terms, as it was last read. */
export interface ReadNote {
  readonly lectures: LectureNote;
  readonly terms: readonly GlossaryEntry[];
  readonly lines: LineIndex;
}

/** The lectures of the workspace and the glossary of all their terms, kept current note by note. */
export class LectureIndex implements Disposable {
  readonly notes: NoteIndex<ReadNote>;
  private readonly known = new Map<string, ReadNote>();
  private readonly glossary = new Glossary();
  private readonly gapsOf = new WeakMap<Lecture, readonly LectureGap[]>();
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();
  private stale = true;
  private isReady = false;

  /** Resolves when all notes have been read once, in slices; until then nobody is made to wait for them. */
  readonly ready: Promise<void>;
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly workspaceNotes: WorkspaceNotes,
    private readonly templates: LectureTemplates,
  ) {
    this.store.add(this.changes);
    this.notes = this.store.add(new NoteIndex(workspaceNotes, (note) => this.read(note)));
    this.store.add(
      this.notes.onDidChange(() => {
        this.stale = true;
        this.changes.fire();
      }),
    );
    this.store.add(templates.onDidChange(() => this.notes.invalidate()));
    this.ready = this.readAll();
  }

  /** The terms of all notes as these are known now. */
  terms(): Glossary {
    if (!this.stale || !this.isReady) return this.glossary;
    this.stale = false;
    const seen = new Set<string>();
    for (const { note, value } of this.notes.now()) {
      const key = note.uri.toString();
      seen.add(key);
      if (this.known.get(key) === value) continue;
      this.known.set(key, value);
      this.glossary.set(key, value.terms);
    }
    for (const key of this.known.keys()) {
      if (seen.has(key)) continue;
      this.known.delete(key);
      this.glossary.set(key, []);
    }
    return this.glossary;
  }

  all(): readonly IndexedNote<ReadNote>[] {
    return this.isReady ? this.notes.now() : [];
  }

  /** What the document holds this moment; undefined where it is no lecture note. */
  inDocument(document: TextDocument): IndexedNote<ReadNote> | undefined {
    const note = this.workspaceNotes.of(document);
    const value = note && this.notes.of(note);
    return note && value ? { note, value } : undefined;
  }

  /** The lines of a note that has been read, by its address. */
  linesOf(note: string): LineIndex | undefined {
    return this.known.get(note)?.lines;
  }

  gaps(note: WorkspaceNote, lecture: Lecture): readonly LectureGap[] {
    const known = this.gapsOf.get(lecture);
    if (known) return known;
    const gaps = lectureGaps(lecture, this.templates.of(note.folder));
    this.gapsOf.set(lecture, gaps);
    return gaps;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async readAll(): Promise<void> {
    await this.templates.ready;
    await this.notes.all();
    this.isReady = true;
    this.changes.fire();
  }

  private read(note: WorkspaceNote): ReadNote | undefined {
    if (this.templates.isTemplate(note.uri)) return undefined;
    const lectures = readLectures(note.text, this.templates.of(note.folder).labels);
    const terms = noteTerms(note.uri.toString(), note.text, lectures);
    if (lectures.lectures.length === 0 && terms.length === 0) return undefined;
    return { lectures, terms, lines: new LineIndex(note.text) };
  }
}
