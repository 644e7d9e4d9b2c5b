import type { Disposable } from 'vscode';
import { DisposableStore } from '../../base/lifecycle';
import type { LibraryPaper } from '../../papers/paper';
import { PaperSearch, type SearchHit } from '../../papers/search/paperSearch';
import { searchDocument } from '../../papers/search/searchDocument';
import type { WorkspaceNotes } from '../notes/workspaceNotes';
import { notesIn, paperNote } from './paperNote';
import type { FolderPapers, WorkspacePapers } from './workspacePapers';

/** A paper found, with what it takes to open it. */
export interface FoundPaper {
  readonly in: FolderPapers;
  readonly paper: LibraryPaper;
  readonly hit: SearchHit;
}

interface Indexed {
  readonly in: FolderPapers;
  readonly paper: LibraryPaper;
  readonly note: string;
}

/** Time after which indexing lets the editor have the thread. */
const sliceMs = 10;

/**
 * The search index over the workspace's papers: made when something is searched for the first time, then told what
 * has changed before it is asked again.
 */
export class PaperIndex implements Disposable {
  private readonly store = new DisposableStore();
  private readonly search = new PaperSearch();
  private readonly indexed = new Map<string, Indexed>();
  private isStale = true;
  private updating: Promise<void> | undefined;

  constructor(
    private readonly papers: WorkspacePapers,
    private readonly notes: WorkspaceNotes,
  ) {
    this.store.add(papers.onDidChange(() => (this.isStale = true)));
    this.store.add(notes.onDidChange(() => (this.isStale = true)));
  }

  keyOf(root: string, paper: LibraryPaper): string {
    return `${root}\n${paper.key}`;
  }

  async find(query: string, limit: number): Promise<readonly FoundPaper[]> {
    await this.current();
    return this.search.search(query, limit).flatMap((hit) => {
      const known = this.indexed.get(hit.key);
      return known ? [{ in: known.in, paper: known.paper, hit }] : [];
    });
  }

  /** The keys ({@link keyOf}) of all papers that a search finds. */
  async matching(query: string): Promise<ReadonlySet<string>> {
    await this.current();
    return this.search.matching(query);
  }

  /** What the notes say of the paper, as it was indexed. */
  noteOf(root: string, paper: LibraryPaper): string {
    return this.indexed.get(this.keyOf(root, paper))?.note ?? '';
  }

  /** Whether a search would first have to read what is not yet indexed. */
  get isReady(): boolean {
    return !this.isStale && !this.updating;
  }

  dispose(): void {
    this.store.dispose();
  }

  private async current(): Promise<void> {
    while (this.isStale || this.updating) {
      this.updating ??= this.update().finally(() => (this.updating = undefined));
      await this.updating;
    }
  }

  private async update(): Promise<void> {
    this.isStale = false;
    const present = new Set<string>();
    let sliceEnd = performance.now() + sliceMs;
    for (const folder of await this.papers.all()) {
      const root = folder.folder.uri.toString();
      const texts = notesIn(this.notes, folder.folder);
      for (const paper of folder.papers) {
        const key = this.keyOf(root, paper);
        present.add(key);
        this.put(key, folder, paper, paperNote(paper, texts));
        if (performance.now() < sliceEnd) continue;
        await new Promise((resolve) => setImmediate(resolve));
        sliceEnd = performance.now() + sliceMs;
      }
    }
    for (const key of this.indexed.keys()) {
      if (present.has(key)) continue;
      this.search.remove(key);
      this.indexed.delete(key);
    }
  }

  private put(key: string, folder: FolderPapers, paper: LibraryPaper, note: string): void {
    const before = this.indexed.get(key);
    this.indexed.set(key, { in: folder, paper, note });
    if (before?.paper === paper && before.note === note) return;
    this.search.put(searchDocument(key, paper, note));
  }
}
