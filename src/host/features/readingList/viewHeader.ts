import { l10n, type Disposable, type TreeView } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { facets, type PaperFilter } from '../../../papers/facets';
import { setContextKey } from '../../settings';
import { facetName, groupingName, valueName } from './groupText';
import type { ListCounts } from './listModel';
import type { ListState } from './listState';

/** Time in which most workspaces have been read: only slower ones are told about. */
const saySoonMs = 400;

/**
 * What stands above the list: the most pressing of what its parts have to say, how many papers there are, and what is
 * left out. Also the context keys for its empty states.
 */
export class ViewHeader implements Disposable {
  private readonly store = new DisposableStore();
  private counts: ListCounts | undefined;
  private isLoading = false;
  private progressText = '';

  constructor(
    private readonly view: Pick<TreeView<unknown>, 'message' | 'description'>,
    private readonly state: ListState,
    ready: Promise<void>,
  ) {
    this.store.add(state.onDidChange(() => this.show()));
    const loading = setTimeout(() => this.setLoading(true), saySoonMs);
    const done = (): void => clearTimeout(loading);
    this.store.add({ dispose: done });
    void ready.then(() => {
      done();
      this.setLoading(false);
    });
    this.show();
  }

  /** What is being done, while it is. */
  set progress(text: string) {
    this.progressText = text;
    this.show();
  }

  set counted(counts: ListCounts) {
    this.counts = counts;
    this.show();
  }

  dispose(): void {
    this.store.dispose();
  }

  private setLoading(loading: boolean): void {
    this.isLoading = loading;
    this.show();
  }

  private show(): void {
    const { counts } = this;
    const filtering = this.state.isFiltering;
    setContextKey('marginalia.readingList.filtered', filtering);
    setContextKey('marginalia.readingList.empty', counts !== undefined && counts.papers === 0);
    setContextKey(
      'marginalia.readingList.noMatch',
      counts !== undefined && counts.papers > 0 && counts.shown === 0,
    );
    this.view.message = this.message();
    this.view.description = this.description();
  }

  private message(): string {
    if (this.progressText !== '') return this.progressText;
    if (this.isLoading) return l10n.t('Reading notes…');
    const { query, filter } = this.state.options;
    const parts = query === '' ? [] : [l10n.t('Search: “{0}”', query)];
    parts.push(...filterParts(filter));
    return parts.join(' · ');
  }

  private description(): string {
    const { counts } = this;
    if (!counts || counts.papers === 0) return '';
    const count = this.state.isFiltering
      ? l10n.t('{0} of {1}', counts.shown, counts.papers)
      : String(counts.papers);
    const { grouping } = this.state.options;
    return grouping === 'note' || grouping === 'none' ? count : `${count} · ${groupingName(grouping)}`;
  }
}

/** `Status: Reading, To read` for each facet that the filter names. */
function filterParts(filter: PaperFilter): string[] {
  return facets.flatMap((facet) => {
    const values = filter[facet] ?? [];
    if (values.length === 0) return [];
    return `${facetName(facet)}: ${values.map((value) => valueName(facet, value)).join(', ')}`;
  });
}
