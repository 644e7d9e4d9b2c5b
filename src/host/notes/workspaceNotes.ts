import {
  EventEmitter,
  FileSystemError,
  RelativePattern,
  type Uri,
  workspace,
  type Disposable,
  type TextDocument,
  type WorkspaceFolder,
} from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { globMatcher } from '../glob';
import { readSetting } from '../settings';
import { FolderChanges } from './folderChanges';

/** A markdown note of the workspace as it is now: an open editor's text, saved or not, before the file's. */
export interface WorkspaceNote {
  readonly uri: Uri;
  readonly folder: WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Line ends as the editor has them for an open note, as the file has them for a closed one; never a BOM. */
  readonly text: string;
  /** Of the open document; undefined for a closed note. */
  readonly version: number | undefined;
}

const notePattern = '**/*.{md,markdown,mdx}';
const alwaysExcluded = '**/{node_modules,.git,.marginalia}/**';
/** Larger files are exports or logs, not notes someone writes. */
const maxBytes = 16 * 1024 * 1024;
const readsAtOnce = 16;

/**
 * Every markdown note of the workspace's local folders, kept current from open documents and file watchers. Typing
 * is followed after a pause that grows with the note, so that no keystroke waits for a large note.
 */
export class WorkspaceNotes implements Disposable {
  private readonly notes = new Map<string, WorkspaceNote>();
  private sorted: readonly WorkspaceNote[] | undefined;
  private readonly changes = new EventEmitter<readonly Uri[]>();
  private readonly store = new DisposableStore();
  private readonly folderStores = new Map<string, DisposableStore>();
  private readonly excluded = new Map<string, (path: string) => boolean>();
  private readonly pending = new Map<string, NodeJS.Timeout>();
  /** Raised by every change of a note, so that a slow read never overwrites a newer state. */
  private readonly revisions = new Map<string, number>();

  /** Notes that appeared, changed or went; {@link get} tells which. Fires once for notes that change together. */
  readonly onDidChange = this.changes.event;
  /** Resolves when every folder that was open at the start has been read. */
  readonly ready: Promise<void>;

