import { EventEmitter, type Disposable, type TreeDataProvider, type TreeItem } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { notesIn, paperNote } from '../../papers/paperNote';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { ListModel } from './listModel';
import type { GroupNode, ReadingListNode } from './listNodes';
import type { ListState } from './listState';
import { groupItem, moreItem, paperItem } from './listItems';
import { paperTooltip } from './paperTooltip';

/** The reading list's tree: the rows that are asked for, of what the model holds. */
export class ReadingListTree implements TreeDataProvider<ReadingListNode>, Disposable {
  private readonly changes = new EventEmitter<ReadingListNode[] | undefined>();
  private readonly store = new DisposableStore();

  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly model: ListModel,
    private readonly state: ListState,
    private readonly notes: WorkspaceNotes,
  ) {
    this.store.add(this.changes);
    this.store.add(model.onDidChange((nodes) => this.changes.fire(nodes)));
  }

  /** Until the notes have been read the promise is pending, which the editor shows as progress. */
  async getChildren(node?: ReadingListNode): Promise<ReadingListNode[]> {
    if (!node) return [...(await this.model.roots())];
    return node.type === 'group' ? node.children() : [];
  }

  getParent(node: ReadingListNode): ReadingListNode | undefined {
    return node.type === 'group' || this.model.isFlat ? undefined : node.group;
  }

  getTreeItem(node: ReadingListNode): TreeItem {
    if (node.type === 'paper') return paperItem(node);
    return node.type === 'more' ? moreItem(node) : groupItem(node, this.isOpen(node));
  }

  private isOpen(group: GroupNode): boolean {
    return this.state.isExpanded(group.id) ?? this.model.isOpenAtFirst(group);
  }

  /** A tooltip costs more than the row; most are never looked at. */
  resolveTreeItem(item: TreeItem, node: ReadingListNode): TreeItem {
    if (node.type === 'paper') {
      const { row, folder } = node;
      item.tooltip = paperTooltip(row, paperNote(row.paper, notesIn(this.notes, folder)));
    }
    return item;
  }

  dispose(): void {
    this.store.dispose();
  }
}
