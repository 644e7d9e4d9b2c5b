import type { Memento } from 'vscode';
import { DisposableStore } from '../../src/base/lifecycle';
import { silentLogger } from '../../src/base/logger';
import { ListModel } from '../../src/host/features/readingList/listModel';
import { PaperNode, type ReadingListNode } from '../../src/host/features/readingList/listNodes';
import { ListState } from '../../src/host/features/readingList/listState';
import { ReadingListTree } from '../../src/host/features/readingList/tree';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { PaperIndex } from '../../src/host/papers/paperIndex';
import { WorkspacePapers } from '../../src/host/papers/workspacePapers';

/** The reading list as the extension makes it, without its view. */
export interface List {
  readonly notes: WorkspaceNotes;
  readonly library: WorkspacePapers;
  readonly state: ListState;
  readonly index: PaperIndex;
  readonly model: ListModel;
  readonly tree: ReadingListTree;
  /** Every row of the tree, whatever group it is in. */
  papers(): Promise<PaperNode[]>;
  /** `Group (2)`, with the labels of its rows below. */
  outline(): Promise<string[]>;
  dispose(): void;
}

export class MemoryMemento implements Memento {
  private readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, fallback?: T): T | undefined {
    return (this.values.get(key) as T | undefined) ?? fallback;
  }

  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, structuredClone(value));
  }
}

export function openList(memento: Memento = new MemoryMemento()): List {
  const store = new DisposableStore();
  const notes = store.add(new WorkspaceNotes(silentLogger));
  const library = store.add(new WorkspacePapers(notes, silentLogger));
  const state = store.add(new ListState(memento));
  const index = store.add(new PaperIndex(library, notes));
  const model = store.add(new ListModel(library, state, index, silentLogger));
  const tree = store.add(new ReadingListTree(model, state, notes));
  const rows = async (): Promise<ReadingListNode[]> => {
    const roots = await tree.getChildren();
    return (await Promise.all(roots.map(async (node) => [node, ...(await tree.getChildren(node))]))).flat();
  };
  return {
    notes,
    library,
    state,
    index,
    model,
    tree,
    papers: async () => (await rows()).filter((node) => node instanceof PaperNode),
    outline: async () =>
      (await rows()).map((node) => {
        const { label, description } = tree.getTreeItem(node);
        const name = typeof label === 'string' ? label : (label?.label ?? '');
        return node.type === 'group' ? `${name} (${String(description)})` : `  ${name}`;
      }),
    dispose: () => store.dispose(),
  };
}
