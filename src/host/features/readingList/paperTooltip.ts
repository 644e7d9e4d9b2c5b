import { l10n, MarkdownString } from 'vscode';
import { readableTitle } from '../../../notes/readableMaths';
import type { PaperRow } from '../../../papers/facets';
import { reasonOf } from '../../../papers/identity';
import type { LibraryPaper, PaperPlace, SaidBy } from '../../../papers/paper';
import { plainNote } from '../../../papers/search/plainNote';
import { readWebUrl } from '../../../papers/unwrapLink';
import { statusName } from './groupText';
import { paperLabel, paperState, priorityText, sourcesOf, unknownTo } from './paperText';

/** Title, authors, abstract, why the paper is in the list, and where and when each thing is from. */
export function paperTooltip(row: PaperRow, note: string): MarkdownString {
  const { paper, place } = row;
  const text = new MarkdownString();
  const paragraph = (): void => void (text.value !== '' && text.appendMarkdown('\n\n'));
  const add = (line: string | undefined): void => {
    if (line === undefined || line === '') return;
    paragraph();
    text.appendMarkdown(escapeMarkdown(line));
  };
  const { record } = paper;
  text.appendMarkdown(`**${escapeMarkdown(readableTitle(paperLabel(paper)))}**`);
  add(authorLine(record?.authors?.value ?? []));
  add(
    [record?.year?.value, record?.categories?.value.join(', '), identifiers(paper)]
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
  );
  add([record?.journalReference?.value, record?.comment?.value].filter(Boolean).join(' · '));
  add(shortened(record?.abstract?.value ?? '', longestAbstract));
  const words = plainNote(note);
  if (words !== '') add(l10n.t('Your note: {0}', shortened(words, longestNote)));
  add(tagLine(row));
  paragraph();
  text.appendMarkdown('---');
  add(reasonLine(row));
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

function reasonLine({ paper, place, priority, status }: PaperRow): string {
  const { saidBy } = paper;
  const own = (by: SaidBy | undefined): string => (by === 'own' ? ` ${l10n.t('(in the library)')}` : '');
  return [
    `${place.note}:${place.line + 1}.`,
    reasonOf(paper, place),
    priority === undefined ? '' : `${priorityText(priority)}${own(saidBy.priority)}.`,
    status === undefined ? '' : `${l10n.t('Status: {0}', statusName(status))}${own(saidBy.status)}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function sourceLine(paper: LibraryPaper): string {
  const when = (iso: string): string =>
    new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  switch (paperState(paper)) {
    case 'fetched':
      return l10n.t(
        'Metadata from {0}, fetched {1}.',
        sourcesOf(paper.record),
        when(paper.record?.checkedAt ?? ''),
      );
    case 'unknown':
      return l10n.t(
        'Unknown to {0} (asked {1}). Check the identifier in the note.',
        unknownTo(paper.record),
        when(paper.record?.checkedAt ?? ''),
      );
    case 'not-fetched':
      return l10n.t('Not fetched yet: Fetch Metadata in the title of this view asks for it.');
    case 'unidentified':
      return notFetched(paper);
  }
}

/** Why nothing is fetched of what has no identifier. */
function notFetched(paper: LibraryPaper): string {
  if (paper.kind !== 'paper') return l10n.t('Not a paper: the title is the note’s own.');
  const linked = paper.places.some((place) => place.link);
  return linked
    ? l10n.t('The link names no paper by arXiv id or DOI: the title is the note’s own.')
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

const longestAbstract = 1200;
const longestNote = 500;

function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length);
  return `${text.slice(0, space > length / 2 ? space : length)} …`;
}

/** Category and tags, with who says so where that is not the note. */
function tagLine({ paper, category }: PaperRow): string {
  const parts: string[] = [];
  if (category !== undefined) {
    const by = paper.saidBy.category;
    if (by === 'own') parts.push(l10n.t('Category: {0} (yours, in the library)', category));
    else parts.push(l10n.t('Category: {0}', category));
  }
  if (paper.tags.length > 0) parts.push(l10n.t('Tags: {0}', paper.tags.join(', ')));
  return parts.join(' · ');
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
