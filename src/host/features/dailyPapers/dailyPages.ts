import { EventEmitter, Uri, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { FileDailyStore } from '../../../adapters/dailyStore';
import { CodedError } from '../../../base/errors';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { DailyPage } from '../../../papers/daily/dailyEntry';
import {
  foldDecisions,
  type Decided,
  type DecisionChange,
  type PageDecisions,
} from '../../../papers/daily/decisions';

/** A page of a folder, read. */
export interface LoadedPage {
  readonly page: DailyPage;
  readonly text: string;
  /** The day that a date without a year is reckoned from. */
  readonly savedOn: string;
}

interface FolderDaily {
  readonly store: FileDailyStore;
  pages: readonly PageDecisions[];
  decided: ReadonlyMap<string, Decided>;
}

/** Larger files are no pages. */
const mostBytes = 16 * 1024 * 1024;

/** Daily Papers pages of the workspace's folders, and what was decided on them. */
export class DailyPages implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changes = new EventEmitter<void>();
  private readonly folders = new Map<string, Promise<FolderDaily>>();
  private timer: NodeJS.Timeout | undefined;

  /** Decisions changed, here or in another window. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.store.add(this.changes);
    const watcher = this.store.add(workspace.createFileSystemWatcher('**/.marginalia/daily/*.json'));
    const changed = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.reload(), 200);
    };
    this.store.add(watcher.onDidCreate(changed));
    this.store.add(watcher.onDidChange(changed));
    this.store.add(watcher.onDidDelete(changed));
  }

  /** @param file relative to the folder, with `/`. */
  async read(folder: WorkspaceFolder, file: string): Promise<LoadedPage> {
    const uri = pageUri(folder, file);
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const { text, mtime } = await readText(uri, file);
    const { pages } = await this.in(folder);
    const savedOn = pages.find(({ page }) => page === file)?.savedOn ?? localDay(mtime);
    const whole = open?.getText() ?? text;
    const fileName = file.split('/').at(-1) ?? file;
    const { readDailyPapers } = await import('../../../papers/daily/readDailyPapers');
    const page = readDailyPapers(whole, { fileName, savedOn, today: this.today() });
    return { page, text: whole, savedOn };
  }

  /** What was decided of the papers of a folder, by their keys. */
  async decided(folder: WorkspaceFolder): Promise<ReadonlyMap<string, Decided>> {
    return (await this.in(folder)).decided;
  }

  /** What one page's own file says of a paper. */
  async decidedOn(folder: WorkspaceFolder, file: string, key: string): Promise<Decided | undefined> {
    return (await this.in(folder)).pages.find(({ page }) => page === file)?.papers[key];
  }

  /** What the other pages say of a paper. */
  async decidedElsewhere(folder: WorkspaceFolder, file: string, key: string): Promise<Decided | undefined> {
    const { pages } = await this.in(folder);
    return foldDecisions(pages.filter(({ page }) => page !== file)).get(key);
  }

  /** The paper of the page about which was decided last. */
  async lastDecided(folder: WorkspaceFolder, file: string): Promise<string | undefined> {
    const page = (await this.in(folder)).pages.find((each) => each.page === file);
    const [last] = Object.entries(page?.papers ?? {})
      .filter(([, { decision }]) => decision !== 'undecided')
      .sort(([, a], [, b]) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return last?.[0];
  }

  async change(
    folder: WorkspaceFolder,
    file: string,
    savedOn: string,
    changes: DecisionChange,
  ): Promise<void> {
    const known = await this.in(folder);
    const after = await known.store.update(file, savedOn, changes);
    known.pages = [...known.pages.filter(({ page }) => page !== file), after];
    known.decided = foldDecisions(known.pages);
    this.changes.fire();
  }

  /** Keeps text that has no file of its own; gives its path. */
  async keep(folder: WorkspaceFolder, text: string, day: string | undefined): Promise<string> {
    const { store } = await this.in(folder);
    return store.keepPage(text, day === undefined ? { of: 'clipboard' } : { day });
  }

  today(): string {
    return localDay(this.clock.now());
  }

  now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private in(folder: WorkspaceFolder): Promise<FolderDaily> {
    const key = folder.uri.toString();
    const known = this.folders.get(key);
    if (known) return known;
    const store = new FileDailyStore(folder.uri.fsPath, this.log);
    const made = store.readAll().then((pages) => ({ store, pages, decided: foldDecisions(pages) }));
    this.folders.set(key, made);
    return made;
  }

  private async reload(): Promise<void> {
    for (const each of this.folders.values()) {
      const known = await each;
      known.pages = await known.store.readAll();
      known.decided = foldDecisions(known.pages);
    }
    this.changes.fire();
  }
}

/** Pages outside the folder are none of its. */
export function pageUri(folder: WorkspaceFolder, file: string): Uri {
  const uri = Uri.joinPath(folder.uri, file);
  if (uri.path.startsWith(`${folder.uri.path.replace(/\/$/, '')}/`)) return uri;
  throw new CodedError('usage', `${file} is outside the workspace folder.`);
}

/** The path of a file within its folder; undefined for one outside. */
export function pageOf(uri: Uri): { readonly folder: WorkspaceFolder; readonly file: string } | undefined {
  const folder = uri.scheme === 'file' ? workspace.getWorkspaceFolder(uri) : undefined;
  return folder && { folder, file: uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1) };
}

async function readText(uri: Uri, file: string): Promise<{ readonly text: string; readonly mtime: number }> {
  try {
    const { size, mtime } = await workspace.fs.stat(uri);
    if (size > mostBytes)
      throw new CodedError('data.too-large', `${file} is too large for a page: ${size} bytes.`);
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)), mtime };
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('data.missing', `${file} cannot be read.`, {
      remedy: 'It may have been moved or deleted. Triage its new place; decisions are kept by paper.',
      cause,
    });
  }
}

/** The day where the user is. */
function localDay(time: number): string {
  const date = new Date(time);
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
