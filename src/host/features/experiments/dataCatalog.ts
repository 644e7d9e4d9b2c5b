import { EventEmitter, RelativePattern, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { dataFileGlob } from '../../../science/datasets/formats';
import { isIdxLabelName } from '../../../science/datasets/idxDecoder';
import { dataFolders } from './dataFolders';

const imageGlob = '**/*.{png,jpg,jpeg,PNG,JPG,JPEG}';
const excluded = '**/{node_modules,.git,.marginalia}/**';
const most = 2000;

/** The data files of each folder, and after them its folders of data, listed when first asked for: for completion and "did you mean". */
export class DataCatalog implements Disposable {
  private readonly listings = new Map<string, { paths: readonly string[]; store: DisposableStore }>();
  private readonly changes = new EventEmitter<void>();

  readonly onDidChange = this.changes.event;

  /** Paths relative to the folder, as known now: empty on the first call, until {@link onDidChange}. */
  known(folder: WorkspaceFolder): readonly string[] {
    const listing = this.listings.get(folder.uri.toString());
    if (!listing) void this.list(folder);
    return listing?.paths ?? [];
  }

  async list(folder: WorkspaceFolder): Promise<readonly string[]> {
    const key = folder.uri.toString();
    const known = this.listings.get(key);
    if (known) return known.paths;
    const patterns = [dataFileGlob, imageGlob].map((glob) => new RelativePattern(folder, glob));
    const base = folder.uri.path.replace(/\/$/, '').length + 1;
    const [files = [], images = []] = await Promise.all(
      patterns.map(async (pattern) => {
        const uris = await workspace.findFiles(pattern, excluded, most);
        return uris.map((uri) => uri.path.slice(base)).sort();
      }),
    );
    const points = files.filter((path) => !isIdxLabelName(path));
    const paths = [...points, ...dataFolders([...points, ...images])];
    if (this.listings.has(key)) return paths;
    const store = new DisposableStore();
    const outdated = (): void => {
      this.listings.delete(key);
      store.dispose();
      this.changes.fire();
    };
    for (const pattern of patterns) {
      const watcher = store.add(workspace.createFileSystemWatcher(pattern, false, true));
      store.add(watcher.onDidCreate(outdated));
      store.add(watcher.onDidDelete(outdated));
    }
    this.listings.set(key, { paths, store });
    this.changes.fire();
    return paths;
  }

  dispose(): void {
    for (const { store } of this.listings.values()) store.dispose();
    this.changes.dispose();
  }
}

/** A path of the folder as a note in `noteFolder` writes it: beside the note where it is, else from the root. */
export function pathFromNote(path: string, notePath: string): string {
  const slash = notePath.lastIndexOf('/');
  const noteFolder = slash < 0 ? '' : notePath.slice(0, slash + 1);
  return noteFolder !== '' && path.startsWith(noteFolder) ? path.slice(noteFolder.length) : path;
}
