import { EventEmitter, workspace, type Disposable, type Uri, type WorkspaceFolder } from 'vscode';
import { FileOwnPaperStore } from '../../adapters/ownPaperStore';
import { FilePaperStore } from '../../adapters/paperStore';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { foldLibrary, ownRecords } from '../../papers/library';
import type { OwnChange, OwnPaper } from '../../papers/ownPaper';
import type { LibraryPaper, PaperPlace, PaperRecord } from '../../papers/paper';
import { readPlaces } from '../../papers/places';
import { readSetting } from '../settings';
import type { WorkspaceNote, WorkspaceNotes } from '../notes/workspaceNotes';
import { notesIn, paperNote } from './paperNote';

/** The papers of one workspace folder, whose records lie in its `.marginalia/papers`. */
export interface FolderPapers {
  readonly folder: WorkspaceFolder;
  readonly store: FilePaperStore;
  /** In the order of notes, then lines. */
  readonly places: readonly PaperPlace[];
  readonly papers: readonly LibraryPaper[];
  /** By key: those of papers in no list, too. */
  readonly records: ReadonlyMap<string, PaperRecord>;
  /** What the user says where the notes do not, by key. */
  readonly own: ReadonlyMap<string, OwnPaper>;
}

/** What the user says anew of a paper. */
export interface OwnPaperChange {
  readonly paper: LibraryPaper;
  readonly change: OwnChange;
}

/** The folders, too: files that appear together with their folder may come without events of their own. */
const recordFiles =
  '{**/.marginalia,**/.marginalia/papers,**/.marginalia/papers/own,**/.marginalia/papers/*.json,**/.marginalia/papers/own/*.json}';
/** Time for the files of a fetch by another window or the command line to come together. */
const afterFileMs = 200;
const afterFolderMs = 1_500;

interface ReadNote {
  readonly text: string;
  readonly places: readonly PaperPlace[];
}

interface FolderRecords {
  readonly store: FilePaperStore;
  readonly ownStore: FileOwnPaperStore;
  records: ReadonlyMap<string, PaperRecord>;
  own: ReadonlyMap<string, OwnPaper>;
}

/** The papers of a folder, and all that they were made from. */
interface Fold {
  readonly read: readonly ReadNote[];
  readonly papers: FolderPapers;
}

/** Reading thousands of notes leaves the extension host free to answer in between. */
const sliceMs = 12;

/**
 * What the notes' reading lists hold, with what was fetched of it. Follows the notes, the records' files and the
 * setting for headings; a note is parsed again only when its text changes.
 */