  constructor(private readonly logger: Logger) {
    this.store.add(this.changes);
    this.store.add(workspace.onDidOpenTextDocument((document) => this.follow(document, 0)));
    this.store.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.follow(document, 150);
      }),
    );
    this.store.add(workspace.onDidCloseTextDocument((document) => this.closed(document)));
    this.store.add(
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const folder of removed) this.removeFolder(folder);
        void Promise.all(added.map((folder) => this.addFolder(folder)));
      }),
    );
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('marginalia.notes.exclude')) return;
        for (const folder of workspace.workspaceFolders ?? []) {
          this.removeFolder(folder);
          void this.addFolder(folder);
        }
      }),
    );
    this.ready = Promise.all((workspace.workspaceFolders ?? []).map((folder) => this.addFolder(folder))).then(
      () => undefined,
    );
  }

  /** In the order of folders, then paths. */
  all(): readonly WorkspaceNote[] {
    this.sorted ??= [...this.notes.values()].sort(
      (a, b) => a.folder.index - b.folder.index || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
    );
    return this.sorted;
  }

  get(uri: Uri): WorkspaceNote | undefined {
    return this.notes.get(uri.toString());
  }

  /** The note as the document has it this moment, without the pause after typing; undefined where it is no note. */
  of(document: TextDocument): WorkspaceNote | undefined {
    const place = this.place(document.uri);
    if (!place) return undefined;
    const known = this.get(document.uri);
    if (known?.version === document.version) return known;
    return { uri: document.uri, ...place, text: document.getText(), version: document.version };
  }

  dispose(): void {
    for (const timer of this.pending.values()) clearTimeout(timer);
    for (const store of this.folderStores.values()) store.dispose();
    this.store.dispose();
  }

  private place(uri: Uri): { folder: WorkspaceFolder; path: string } | undefined {
    if (uri.scheme !== 'file' || !/\.(?:md|markdown|mdx)$/i.test(uri.path)) return undefined;
    const folder = workspace.getWorkspaceFolder(uri);
    const isExcluded = folder && this.excluded.get(folder.uri.toString());
    if (!isExcluded) return undefined;
    const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
    return isExcluded(path) ? undefined : { folder, path };
  }

  private async addFolder(folder: WorkspaceFolder): Promise<void> {
    if (folder.uri.scheme !== 'file') return;
    const key = folder.uri.toString();
    const patterns = [alwaysExcluded, ...readSetting('marginalia.notes.exclude', folder)].map(globMatcher);
    const isExcluded = (path: string): boolean => patterns.some((matches) => matches(path));
    this.excluded.set(key, isExcluded);
    const store = new DisposableStore();
    this.folderStores.set(key, store);
    const watcher = store.add(workspace.createFileSystemWatcher(new RelativePattern(folder, notePattern)));
    const reread = (uri: Uri): void => void this.readAll([uri]);
    store.add(watcher.onDidCreate(reread));
    store.add(watcher.onDidChange(reread));
    store.add(watcher.onDidDelete((uri) => void this.dropGone([uri])));
    store.add(
      new FolderChanges(folder, { wanted: notePattern, not: alwaysExcluded }, isExcluded, {
        onFound: (uris) => void this.readAll(uris),
        onGone: (uri) => void this.dropGone(this.below(uri)),
      }),
    );
    const found = await workspace.findFiles(new RelativePattern(folder, notePattern), alwaysExcluded);
    if (this.folderStores.get(key) === store) await this.readAll(found);
  }

  private removeFolder(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.folderStores.get(key)?.dispose();
    this.folderStores.delete(key);
    this.excluded.delete(key);
    this.drop(
      [...this.notes.values()].filter((note) => note.folder.uri.toString() === key).map((n) => n.uri),
    );
  }

  private async readAll(uris: readonly Uri[]): Promise<void> {
    const changed: Uri[] = [];
    const queue = uris[Symbol.iterator]();
    const reader = async (): Promise<void> => {
      for (const uri of queue) if (await this.readFile(uri)) changed.push(uri);
    };
    await Promise.all(Array.from({ length: Math.min(readsAtOnce, uris.length) }, reader));
    if (changed.length > 0) this.changes.fire(changed);
  }

  /** True when the note is other than it was. */
  private async readFile(uri: Uri): Promise<boolean> {
    if (!this.place(uri)) return false;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open) return this.set(open.uri, open.getText(), open.version);
    const revision = this.raise(uri);
    try {
      const { size } = await workspace.fs.stat(uri);
      if (size > maxBytes) {
        this.logger.warn(
          `${workspace.asRelativePath(uri)} is not read as a note: ${size} bytes are too many.`,
        );
        return this.notes.delete(uri.toString());
      }
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      return this.revisions.get(uri.toString()) === revision && this.set(uri, text, undefined);
    } catch (error) {
      const isGone = error instanceof FileSystemError && error.code === 'FileNotFound';
      if (!isGone) this.logger.warn(`${workspace.asRelativePath(uri)} could not be read: ${String(error)}`);
      return this.revisions.get(uri.toString()) === revision && this.notes.delete(uri.toString());
    }
  }

  private set(uri: Uri, text: string, version: number | undefined): boolean {
    const place = this.place(uri);
    if (!place) return false;
    this.raise(uri);
    const before = this.notes.get(uri.toString());
    this.notes.set(uri.toString(), { uri, ...place, text, version });
    return before?.text !== text || (before.version === undefined) !== (version === undefined);
  }

  /** Before every change of what is known. */
  private raise(uri: Uri): number {
    this.sorted = undefined;
    const next = (this.revisions.get(uri.toString()) ?? 0) + 1;
    this.revisions.set(uri.toString(), next);
    return next;
  }

  private below(folder: Uri): readonly Uri[] {
    const inside = `${folder.path.replace(/\/$/, '')}/`;
    return [...this.notes.values()]
      .map(({ uri }) => uri)
      .filter((uri) => uri.scheme === folder.scheme && uri.path.startsWith(inside));
  }

  /** What is told to be gone may be back: the editor tells of what came before it tells of what went. */
  private async dropGone(uris: readonly Uri[]): Promise<void> {
    const exist = await Promise.all(uris.map(exists));
    this.drop(uris.filter((_, index) => exist[index] === false));
    await this.readAll(uris.filter((_, index) => exist[index] === true));
  }

  private drop(uris: readonly Uri[]): void {
    const gone = uris.filter((uri) => {
      this.raise(uri);
      return this.notes.delete(uri.toString());
    });
    if (gone.length > 0) this.changes.fire(gone);
  }

  private follow(document: TextDocument, pause: number): void {
    if (!this.place(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.pending.get(key));
    const size = this.notes.get(key)?.text.length ?? 0;
    const update = (): void => {
      this.pending.delete(key);
      if (document.isClosed) return;
      if (this.set(document.uri, document.getText(), document.version)) this.changes.fire([document.uri]);
    };
    this.pending.set(key, setTimeout(update, pause === 0 ? 0 : Math.min(1500, pause + size / 2000)));
  }

  /** Back to the file's text: what was typed and not saved is gone. */
  private closed(document: TextDocument): void {
    clearTimeout(this.pending.get(document.uri.toString()));
    this.pending.delete(document.uri.toString());
    if (this.place(document.uri)) void this.readAll([document.uri]);
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
