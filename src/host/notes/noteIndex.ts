import { EventEmitter, type Disposable } from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import type { WorkspaceNote, WorkspaceNotes } from './workspaceNotes';

/** A note with what a reader made of it. */
export interface IndexedNote<T> {
  readonly note: WorkspaceNote;
  readonly value: T;
}

/** What a reader makes of a note; undefined where the note does not concern it, decided as cheaply as can be. */
export type NoteReader<T> = (note: WorkspaceNote) => T | undefined;

/** Reading thousands of notes leaves the extension host free to answer in between. */
const sliceMs = 12;
/** More notes than these change together only when a workspace is read, or a branch changed: nobody waits for that. */
const readAtOnce = 16;

/**
 * What one reader makes of the workspace's notes, kept current. A note is read again only when its text is another,
 * and those that listen hear only of notes that concern the reader, before the change or after it.
 */
export class NoteIndex<T> implements Disposable {
  private readonly known = new Map<string, { readonly text: string; readonly value: T | undefined }>();
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly notes: WorkspaceNotes,
    private readonly read: NoteReader<T>,
  ) {
    this.store.add(this.changes);
    this.store.add(
      notes.onDidChange((uris) => {
        let concerned = uris.length > readAtOnce;
        for (const uri of uris) {
          const key = uri.toString();
          const note = notes.get(uri);
          const before = this.known.get(key)?.value;
          if (!note) this.known.delete(key);
          if (before !== undefined) concerned = true;
          else if (!concerned && note) concerned = this.of(note) !== undefined;
        }
        if (concerned) this.changes.fire();
      }),
    );
  }

  /** The notes that concern the reader, in the order of folders, then paths; waits until all were read once. */
  async all(): Promise<readonly IndexedNote<T>[]> {
    await this.notes.ready;
    let sliceEnd = Date.now() + sliceMs;
    for (const note of this.notes.all()) {
      this.of(note);
      if (Date.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = Date.now() + sliceMs;
    }
    return this.now();
  }

  /** The same of the notes as they are known this moment, without waiting. */
  now(): readonly IndexedNote<T>[] {
    return this.notes.all().flatMap((note) => {
      const value = this.of(note);
      return value === undefined ? [] : [{ note, value }];
    });
  }

  /** What the reader makes of this text of the note. */
  of(note: WorkspaceNote): T | undefined {
    const key = note.uri.toString();
    const known = this.known.get(key);
    if (known?.text === note.text) return known.value;
    const value = this.read(note);
    this.known.set(key, { text: note.text, value });
    return value;
  }

  /** Has every note read again: what the reader goes by, a setting, is another. */
  invalidate(): void {
    this.known.clear();
    this.changes.fire();
  }

  dispose(): void {
    this.store.dispose();
  }
}