export class WorkspacePapers implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();
  private readonly read = new Map<string, ReadNote>();
  private readonly records = new Map<string, Promise<FolderRecords>>();
  private readonly folds = new Map<string, Fold>();
  private readonly reloads = new Map<string, NodeJS.Timeout>();

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly notes: WorkspaceNotes,
    private readonly logger: Logger,
  ) {
    this.store.add(this.changes);
    this.store.add(notes.onDidChange((uris) => this.notesChanged(uris)));
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('marginalia.readingList.sections')) return;
        this.read.clear();
        this.changes.fire();
      }),
    );
    this.store.add(workspace.onDidChangeWorkspaceFolders(() => this.changes.fire()));
    const watcher = this.store.add(workspace.createFileSystemWatcher(recordFiles));
    const changed = (uri: Uri): void => this.reloadSoon(uri);
    this.store.add(watcher.onDidCreate(changed));
    this.store.add(watcher.onDidChange(changed));
    this.store.add(watcher.onDidDelete(changed));
  }

  /** The folders of the workspace with their papers; those without any, too. */
  async all(): Promise<readonly FolderPapers[]> {
    await this.notes.ready;
    const folders = (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
    await this.readSlowly();
    return Promise.all(folders.map((folder) => this.in(folder)));
  }

  /** The note of a place; undefined where it has gone since. */
  noteOf(folder: WorkspaceFolder, place: PaperPlace): WorkspaceNote | undefined {
    return this.notes.all().find((note) => note.folder === folder && note.path === place.note);
  }

  /** All that the notes of a folder say of one of its papers, as it is written there. */
  wordsOn(folder: WorkspaceFolder, paper: LibraryPaper): string {
    return paperNote(paper, notesIn(this.notes, folder));
  }

  /** Reads the records of a folder again, after they were written. */
  async reload(folder: WorkspaceFolder): Promise<void> {
    const known = await this.recordsOf(folder);
    [known.records, known.own] = await Promise.all([known.store.readAll(), known.ownStore.readAll()]);
    this.changes.fire();
  }

  /**
   * Keeps what the user says of papers where no note can. Resolves with the records as they were before, those that
   * said nothing included: writing them back ({@link restoreOwn}) undoes it.
   */
  async writeOwn(folder: WorkspaceFolder, changes: readonly OwnPaperChange[]): Promise<readonly OwnPaper[]> {
    const known = await this.recordsOf(folder);
    const records = new Map<string, OwnPaper>();
    for (const { paper, change } of changes) {
      const present = new Map([...known.own, ...records]);
      for (const record of ownRecords(paper, present, change)) records.set(record.key, record);
    }
    const before = [...records.keys()].map((key) => known.own.get(key) ?? { schema: 1 as const, key });
    await this.restoreOwn(folder, [...records.values()]);
    return before;
  }

  /** Writes records as they are. */
  async restoreOwn(folder: WorkspaceFolder, records: readonly OwnPaper[]): Promise<void> {
    const known = await this.recordsOf(folder);
    await known.ownStore.write(records);
    known.own = await known.ownStore.readAll();
    this.changes.fire();
  }

  dispose(): void {
    for (const timer of this.reloads.values()) clearTimeout(timer);
    this.store.dispose();
  }

  private async in(folder: WorkspaceFolder): Promise<FolderPapers> {
    const { store, records, own } = await this.recordsOf(folder);
    const key = folder.uri.toString();
    const read = this.notes
      .all()
      .filter((note) => note.folder === folder)
      .map((note) => this.readNote(note));
    const last = this.folds.get(key);
    const same =
      last?.papers.records === records &&
      last.papers.own === own &&
      last.papers.folder === folder &&
      last.read.length === read.length &&
      read.every((note, index) => note === last.read[index]);
    if (same) return last.papers;
    const places = read.flatMap((note) => note.places);
    const isCurrent = last?.papers.records === records && last.papers.own === own;
    const library = foldLibrary(places, records, own, isCurrent ? last.papers.papers : []);
    const papers = { folder, store, places, papers: library, records, own };
    this.folds.set(key, { read, papers });
    return papers;
  }

  private async readSlowly(): Promise<void> {
    let sliceEnd = Date.now() + sliceMs;
    for (const note of this.notes.all()) {
      this.readNote(note);
      if (Date.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = Date.now() + sliceMs;
    }
  }

  private readNote(note: WorkspaceNote): ReadNote {
    const key = note.uri.toString();
    const known = this.read.get(key);
    if (known?.text === note.text) return known;
    const sections = readSetting('marginalia.readingList.sections', note.folder);
    const read = { text: note.text, places: readPlaces(note.path, note.text, { sections }) };
    this.read.set(key, read);
    return read;
  }

  private recordsOf(folder: WorkspaceFolder): Promise<FolderRecords> {
    const key = folder.uri.toString();
    const known = this.records.get(key);
    if (known) return known;
    const store = new FilePaperStore(folder.uri.fsPath, this.logger);
    const ownStore = new FileOwnPaperStore(folder.uri.fsPath, this.logger);
    const records = Promise.all([store.readAll(), ownStore.readAll()]).then(([served, own]) => ({
      store,
      ownStore,
      records: served,
      own,
    }));
    this.records.set(key, records);
    return records;
  }

  private notesChanged(uris: readonly Uri[]): void {
    let papersChanged = false;
    for (const uri of uris) {
      const before = this.read.get(uri.toString());
      const note = this.notes.get(uri);
      if (!note) papersChanged = this.read.delete(uri.toString()) || papersChanged;
      else if (before?.text !== note.text) {
        papersChanged ||= this.readNote(note).places.length > 0 || (before?.places.length ?? 0) > 0;
      }
    }
    if (papersChanged) this.changes.fire();
  }

  private reloadSoon(uri: Uri): void {
    const folder = workspace.getWorkspaceFolder(uri);
    if (!folder) return;
    const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length);
    // Records of a root below the folder belong to the command line's lists there, not to this one.
    if (!path.startsWith('/.marginalia')) return;
    const key = folder.uri.toString();
    clearTimeout(this.reloads.get(key));
    this.reloads.set(
      key,
      setTimeout(() => void this.reload(folder), path.endsWith('.json') ? afterFileMs : afterFolderMs),
    );
  }
}

/** A PDF on this disk that stands under the entry, or that the entry itself is. */
export function pdfAttachment(place: PaperPlace): string | undefined {
  const files = [
    place.link?.kind === 'file' ? place.link.url : '',
    ...place.attachments.map(({ href }) => href),
  ];
  return files.find((href) => /\.pdf$/i.test(href) && !/^[a-z][a-z0-9+.-]+:/i.test(href));
}
