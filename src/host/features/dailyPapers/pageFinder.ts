import {
  EventEmitter,
  RelativePattern,
  workspace,
  type Disposable,
  type Uri,
  type WorkspaceFolder,
} from 'vscode';
import { keptPagesFolder } from '../../../adapters/dailyStore';
import { DisposableStore } from '../../../base/lifecycle';
import { looksLikeDailyPapers } from '../../../papers/daily/looksLikeDailyPapers';
import { NoteIndex } from '../../notes/noteIndex';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { pageOf, type DailyPages } from './dailyPages';

/** A file that holds a Daily Papers page. */
export interface FoundPage {
  readonly folder: WorkspaceFolder;
  readonly file: string;
  readonly entries: number;
  readonly undecided: number;
}

/** As much of a file as it takes to tell. */
const startLength = 32 * 1024;
/** A workspace with more texts than these keeps data in them. */
const mostFiles = 400;
const mostBytes = 4 * 1024 * 1024;
const texts = '**/*.txt';
const excluded = '**/{node_modules,.git,.marginalia,dist,out,build,venv,.venv}/**';
const afterChangeMs = 300;

/**
 * The Daily Papers pages among a workspace's files: texts, notes, and what the clipboard and the service gave. Files are
 * looked into when someone asks, and again only when they change.
 */
export class PageFinder implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = new EventEmitter<void>();
  private readonly notes: NoteIndex<true>;
  private readonly counted = new Map<string, { readonly mtime: number; readonly keys: readonly string[] }>();
  private files: Promise<readonly Uri[]> | undefined;
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changes.event;

  constructor(
    notes: WorkspaceNotes,
    private readonly pages: DailyPages,
  ) {
    this.store.add(this.changes);
    this.notes = this.store.add(
      new NoteIndex(notes, ({ text }) =>
        looksLikeDailyPapers(text.slice(0, startLength)) ? true : undefined,
      ),
    );
    const fire = (): void => this.changes.fire();
    this.store.add(this.notes.onDidChange(fire));
    this.store.add(pages.onDidChange(fire));
    const watcher = this.store.add(workspace.createFileSystemWatcher(`{${texts},**/${keptPagesFolder}/*}`));
    const changed = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.files = undefined;
        fire();
      }, afterChangeMs);
    };
    this.store.add(watcher.onDidCreate(changed));
    this.store.add(watcher.onDidChange(changed));
    this.store.add(watcher.onDidDelete(changed));
    this.store.add(workspace.onDidChangeWorkspaceFolders(changed));
  }

  async all(): Promise<readonly FoundPage[]> {
    this.files ??= findTexts();
    const found = [...(await this.files), ...(await this.notes.all()).map(({ note }) => note.uri)];
    const pages: FoundPage[] = [];
    for (const uri of found) {
      const page = await this.count(uri);
      if (page) pages.push(page);
    }
    return pages;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  /** Undefined for a file that has gone or is no page after all. */
  private async count(uri: Uri): Promise<FoundPage | undefined> {
    const place = pageOf(uri);
    if (!place) return undefined;
    try {
      const { mtime } = await workspace.fs.stat(uri);
      let known = this.counted.get(uri.toString());
      if (known?.mtime !== mtime) {
        const { page } = await this.pages.read(place.folder, place.file);
        known = { mtime, keys: page.entries.map(({ key }) => key) };
        this.counted.set(uri.toString(), known);
      }
      if (known.keys.length === 0) return undefined;
      const decided = await this.pages.decided(place.folder);
      const undecided = known.keys.filter((key) => !decided.has(key)).length;
      return { ...place, entries: known.keys.length, undecided };
    } catch {
      return undefined; // Gone since it was found.
    }
  }
}

async function findTexts(): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const folder of workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    const own = await workspace.findFiles(new RelativePattern(folder, texts), excluded, mostFiles);
    for (const uri of own) if (await looksLikePage(uri)) found.push(uri);
    found.push(...(await workspace.findFiles(new RelativePattern(folder, `${keptPagesFolder}/*`), null)));
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function looksLikePage(uri: Uri): Promise<boolean> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > mostBytes) return false;
    const bytes = await workspace.fs.readFile(uri);
    return looksLikeDailyPapers(new TextDecoder().decode(bytes.subarray(0, startLength)));
  } catch {
    return false; // Not readable: no page that could be shown.
  }
}
