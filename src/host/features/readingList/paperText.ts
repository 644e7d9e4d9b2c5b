import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import { yearOf, type PaperRow } from '../../../papers/facets';
import type { Grouping } from '../../../papers/grouping';
import { recordFields } from '../../../papers/mergeRecords';
import {
  metadataSources,
  type LibraryPaper,
  type LinkKind,
  type MetadataSource,
  type PaperRecord,
} from '../../../papers/paper';
import { serviceNames } from '../../../papers/services';
import { decodePercent } from '../../../papers/unwrapLink';
import { kindIcons, statusIcon } from './groupText';

/** What is known of a paper, for its icon and its words. */
export type PaperState = 'fetched' | 'not-fetched' | 'unknown' | 'unidentified';

export function paperState(paper: LibraryPaper): PaperState {
  if (paper.record?.state === 'found') return 'fetched';
  if (paper.record?.state === 'unknown') return 'unknown';
  return (paper.ids.arxiv ?? paper.ids.doi) === undefined ? 'unidentified' : 'not-fetched';
}

/** The title, or for a bare link that nothing is known of, its shortest name. */
export function paperLabel(paper: LibraryPaper): string {
  if (paper.titleSource !== 'link') return paper.title;
  if (paper.ids.arxiv !== undefined) return `arXiv:${paper.ids.arxiv}`;
  if (paper.ids.doi !== undefined) return `doi:${paper.ids.doi}`;
  const address = decodePercent(paper.title);
  // A file of the group's own is known by its name.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(address)) return address.split('/').at(-1) ?? address;
  return address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

/**
 * `reading · 2019 · Ansuini et al. · cs.LG`; before anything is fetched, what kind of link it is. The priority is a
 * badge; what the groups are by is not said again.
 */
export function paperDescription(row: PaperRow, grouping: Grouping): string {
  const { paper, place, status } = row;
  const parts: string[] = [];
  if ((status === 'reading' || status === 'skipped') && grouping !== 'status') parts.push(statusWord(status));
  if (paper.record?.state !== 'found') parts.push(place.link ? linkName(place.link.kind) : l10n.t('no link'));
  if (paper.record?.state === 'unknown') parts.push(l10n.t('unknown to {0}', unknownTo(paper.record)));
  parts.push(authorsAndYear(row));
  if (grouping !== 'category' && row.category !== undefined) parts.push(row.category);
  return parts.filter((part) => part !== '').join(' · ');
}

/** `2019 · Ansuini et al.`, as a service or else the note says. */
export function authorsAndYear(row: PaperRow): string {
  const authors = row.paper.record?.authors?.value ?? row.place.authors ?? [];
  return [yearOf(row), firstAuthor(authors)].filter((part) => part !== undefined && part !== '').join(' · ');
}

/** What kind of thing it is; of a paper how far one is with it, and else whether it was fetched. */
export function paperIcon({ paper, place, status }: PaperRow): ThemeIcon {
  const state = paperState(paper);
  if (state === 'unknown') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (paper.kind !== 'paper') return new ThemeIcon(kindIcons[paper.kind] ?? 'link', statusIcon(status).color);
  if (status !== undefined && status !== 'to read') return statusIcon(status);
  if (state === 'fetched') return new ThemeIcon('book');
  if (state === 'not-fetched') return new ThemeIcon('circle-outline');
  const kind = place.link?.kind;
  if (kind === undefined) return new ThemeIcon('quote');
  if (kind === 'pdf' || kind === 'file') return new ThemeIcon('file-pdf');
  return new ThemeIcon(kind === 'web' ? 'globe' : 'link');
}

/** What a screen reader says of the item beside its label. */
export function paperStateText(paper: LibraryPaper): string {
  switch (paperState(paper)) {
    case 'fetched':
      return l10n.t('fetched from {0}', sourcesOf(paper.record));
    case 'not-fetched':
      return l10n.t('not fetched yet');
    case 'unknown':
      return l10n.t('unknown to {0}', unknownTo(paper.record));
    case 'unidentified':
      return l10n.t('without an identifier');
  }
}

/** "arXiv, Crossref": who said something of what is known. */
export function sourcesOf(record: PaperRecord | undefined): string {
  const said = new Set(recordFields.flatMap((name) => record?.[name]?.source ?? []));
  return metadataSources
    .filter((source) => said.has(source))
    .map(sourceName)
    .join(', ');
}

/** Who was asked and knows no such paper; arXiv alone was, before services were told apart. */
export function unknownTo(record: PaperRecord | undefined): string {
  const asked = metadataSources.filter((source) => record?.checks?.[source]?.state === 'unknown');
  return asked.length > 0 ? asked.map(sourceName).join(', ') : serviceNames.arxiv;
}

function sourceName(source: MetadataSource): string {
  return source === 'import' ? l10n.t('an import') : serviceNames[source];
}

/** As a badge's word. */
export function priorityText(priority: number | undefined): string {
  return priority === undefined ? '' : l10n.t('Priority {0}', priority);
}

function statusWord(status: 'reading' | 'skipped'): string {
  return status === 'reading' ? l10n.t('reading') : l10n.t('skipped');
}

function firstAuthor(authors: readonly string[]): string {
  const family = authors[0]?.split(' ').at(-1) ?? '';
  return authors.length > 1 ? l10n.t('{0} et al.', family) : family;
}

function linkName(kind: LinkKind): string {
  const names: Readonly<Record<LinkKind, string>> = {
    'arxiv-abs': 'arXiv',
    'arxiv-pdf': 'arXiv PDF',
    'arxiv-mirror': 'arXiv',
    doi: 'DOI',
    springer: 'Springer',
    nature: 'Nature',
    neurips: 'NeurIPS',
    pmlr: 'PMLR',
    openreview: 'OpenReview',
    pdf: 'PDF',
    video: l10n.t('video'),
    talk: l10n.t('talk'),
    slides: l10n.t('slides'),
    post: l10n.t('post'),
    thread: l10n.t('thread'),
    code: l10n.t('code'),
    gist: l10n.t('gist'),
    file: l10n.t('file'),
    web: l10n.t('web page'),
  };
  return names[kind];
}
