import { l10n } from 'vscode';
import type { ReadingStatus } from '../../../notes/readingListEntry';
import { noValue } from '../../../papers/facets';
import type { PaperGroup } from '../../../papers/grouping';
import type { PaperChange } from '../../../papers/changePaper';

/** What dropping a paper on a group says of the paper; a sentence where that says nothing one could write down. */
export function changeForGroup({ grouping, value }: PaperGroup): PaperChange | string {
  const said = value === noValue ? undefined : value;
  switch (grouping) {
    case 'priority':
      return { field: 'priority', value: said === undefined ? undefined : Number(said) };
    case 'status':
      return { field: 'status', value: said as ReadingStatus | undefined };
    case 'category':
      return { field: 'category', value: said };
    case 'tag':
      return said === undefined
        ? l10n.t('Drop papers on a tag to give it to them; Edit Tags takes tags away.')
        : { field: 'tags', add: [said], remove: [] };
    case 'note':
    case 'none':
      return l10n.t('Papers are moved between lists in the notes: drag one into the note’s editor instead.');
    case 'kind':
    case 'year':
      return l10n.t('Kind and year follow from what a paper’s link leads to.');
  }
}
