import { homedir } from 'node:os';
import {
  env,
  EventEmitter,
  RelativePattern,
  Uri,
  workspace,
  type Disposable,
  type WorkspaceFolder,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import { readTemplate, type LectureTemplate } from '../../../notes/lectures/template';
import { englishTemplate, koreanTemplate } from '../../../notes/lectures/templateTexts';
import { readSetting } from '../../settings';

interface KnownTemplate {
  readonly uri: Uri;
  readonly source: string;
  readonly template: LectureTemplate;
}

/** The template of each folder: the file that `marginalia.lectures.template` names, else the built-in one. */
export class LectureTemplates implements Disposable {
  private readonly builtIn = env.language.toLowerCase().startsWith('ko') ? koreanTemplate : englishTemplate;
  private builtInTemplate: LectureTemplate | undefined;
  private readonly known = new Map<string, KnownTemplate>();
  private readonly changes = new EventEmitter<void>();
  private readonly store = new DisposableStore();
  private watchers = new DisposableStore();
  private reading: Promise<void>;

  /** Resolves when the templates that settings name have been read. */
  get ready(): Promise<void> {
    return this.reading;
  }

  readonly onDidChange = this.changes.event;

  constructor(private readonly logger: Logger) {
    this.store.add(this.changes);
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('marginalia.lectures.template')) this.reading = this.readAll();
      }),
    );
    this.store.add(workspace.onDidChangeWorkspaceFolders(() => (this.reading = this.readAll())));
    this.reading = this.readAll();
  }

  /** As it is known now; the built-in one until the user's own has been read. */
  of(folder: WorkspaceFolder): LectureTemplate {
    const own = this.known.get(folder.uri.toString())?.template;
    return own ?? (this.builtInTemplate ??= readTemplate(this.builtIn));
  }

  /** What a new note is made from, read anew: rejects where the file that the setting names cannot be read. */
  async source(folder: WorkspaceFolder): Promise<string> {
    await this.reading;
    const uri = templateUri(folder);
    return uri ? readText(uri) : this.builtIn;
  }

  /** Whether the note is a template itself, which lacks everything that notes have. */
  isTemplate(uri: Uri): boolean {
    const key = uri.toString();
    return [...this.known.values()].some((known) => known.uri.toString() === key);
  }

  dispose(): void {
    this.watchers.dispose();
    this.store.dispose();
  }

  private async readAll(): Promise<void> {
    this.watchers.dispose();
    const watchers = new DisposableStore();
    this.watchers = watchers;
    const before = [...this.known.values()];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = templateUri(folder);
      if (!uri) {
        this.known.delete(folder.uri.toString());
        continue;
      }
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      const watcher = watchers.add(
        workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), name)),
      );
      const reread = (): void => void this.read(folder, uri).then(() => this.changes.fire());
      watchers.add(watcher.onDidChange(reread));
      watchers.add(watcher.onDidCreate(reread));
      await this.read(folder, uri);
    }
    const after = [...this.known.values()];
    if (before.length !== after.length || before.some((each, index) => each !== after[index]))
      this.changes.fire();
  }

  private async read(folder: WorkspaceFolder, uri: Uri): Promise<void> {
    const key = folder.uri.toString();
    try {
      const source = await readText(uri);
      if (this.known.get(key)?.source === source) return;
      this.known.set(key, { uri, source, template: readTemplate(source) });
    } catch (error) {
      this.known.delete(key);
      this.logger.warn(`The lecture template ${uri.path} could not be read: ${String(error)}`);
    }
  }
}

/** Where the setting points to: relative to the folder, absolute, or below the home folder. */
function templateUri(folder: WorkspaceFolder): Uri | undefined {
  const path = readSetting('marginalia.lectures.template', folder).trim();
  if (path === '') return undefined;
  if (path.startsWith('~/')) return Uri.joinPath(Uri.file(homedir()), path.slice(2));
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path) ? Uri.file(path) : Uri.joinPath(folder.uri, path);
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
