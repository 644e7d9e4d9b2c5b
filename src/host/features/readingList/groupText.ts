import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { ReadingStatus } from '../../../notes/readingListEntry';
import { noValue, type Facet, type FacetValue } from '../../../papers/facets';
import type { Grouping, PaperGroup, Sorting } from '../../../papers/grouping';

export function groupingName(grouping: Grouping): string {
  if (grouping === 'note') return l10n.t('Note and Heading');
  return grouping === 'none' ? l10n.t('Nothing') : facetName(grouping);
}

export function sortingName(sorting: Sorting): string {
  const names: Readonly<Record<Sorting, string>> = {
    priority: l10n.t('Priority'),
    note: l10n.t('Order in the Note'),
    title: l10n.t('Title'),
    year: l10n.t('Year, Newest First'),
    author: l10n.t('First Author'),
    status: l10n.t('Status'),
  };
  return names[sorting];
}

export function facetName(facet: Facet): string {
  const names: Readonly<Record<Facet, string>> = {
    status: l10n.t('Status'),
    priority: l10n.t('Priority'),
    category: l10n.t('Category'),
    tag: l10n.t('Tag'),
    kind: l10n.t('Kind'),
    year: l10n.t('Year'),
    metadata: l10n.t('Metadata'),
  };
  return names[facet];
}

/** A value of a facet as a group is named by it. */
export function valueName(facet: Facet, value: FacetValue): string {
  if (value === noValue) return withoutName(facet);
  switch (facet) {
    case 'status':
      return statusName(value as ReadingStatus);
    case 'priority':
      return l10n.t('Priority {0}', value);
    case 'kind':
      return kindName(value);
    case 'metadata':
      return metadataName(value);
    case 'category':
    case 'tag':
    case 'year':
      return value;
  }
}

export function statusName(status: ReadingStatus): string {
  const names: Readonly<Record<ReadingStatus, string>> = {
    'to read': l10n.t('To read'),
    reading: l10n.t('Reading'),
    read: l10n.t('Read'),
    skipped: l10n.t('Skipped'),
  };
  return names[status];
}

export function groupIcon({ grouping, value }: PaperGroup): ThemeIcon {
  switch (grouping) {
    case 'note':
    case 'none':
      return new ThemeIcon('list-unordered');
    case 'priority':
      return new ThemeIcon(value === noValue ? 'dash' : 'flame');
    case 'status':
      return statusIcon(value === noValue ? undefined : (value as ReadingStatus));
    case 'category':
      return new ThemeIcon('folder-library');
    case 'tag':
      return new ThemeIcon('tag');
    case 'kind':
      return new ThemeIcon(kindIcons[value] ?? 'file');
    case 'year':
      return new ThemeIcon('calendar');
  }
}

export function statusIcon(status: ReadingStatus | undefined): ThemeIcon {
  switch (status) {
    case 'read':
      return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'skipped':
      return new ThemeIcon('circle-slash', new ThemeColor('testing.iconSkipped'));
    case 'reading':
      return new ThemeIcon('eye');
    case 'to read':
      return new ThemeIcon('circle-large-outline');
    case undefined:
      return new ThemeIcon('dash');
  }
}

/** By kind of work. */
export const kindIcons: Readonly<Record<string, string>> = {
  paper: 'book',
  video: 'play-circle',
  talk: 'mic',
  slides: 'preview',
  post: 'browser',
  thread: 'comment-discussion',
  code: 'github',
  gist: 'gist',
};

export function kindName(kind: string): string {
  const names: Readonly<Record<string, string>> = {
    paper: l10n.t('Paper'),
    video: l10n.t('Video'),
    talk: l10n.t('Talk'),
    slides: l10n.t('Slides'),
    post: l10n.t('Post'),
    thread: l10n.t('Thread'),
    code: l10n.t('Code'),
    gist: l10n.t('Gist'),
  };
  return names[kind] ?? kind;
}

function withoutName(facet: Facet): string {
  switch (facet) {
    case 'status':
      return l10n.t('No status');
    case 'priority':
      return l10n.t('No priority');
    case 'category':
      return l10n.t('No category');
    case 'tag':
      return l10n.t('No tags');
    case 'year':
      return l10n.t('No year');
    case 'kind':
    case 'metadata':
      return l10n.t('None');
  }
}

function metadataName(value: FacetValue): string {
  if (value === 'missing') return l10n.t('Not fetched');
  return value === 'unknown' ? l10n.t('Unknown to services') : l10n.t('Fetched');
}
