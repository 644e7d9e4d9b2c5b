import type { WorkspaceFolder } from 'vscode';
import type { PaperRow } from '../../../papers/facets';
import type { PaperGroup } from '../../../papers/grouping';

/** Rows that a group shows before one asks for more: the editor makes every row of an open group, seen or not. */
const pageSize = 250;
const nextPages = 1000;

/** A paper in a group. The object stays while the list is made anew, so that selections and commands stay true. */
export class PaperNode {
  readonly type = 'paper';

  constructor(
    readonly folder: WorkspaceFolder,
    readonly group: GroupNode,
    public row: PaperRow,
  ) {}

  get id(): string {
    return JSON.stringify([this.group.id, this.row.root, this.row.paper.key]);
  }
}

/** The last row of a group that has more papers than are shown. */
export class MoreNode {
  readonly type = 'more';

  constructor(readonly group: GroupNode) {}

  get id(): string {
    return JSON.stringify([this.group.id, 'more']);
  }
}

export type ReadingListNode = GroupNode | PaperNode | MoreNode;

export class GroupNode {
  readonly type = 'group';
  readonly id: string;
  private limit = pageSize;
  private readonly nodes = new Map<string, PaperNode>();
  private readonly more = new MoreNode(this);

  constructor(
    private content: PaperGroup,
    private readonly folderOf: (root: string) => WorkspaceFolder | undefined,
  ) {
    this.id = content.id;
  }

  get group(): PaperGroup {
    return this.content;
  }

  get hidden(): number {
    return Math.max(0, this.content.rows.length - this.limit);
  }

  /** How many the next {@link showMore} shows. */
  get next(): number {
    return Math.min(this.hidden, nextPages);
  }

  showMore(): void {
    this.limit += nextPages;
  }

  /** The rows to show, made as they are asked for. */
  children(): (PaperNode | MoreNode)[] {
    const shown = this.content.rows.slice(0, this.limit).flatMap((row) => this.nodeOf(row) ?? []);
    return this.hidden > 0 ? [...shown, this.more] : shown;
  }

  /** Every row, shown or not. */
  all(): PaperNode[] {
    return this.content.rows.flatMap((row) => this.nodeOf(row) ?? []);
  }

  /** The paper's node, with as many rows shown as it takes; undefined where the group does not hold the paper. */
  reveal(root: string, key: string): PaperNode | undefined {
    const index = this.content.rows.findIndex((row) => row.root === root && row.paper.key === key);
    const row = this.content.rows[index];
    if (!row) return undefined;
    this.limit = Math.max(this.limit, index + 1);
    return this.nodeOf(row);
  }

  /** Takes the group's new content. Tells what the editor has to draw again: the group, some of its rows, nothing. */
  update(content: PaperGroup): 'same' | 'all' | readonly PaperNode[] {
    const before = this.content;
    this.content = content;
    const shown = Math.min(this.limit, Math.max(before.rows.length, content.rows.length));
    let moved = before.rows.length !== content.rows.length;
    const changed: PaperNode[] = [];
    for (let i = 0; i < shown; i++) {
      const [old, row] = [before.rows[i], content.rows[i]];
      if (!old || !row || old.paper.key !== row.paper.key || old.root !== row.root) {
        moved = true;
        break;
      }
      const node = this.nodes.get(nameOf(row));
      if (!node) continue;
      node.row = row;
      if (!looksSame(old, row)) changed.push(node);
    }
    if (!moved) return changed.length > 0 ? changed : 'same';
    this.forgetGone();
    return 'all';
  }

  private nodeOf(row: PaperRow): PaperNode | undefined {
    const known = this.nodes.get(nameOf(row));
    if (known) {
      known.row = row;
      return known;
    }
    const folder = this.folderOf(row.root);
    if (!folder) return undefined;
    const node = new PaperNode(folder, this, row);
    this.nodes.set(nameOf(row), node);
    return node;
  }

  private forgetGone(): void {
    const rows = new Map(this.content.rows.map((row) => [nameOf(row), row]));
    for (const [name, node] of this.nodes) {
      const row = rows.get(name);
      if (row) node.row = row;
      else this.nodes.delete(name);
    }
  }
}

function nameOf({ root, paper }: PaperRow): string {
  return `${root}\n${paper.key}`;
}

/** Whether a row is drawn as before. What is only asked for later (tooltip, target) follows the node. */
function looksSame(a: PaperRow, b: PaperRow): boolean {
  if (a.paper === b.paper && a.place === b.place) return true;
  return (
    a.paper.title === b.paper.title &&
    a.paper.titleSource === b.paper.titleSource &&
    a.paper.kind === b.paper.kind &&
    a.paper.record === b.paper.record &&
    a.priority === b.priority &&
    a.status === b.status &&
    a.category === b.category &&
    a.place.year === b.place.year &&
    a.place.link?.href === b.place.link?.href &&
    a.place.attachments.length === b.place.attachments.length
  );
}
