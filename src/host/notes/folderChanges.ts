import {
  FileType,
  RelativePattern,
  type Uri,
  workspace,
  type Disposable,
  type WorkspaceFolder,
} from 'vscode';
import { DisposableStore } from '../../base/lifecycle';

/** Time for what is unpacked or checked out to come together. */
const pauseMs = 300;
/** Beyond so many new files and folders, one look at the whole workspace folder costs less. */
const mostLookedInto = 100;

export interface FolderChangeListener {
  /** Files that may have come with new folders. */
  onFound(files: readonly Uri[]): void;
  /** A file or folder that is gone, with all below it. */
  onGone(uri: Uri): void;
}

/**
 * What a watcher of files does not hear: of files that come together with their folder, as from an archive or a
 * checkout, and of those below a folder that is deleted, the editor tells of the folder alone.
 */
export class FolderChanges implements Disposable {
  private readonly store = new DisposableStore();
  private readonly created = new Map<string, Uri>();
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param files globs of the files that are looked for, and of those that are not.
   * @param isExcluded tells paths relative to the folder below which nothing is looked for.
   */
  constructor(
    private readonly folder: WorkspaceFolder,
    private readonly files: { readonly wanted: string; readonly not: string },
    private readonly isExcluded: (path: string) => boolean,
    private readonly listener: FolderChangeListener,
  ) {
    const anything = new RelativePattern(folder, '**');
    const watcher = this.store.add(workspace.createFileSystemWatcher(anything, false, true, false));
    this.store.add(watcher.onDidCreate((uri) => this.noteCreated(uri)));
    this.store.add(watcher.onDidDelete((uri) => listener.onGone(uri)));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private noteCreated(uri: Uri): void {
    // A path within the folder, as patterns that exclude all below `x/` match it.
    const path = `${workspace.asRelativePath(uri, false)}/`;
    if (this.isExcluded(path)) return;
    this.created.set(uri.toString(), uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), pauseMs);
  }

  private async look(): Promise<void> {
    const created = [...this.created.values()];
    this.created.clear();
    const places =
      created.length > mostLookedInto
        ? [this.folder.uri]
        : (await Promise.all(created.map(async (uri) => ((await isFolder(uri)) ? [uri] : [])))).flat();
    for (const place of places) {
      const found = await workspace.findFiles(new RelativePattern(place, this.files.wanted), this.files.not);
      if (found.length > 0) this.listener.onFound(found);
    }
  }
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    // Gone again.
    return false;
  }
}
