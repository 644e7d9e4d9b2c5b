import { EventEmitter, workspace, type Disposable, type WorkspaceFolder } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import {
  countValues,
  facets,
  isFiltering,
  passesFilter,
  type Facet,
  type FacetValue,
  type PaperRow,
} from '../../../papers/facets';
import { groupRows, rowsOf, withDropTargets } from '../../../papers/grouping';
import type { PaperIndex } from '../../papers/paperIndex';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { GroupNode, type PaperNode, type ReadingListNode } from './listNodes';
import type { ListState } from './listState';

export interface ListCounts {
  readonly papers: number;
  /** That pass filter and search. */
  readonly shown: number;
}

const refreshEveryMs = 100;
const mostOpenRows = 500;

/**
 * The reading list as it is shown: papers of all folders, filtered, grouped and sorted. Made anew when notes, records or
 * options change, and told as what little of it the editor has to draw again.
 */
export class ListModel implements Disposable {
  private readonly changes = new EventEmitter<ReadingListNode[] | undefined>();
  private readonly counted = new EventEmitter<ListCounts>();
  private readonly store = new DisposableStore();
  private timer: NodeJS.Timeout | undefined;
  private groups: readonly GroupNode[] = [];
  private rows: readonly PaperRow[] = [];
  private shownRows = 0;
  private making: Promise<void> | undefined;
  private isStale = true;
  /** Until someone looks at the list, nothing is made. */
  private isWatched = false;

  /** The nodes to draw again; undefined for all. */
  readonly onDidChange = this.changes.event;
  readonly onDidCount = this.counted.event;

  constructor(
    private readonly papers: WorkspacePapers,
    private readonly state: ListState,
    private readonly index: PaperIndex,
    private readonly logger: Logger,
  ) {
    this.store.add(this.changes);
    this.store.add(this.counted);
    this.store.add(papers.onDidChange(() => this.refreshSoon()));
    this.store.add(state.onDidChange(() => this.refresh()));
  }

  /** The groups, or for a list that is not divided its rows. */
  async roots(): Promise<readonly ReadingListNode[]> {
    this.isWatched = true;
    await this.current();
    const [only] = this.groups;
    return only && this.isFlat ? only.children() : this.groups;
  }

  /** The group that is not shown as one, because it is the only one and says nothing. */
  get isFlat(): boolean {
    const { grouping } = this.state.options;
    return grouping === 'none' || (grouping === 'note' && this.groups.length === 1);
  }

  /** Of a long list only the first group: the editor makes every row of an open one, seen or not. */
  isOpenAtFirst(group: GroupNode): boolean {
    if (this.shownRows <= mostOpenRows) return true;
    return group === this.groups.find(({ group: { rows } }) => rows.length > 0);
  }

  /** How many papers, whatever is shown of them, have each value of each facet. */
  async values(): Promise<ReadonlyMap<Facet, ReadonlyMap<FacetValue, number>>> {
    await this.current();
    return new Map(facets.map((facet) => [facet, countValues(this.rows, facet)]));
  }

  /** The paper's node in the first group that has it; undefined where filter or search leave it out. */
  async find(root: string, key: string): Promise<PaperNode | undefined> {
    await this.current();
    for (const group of this.groups) {
      const before = group.hidden;
      const node = group.reveal(root, key);
      if (!node) continue;
      if (group.hidden !== before) this.fire([group]);
      return node;
    }
    return undefined;
  }

  showMore(group: GroupNode): void {
    group.showMore();
    this.fire([group]);
  }

  refreshSoon(): void {
    this.isStale = true;
    this.timer ??= setTimeout(() => this.refresh(), refreshEveryMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.store.dispose();
  }

  private refresh(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isStale = true;
    if (!this.isWatched) return;
    this.current().catch((error: unknown) => this.logger.error(`Reading List: ${String(error)}`));
  }

  private async current(): Promise<void> {
    while (this.isStale || this.making) {
      this.making ??= this.make().finally(() => (this.making = undefined));
      try {
        await this.making;
      } catch (error) {
        this.isStale = true;
        throw error;
      }
    }
  }

  private async make(): Promise<void> {
    this.isStale = false;
    const { grouping, sorting, filter, query } = this.state.options;
    const folders = await this.papers.all();
    const found = query === '' ? undefined : await this.index.matching(query);
    const byRoot = new Map(folders.map(({ folder }) => [folder.uri.toString(), folder]));
    this.rows = folders.flatMap(({ folder, papers }) => rowsOf(papers, grouping, folder.uri.toString()));
    const shown = this.rows.filter(
      (row) => passesFilter(row, filter) && (!found || found.has(this.index.keyOf(row.root, row.paper))),
    );
    const folderOf = (root: string): WorkspaceFolder | undefined =>
      byRoot.get(root) ?? workspace.workspaceFolders?.find(({ uri }) => uri.toString() === root);
    const before = new Map(this.groups.map((group) => [group.id, group]));
    const order = this.groups.map(({ id }) => id).join('\n');
    const wasFlat = this.isFlat;
    const changed: ReadingListNode[] = [];
    const filled = groupRows(shown, grouping, sorting);
    // What a search or filter leaves is looked at, not sorted into groups.
    const isWhole = filled.length > 0 && query === '' && !isFiltering(filter);
    const groups = isWhole ? withDropTargets(filled, grouping) : filled;
    this.groups = groups.map((content) => {
      const known = before.get(content.id);
      if (!known) return new GroupNode(content, folderOf);
      const difference = known.update(content);
      if (difference === 'all') changed.push(known);
      else if (difference !== 'same') changed.push(...difference);
      return known;
    });
    this.shownRows = shown.length;
    this.counted.fire({ papers: papersOf(this.rows), shown: papersOf(shown) });
    const regrouped = this.groups.map(({ id }) => id).join('\n') !== order || wasFlat !== this.isFlat;
    if (regrouped) this.fire(undefined);
    else if (changed.length > 0) this.fire(changed);
  }

  /** A group that is not shown cannot be drawn again: its rows are the list. */
  private fire(nodes: ReadingListNode[] | undefined): void {
    this.changes.fire(this.isFlat && nodes?.some((node) => node.type === 'group') ? undefined : nodes);
  }
}

function papersOf(rows: readonly PaperRow[]): number {
  return new Set(rows.map(({ paper }) => paper)).size;
}
