import {
  EventEmitter,
  RelativePattern,
  Uri,
  workspace,
  type Disposable,
  type FileSystemWatcher,
  type WorkspaceFolder,
} from 'vscode';
import { hashData, statData, type DataStats } from '../../adapters/dataIdentity';
import { DisposableStore } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';

/** A data file as a block names it. */
export interface DataReference {
  readonly folder: WorkspaceFolder;
  /** The note's path in the folder; undefined for a run without a note. */
  readonly note: string | undefined;
  readonly path: string;
}

/** What a run recorded of a file it read. */
export interface RecordedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export type DataFileState =
  | { readonly state: 'unknown' }
  | { readonly state: 'missing' }
  | ({ readonly state: 'present'; readonly uri: Uri } & DataStats);

export type FileComparison = 'same' | 'changed' | 'missing' | 'unknown';

interface Entry {
  state: DataFileState;
  sha256: string | undefined;
  hashing: AbortController | undefined;
  reading: boolean;
  /** Something changed while it was being asked about. */
  outdated: boolean;
  readonly watcher: Disposable;
  /** Of what is in it, where it is a folder. */
  contents: Disposable | undefined;
}

/**
 * What is known of data files on the disk: asked once, then watched. Answers come at once from what is known;
 * {@link onDidChange} says when more is.
 */
export class DataFiles implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();

  readonly onDidChange = this.changes.event;

  constructor(private readonly logger: Logger) {
    this.store.add(this.changes);
  }

  /** The file a reference means: beside the note first, then in the folder. */
  get(reference: DataReference): DataFileState {
    const states = candidates(reference).map((uri) => this.entry(uri).state);
    return states.find((state) => state.state !== 'missing') ?? { state: 'missing' };
  }

  /** As {@link get}, asking the disk now where nothing is known yet. */
  async find(reference: DataReference): Promise<DataFileState> {
    for (const uri of candidates(reference)) {
      const entry = this.entry(uri);
      if (entry.state.state === 'unknown') entry.state = await stat(uri);
      if (entry.state.state === 'present') return entry.state;
    }
    return { state: 'missing' };
  }

  /**
   * Whether the file is the one recorded: so while size and time of change are those recorded, else by its SHA-256,
   * read in chunks; `unknown` while that goes on.
   */
  compare(reference: DataReference, recorded: RecordedFile): FileComparison {
    const file = this.get(reference);
    if (file.state !== 'present') return file.state;
    if (file.bytes === recorded.bytes && Math.abs(file.modifiedMs - recorded.modifiedMs) < 1) return 'same';
    const entry = this.entry(file.uri);
    if (entry.sha256 === undefined) void this.startHash(file.uri, entry);
    if (entry.sha256 === undefined) return 'unknown';
    return entry.sha256 === recorded.sha256 ? 'same' : 'changed';
  }

  dispose(): void {
    for (const entry of this.entries.values()) {
      entry.hashing?.abort();
      entry.watcher.dispose();
      entry.contents?.dispose();
    }
    this.store.dispose();
  }

  private entry(uri: Uri): Entry {
    const key = uri.toString();
    const known = this.entries.get(key);
    if (known) return known;
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.joinPath(uri, '..'), escapeGlob(uri.path.split('/').at(-1) ?? '')),
    );
    const entry: Entry = {
      state: { state: 'unknown' },
      sha256: undefined,
      hashing: undefined,
      reading: false,
      outdated: false,
      watcher,
      contents: undefined,
    };
    const touched = (): void => void this.read(uri, entry);
    onAny(watcher, touched);
    this.entries.set(key, entry);
    touched();
    return entry;
  }

  private async read(uri: Uri, entry: Entry): Promise<void> {
    entry.outdated = true;
    if (entry.reading) return;
    entry.reading = true;
    let state = entry.state;
    while (entry.outdated) {
      entry.outdated = false;
      state = await stat(uri);
    }
    entry.reading = false;
    if (state.state === 'present' && state.isFolder && entry.contents === undefined) {
      const contents = workspace.createFileSystemWatcher(new RelativePattern(uri, '**/*'));
      onAny(contents, () => void this.read(uri, entry));
      entry.contents = contents;
    }
    if (sameState(state, entry.state)) return;
    entry.hashing?.abort();
    entry.hashing = undefined;
    entry.sha256 = undefined;
    entry.state = state;
    this.changes.fire();
  }

  private async startHash(uri: Uri, entry: Entry): Promise<void> {
    if (entry.hashing) return;
    const hashing = new AbortController();
    entry.hashing = hashing;
    try {
      const { sha256 } = await hashData(uri.fsPath, hashing.signal);
      if (entry.hashing !== hashing) return;
      entry.sha256 = sha256;
      entry.hashing = undefined;
      this.changes.fire();
    } catch (error) {
      if (!hashing.signal.aborted) this.logger.warn(`${uri.fsPath} cannot be compared: ${String(error)}`);
    }
  }
}

function onAny(watcher: FileSystemWatcher, listener: () => void): void {
  watcher.onDidCreate(listener);
  watcher.onDidChange(listener);
  watcher.onDidDelete(listener);
}

function candidates({ folder, note, path }: DataReference): readonly Uri[] {
  if (/^(?:\/|[a-z]:[\\/])/i.test(path)) return [Uri.file(path)];
  const beside = Uri.joinPath(folder.uri, ...(note === undefined ? [] : [note, '..']), path);
  const inRoot = Uri.joinPath(folder.uri, path);
  return beside.toString() === inRoot.toString() ? [inRoot] : [beside, inRoot];
}

async function stat(uri: Uri): Promise<DataFileState> {
  try {
    return { state: 'present', uri, ...(await statData(uri.fsPath, uri.fsPath)) };
  } catch {
    return { state: 'missing' };
  }
}

function sameState(a: DataFileState, b: DataFileState): boolean {
  if (a.state !== 'present' || b.state !== 'present') return a.state === b.state;
  return a.bytes === b.bytes && a.modifiedMs === b.modifiedMs;
}

function escapeGlob(name: string): string {
  return name.replace(/[[\]{}*?]/g, '[$&]');
}
