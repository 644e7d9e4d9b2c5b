import { l10n, MarkdownString, ThemeColor, ThemeIcon } from 'vscode';
import { reasonOf } from '../../../papers/identity';
import type { LibraryPaper, LinkKind, PaperPlace, WorkKind } from '../../../papers/paper';
import { readWebUrl } from '../../../papers/unwrapLink';

/** What is known of a paper, for its icon and its words. */
export type PaperState = 'fetched' | 'not-fetched' | 'unknown' | 'not-on-arxiv';

export function paperState(paper: LibraryPaper): PaperState {
  if (paper.record?.state === 'found') return 'fetched';
  if (paper.record?.state === 'unknown') return 'unknown';
  return paper.ids.arxiv === undefined ? 'not-on-arxiv' : 'not-fetched';
}

/** The title, or for a bare link that nothing is known of, its shortest name. */
export function paperLabel(paper: LibraryPaper): string {
  if (paper.titleSource !== 'link') return paper.title;
  if (paper.ids.arxiv !== undefined) return `arXiv:${paper.ids.arxiv}`;
  if (paper.ids.doi !== undefined) return `doi:${paper.ids.doi}`;
  return paper.title.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

/** `2019 · Ansuini et al.`; before anything is fetched, what kind of link it is. The priority is a badge. */
export function paperDescription(paper: LibraryPaper, place: PaperPlace): string {
  const { record } = paper;
  const parts: string[] = [];
  if (place.status === 'reading') parts.push(l10n.t('reading'));
  if (record?.state === 'found') {
    if (record.year) parts.push(String(record.year.value));
    parts.push(firstAuthor(record.authors?.value ?? []));
  } else {
    parts.push(place.link ? linkName(place.link.kind) : l10n.t('no link'));
    if (record?.state === 'unknown') parts.push(l10n.t('unknown to arXiv'));
  }
  return parts.filter((part) => part !== '').join(' · ');
}

export function paperIcon(paper: LibraryPaper, place: PaperPlace): ThemeIcon {
  const state = paperState(paper);
  if (state === 'unknown') return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (place.status === 'read') return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  if (place.status === 'skipped') return new ThemeIcon('circle-slash', new ThemeColor('testing.iconSkipped'));
  if (place.status === 'reading') return new ThemeIcon('eye');
  if (state === 'fetched') return new ThemeIcon('book');
  if (state === 'not-fetched') return new ThemeIcon('circle-outline');
  const kind = place.link?.kind;
  const own = workIcons[paper.kind];
  if (own !== undefined) return new ThemeIcon(own);
  if (kind === undefined) return new ThemeIcon('quote');
  if (kind === 'pdf' || kind === 'file') return new ThemeIcon('file-pdf');
  return new ThemeIcon(kind === 'web' ? 'globe' : 'link');
}

const workIcons: Partial<Readonly<Record<WorkKind, string>>> = {
  video: 'play-circle',
  talk: 'mic',
  slides: 'preview',
  post: 'browser',
  thread: 'comment-discussion',
  code: 'github',
  gist: 'gist',
};

/** What a screen reader says of the item beside its label. */
export function paperStateText(paper: LibraryPaper): string {
  switch (paperState(paper)) {
    case 'fetched':
      return l10n.t('fetched from arXiv');
    case 'not-fetched':
      return l10n.t('not fetched yet');
    case 'unknown':
      return l10n.t('unknown to arXiv');
    case 'not-on-arxiv':
      return l10n.t('not on arXiv');
  }
}

/** Title, authors, abstract, why the paper is in the list, and where and when each thing is from. */
export function paperTooltip(paper: LibraryPaper, place: PaperPlace): MarkdownString {
  const text = new MarkdownString();
  const paragraph = (): void => void (text.value !== '' && text.appendMarkdown('\n\n'));
  const add = (line: string | undefined): void => {
    if (line === undefined || line === '') return;
    paragraph();
    text.appendMarkdown(escapeMarkdown(line));
  };
  const { record } = paper;
  text.appendMarkdown(`**${escapeMarkdown(paperLabel(paper))}**`);
  add(authorLine(record?.authors?.value ?? []));
  add(
    [record?.year?.value, record?.categories?.value.join(', '), identifiers(paper)]
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
  );
  add([record?.journalReference?.value, record?.comment?.value].filter(Boolean).join(' · '));
  add(shortenedAbstract(record?.abstract?.value));
  paragraph();
  text.appendMarkdown('---');
  add(reasonLine(paper, place));
  if (paper.places.length > 1) {
    add(l10n.t('Also at {0}.', others(paper, place)));
  }
  if (place.attachments.length > 0) {
    add(l10n.t('With {0}.', place.attachments.map((attachment) => attachment.label).join(', ')));
  }
  add(sourceLine(paper));
  const links = [link(l10n.t('Page'), place.link?.pageUrl), link('PDF', place.link?.pdfUrl)].filter(
    (each) => each !== '',
  );
  if (links.length > 0) {
    paragraph();
    text.appendMarkdown(links.join(' · '));
  }
  return text;
}

export function priorityText(place: PaperPlace): string {
  return place.priority === undefined ? '' : l10n.t('Priority {0}', place.priority);
}

function reasonLine(paper: LibraryPaper, place: PaperPlace): string {
  const where = `${place.note}:${place.line + 1}`;
  const priority = place.priority === undefined ? '' : ` ${priorityText(place)}.`;
  const status = place.status === undefined ? '' : ` ${l10n.t('Status: {0}.', place.status)}`;
  return `${where}. ${reasonOf(paper, place)}${priority}${status}`;
}

function sourceLine(paper: LibraryPaper): string {
  const when = (iso: string): string =>
    new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  switch (paperState(paper)) {
    case 'fetched':
      return l10n.t('Metadata from arXiv, fetched {0}.', when(paper.record?.checkedAt ?? ''));
    case 'unknown':
      return l10n.t(
        'arXiv knows no such paper (asked {0}). Check the identifier in the note.',
        when(paper.record?.checkedAt ?? ''),
      );
    case 'not-fetched':
      return l10n.t('Not fetched yet: Fetch Metadata in the title of this view asks arXiv.');
    case 'not-on-arxiv':
      return notFetched(paper);
  }
}

/** Why nothing is fetched of what is not on arXiv. */
function notFetched(paper: LibraryPaper): string {
  if (paper.kind !== 'paper') return l10n.t('Not a paper: the title is the note’s own.');
  const linked = paper.places.some((place) => place.link);
  return linked
    ? l10n.t('The link names no arXiv paper: the title is the note’s own.')
    : l10n.t('The entry has no link: the title is the note’s own.');
}

function identifiers(paper: LibraryPaper): string {
  const { arxiv, arxivVersion, doi } = paper.ids;
  const version = arxivVersion === undefined ? '' : `v${arxivVersion}`;
  return [arxiv === undefined ? '' : `arXiv:${arxiv}${version}`, doi === undefined ? '' : `doi:${doi}`]
    .filter((part) => part !== '')
    .join(' · ');
}

function others(paper: LibraryPaper, place: PaperPlace): string {
  return paper.places
    .filter((other) => other !== place)
    .map((other) => `${other.note}:${other.line + 1}`)
    .join(', ');
}

const mostAuthors = 8;

function authorLine(authors: readonly string[]): string {
  if (authors.length <= mostAuthors) return authors.join(', ');
  const shown = authors.slice(0, mostAuthors).join(', ');
  return l10n.t('{0} and {1} others', shown, authors.length - mostAuthors);
}

function firstAuthor(authors: readonly string[]): string {
  const family = authors[0]?.split(' ').at(-1) ?? '';
  return authors.length > 1 ? l10n.t('{0} et al.', family) : family;
}

const longestAbstract = 1200;

function shortenedAbstract(abstract: string | undefined): string | undefined {
  if (abstract === undefined || abstract.length <= longestAbstract) return abstract;
  return `${abstract.slice(0, abstract.lastIndexOf(' ', longestAbstract))} …`;
}

/** Text as itself. `appendText` would make every space one that does not break, and lines break within words. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!~|&]/g, '\\$&');
}

/** Only web addresses: a note's link may be anything. */
function link(label: string, address: string | undefined): string {
  const url = address === undefined ? undefined : readWebUrl(address);
  return url ? `[${label}](<${url.href.replaceAll('>', '%3E')}>)` : '';
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
