import { EventEmitter, type Disposable, type Memento } from 'vscode';
import { z } from 'zod';
import { facets, isFiltering, type PaperFilter } from '../../../papers/facets';
import { groupings, sortings } from '../../../papers/grouping';

const optionsSchema = z.object({
  grouping: z.enum(groupings),
  sorting: z.enum(sortings),
  filter: z.partialRecord(z.enum(facets), z.array(z.string())).transform((filter): PaperFilter => filter),
  /** Only what a search for this finds; empty for everything. */
  query: z.string(),
});
export type ListOptions = z.infer<typeof optionsSchema>;

const initial: ListOptions = { grouping: 'note', sorting: 'priority', filter: {}, query: '' };
const optionsKey = 'marginalia.readingList.options';
const expandedKey = 'marginalia.readingList.expanded';
/** Groups whose papers are long gone need not be remembered. */
const mostRemembered = 200;

/** How the reading list is shown, kept for the workspace. A search is for now and is not kept. */
export class ListState implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private current: ListOptions;
  private readonly expanded: Map<string, boolean>;

  readonly onDidChange = this.changes.event;

  constructor(private readonly memento: Memento) {
    const kept = optionsSchema.safeParse(memento.get(optionsKey));
    this.current = kept.success ? { ...kept.data, query: '' } : initial;
    const expanded = z.array(z.tuple([z.string(), z.boolean()])).safeParse(memento.get(expandedKey));
    this.expanded = new Map(expanded.success ? expanded.data : []);
  }

  get options(): ListOptions {
    return this.current;
  }

  /** Whether some papers may be left out. */
  get isFiltering(): boolean {
    return this.current.query !== '' || isFiltering(this.current.filter);
  }

  set(change: Partial<ListOptions>): void {
    this.current = { ...this.current, ...change };
    void this.memento.update(optionsKey, this.current);
    this.changes.fire();
  }

  /** What the user did with the group; undefined where they left it as it was. */
  isExpanded(group: string): boolean | undefined {
    return this.expanded.get(group);
  }

  setExpanded(group: string, expanded: boolean): void {
    this.expanded.delete(group);
    this.expanded.set(group, expanded);
    for (const [oldest] of this.expanded) {
      if (this.expanded.size <= mostRemembered) break;
      this.expanded.delete(oldest);
    }
    void this.memento.update(expandedKey, [...this.expanded]);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
