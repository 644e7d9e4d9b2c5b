import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { facets, isFiltering, type Facet, type FacetValue, type PaperFilter } from '../../../papers/facets';
import { groupings, sortings } from '../../../papers/grouping';
import { facetName, groupingName, sortingName, valueName } from './groupText';
import type { ListModel } from './listModel';
import type { ListState } from './listState';

export async function pickGrouping(state: ListState): Promise<void> {
  const picked = await pickOne(groupings, state.options.grouping, groupingName, l10n.t('Group papers by'));
  if (picked !== undefined) state.set({ grouping: picked });
}

export async function pickSorting(state: ListState): Promise<void> {
  const picked = await pickOne(
    sortings,
    state.options.sorting,
    sortingName,
    l10n.t('Sort papers within a group by'),
  );
  if (picked !== undefined) state.set({ sorting: picked });
}

async function pickOne<Value>(
  values: readonly Value[],
  current: Value,
  nameOf: (value: Value) => string,
  placeHolder: string,
): Promise<Value | undefined> {
  const items = values.map((value) => ({
    label: nameOf(value),
    iconPath: new ThemeIcon(value === current ? 'check' : 'blank'),
    description: value === current ? l10n.t('now') : '',
    value,
  }));
  return (await window.showQuickPick(items, { placeHolder }))?.value;
}

interface ValueItem extends QuickPickItem {
  readonly facet?: Facet;
  readonly value?: FacetValue;
}

/** Every value that the papers have, with how many have it; those of one facet are alternatives. */
export async function pickFilter(model: ListModel, state: ListState): Promise<void> {
  const counts = await model.values();
  const { filter } = state.options;
  const items: ValueItem[] = facets.flatMap((facet): ValueItem[] => {
    const present = counts.get(facet) ?? new Map<FacetValue, number>();
    const chosen = (filter[facet] ?? []).filter((value) => !present.has(value));
    const values = [...present, ...chosen.map((value): [FacetValue, number] => [value, 0])];
    // A facet in which all papers agree parts nothing.
    if (values.length < 2 && !filter[facet]?.length) return [];
    return [
      { label: facetName(facet), kind: QuickPickItemKind.Separator },
      ...values.map(([value, count]) => ({
        label: valueName(facet, value),
        description: String(count),
        picked: filter[facet]?.includes(value) ?? false,
        facet,
        value,
      })),
    ];
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Filter the Reading List'),
    placeHolder: l10n.t('Papers with any of the marked values, of each kind of value that is marked'),
    canPickMany: true,
    matchOnDescription: false,
  });
  if (picked) state.set({ filter: filterOf(picked) });
}

function filterOf(items: readonly ValueItem[]): PaperFilter {
  const filter: { [Name in Facet]?: FacetValue[] } = {};
  for (const { facet, value } of items) {
    if (facet !== undefined && value !== undefined) (filter[facet] ??= []).push(value);
  }
  return isFiltering(filter) ? filter : {};
}
