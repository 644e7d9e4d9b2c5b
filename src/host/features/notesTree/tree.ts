import {
  EventEmitter,
  l10n,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { CommandId } from '../../contributions';
import type { NotesNode, NotesSection, SectionContent } from './section';

/** A row with the section it belongs to, and its ids from there down. */
export interface NotesRow extends NotesNode {
  readonly section: NotesSection;
  readonly path: readonly string[];
}

const refreshEveryMs = 100;

/** The Notes tree: its sections one below the other, those without content left out. */
export class NotesTree implements TreeDataProvider<NotesRow>, Disposable {
  private readonly changes = new EventEmitter<undefined>();
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly sections: readonly NotesSection[]) {
    this.store.add(this.changes);
    for (const section of sections) this.store.add(section.onDidChange(() => this.refreshSoon()));
  }

  refreshSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changes.fire(undefined);
    }, refreshEveryMs);
  }

  /** Until the notes have been read the promise is pending, which the editor shows as progress. */
  async getChildren(row?: NotesRow): Promise<NotesRow[]> {
    if (row) return rowsOf(row.section, row.path, row.children?.() ?? []);
    const contents = await Promise.all(
      this.sections.map(async (section) => ({ section, content: await section.content() })),
    );
    return contents.flatMap(({ section, content }) => (content ? [sectionRow(section, content)] : []));
  }

  getTreeItem(row: NotesRow): TreeItem {
    const item = new TreeItem(row.label, collapsibleState(row));
    item.id = JSON.stringify([row.section.id, ...row.path]);
    if (row.description !== undefined) item.description = row.description;
    if (row.icon) item.iconPath = row.icon;
    if (row.contextValue !== undefined) item.contextValue = row.contextValue;
    if (row.spoken !== undefined) item.accessibilityInformation = { label: row.spoken };
    if (row.checked !== undefined) {
      item.checkboxState = row.checked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
    }
    // Without one the editor would show the label; a tooltip that is costly is made when it is asked for.
    if (row.tooltip !== undefined && typeof row.tooltip !== 'function') item.tooltip = row.tooltip;
    const reveal: CommandId = 'marginalia.note.reveal';
    if (row.command) item.command = row.command;
    else if (row.place) {
      item.command = { command: reveal, title: l10n.t('Reveal in Note'), arguments: [row.place] };
    }
    return item;
  }

  resolveTreeItem(item: TreeItem, row: NotesRow): TreeItem {
    if (typeof row.tooltip === 'function') item.tooltip = row.tooltip();
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }
}

function sectionRow(section: NotesSection, { count, children }: SectionContent): NotesRow {
  return {
    section,
    path: [],
    id: section.id,
    label: section.title,
    description: String(count),
    icon: section.icon,
    contextValue: `section.${section.id}`,
    expanded: section.expanded,
    children,
  };
}

/** The editor refuses a tree in which an id stands twice; notes may well say the same twice. */
function rowsOf(section: NotesSection, above: readonly string[], nodes: readonly NotesNode[]): NotesRow[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const count = (seen.get(node.id) ?? 0) + 1;
    seen.set(node.id, count);
    const id = count === 1 ? node.id : `${node.id} #${count}`;
    return { ...node, id, section, path: [...above, id] };
  });
}

function collapsibleState({ children, expanded }: NotesNode): TreeItemCollapsibleState {
  if (!children) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
