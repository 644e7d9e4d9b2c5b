import { readArxivId } from '../arxivId';
import { arxivIdOfDoi, readDoi } from '../doi';
import { pageOfIds, paperKey, readPaperLink } from '../links';
import type { PaperIds, PaperRecord } from '../paper';
import { titleKey } from '../titleKey';
import type { ReadBibliography } from './readBibliography';
import { authorsOf, yearOf, type CslItem } from './cslItem';
import { displayName } from './personName';

/** No service was asked yet: the next fetch asks. */
const neverChecked = new Date(0).toISOString();

/** One entry of a bibliography as this library keeps it. */
export interface ImportedPaper {
  readonly record: PaperRecord;
  /** The key under which the bibliography has it. */
  readonly citekey: string | undefined;
  readonly tags: readonly string[];
  /** Where it is read; undefined where the entry names no place. */
  readonly url: string | undefined;
  /** In the file, from 1. */
  readonly line: number | undefined;
}

/**
 * The entries of a bibliography as records of the library, each once: two entries of one paper are joined, the first
 * one's fields first. Entries without a title or an identifier are left out, and said to be.
 */
export function importedPapers(
  read: ReadBibliography,
  fetchedAt: string,
): { readonly papers: readonly ImportedPaper[]; readonly problems: ReadBibliography['problems'] } {
  const papers = new Map<string, ImportedPaper>();
  const problems = [...read.problems];
  for (const { item, line } of read.items) {
    const paper = importedPaper(item, line, fetchedAt);
    if (!paper) {
      problems.push({
        line: line ?? 1,
        message: `The entry ${item.id} has neither a title nor an identifier.`,
      });
      continue;
    }
    const known = papers.get(paper.record.key);
    papers.set(paper.record.key, known ? { ...known, record: { ...paper.record, ...known.record } } : paper);
  }
  return { papers: [...papers.values()], problems };
}

function importedPaper(
  item: CslItem,
  line: number | undefined,
  fetchedAt: string,
): ImportedPaper | undefined {
  const ids = idsOf(item);
  const url = item.URL === undefined ? undefined : /(?:https?|ftp):\/\/[^\s{}]+/.exec(item.URL)?.[0];
  const title = item.title?.trim();
  const key = keyOf(ids, url, title);
  if (key === undefined) return undefined;
  const from = <T>(value: T) => ({ value, source: 'import' as const, fetchedAt });
  const maybe = <Name extends string, T>(name: Name, value: T | undefined) =>
    value === undefined || value === ''
      ? {}
      : ({ [name]: from(value) } as Record<Name, ReturnType<typeof from<T>>>);
  const authors = authorsOf(item).map(displayName);
  return {
    record: {
      schema: 1,
      key,
      ids: {
        ...(ids.arxiv === undefined ? {} : { arxiv: ids.arxiv }),
        ...(ids.doi === undefined ? {} : { doi: ids.doi }),
      },
      state: 'found',
      checkedAt: neverChecked,
      ...maybe('title', title),
      ...maybe('authors', authors.length > 0 ? authors : undefined),
      ...maybe('year', yearOf(item)),
      ...maybe('abstract', item.abstract),
      ...maybe('type', item.type === 'document' ? undefined : item.type),
      ...maybe('venue', item['container-title']),
      ...maybe('publisher', item.publisher),
      ...maybe('volume', item.volume),
      ...maybe('issue', item.issue),
      ...maybe('pages', item.page),
      ...maybe('doi', ids.doi),
    },
    citekey: item['citation-key'] ?? citekeyLike(item.id),
    tags: (item.keyword ?? '').split(/\s*[,;]\s*/).filter((tag) => tag !== ''),
    url: pageOfIds(ids) ?? url,
    line,
  };
}

/** Identifiers wherever bibliographies hide them: their own fields, links, arXiv's DOIs, and notes. */
function idsOf(item: CslItem): PaperIds {
  const doi =
    item.DOI === undefined ? undefined : readDoi(item.DOI.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, ''));
  const link = item.URL === undefined ? undefined : readPaperLink(item.URL).ids;
  const named = /\barxiv:\s*(\S+)/i.exec([item.number, item['container-title'], item.note].join(' '))?.[1];
  const arxiv =
    (doi === undefined ? undefined : arxivIdOfDoi(doi)?.id) ??
    link?.arxiv ??
    (named === undefined ? undefined : readArxivId(named)?.id);
  const published = doi !== undefined && arxivIdOfDoi(doi) === undefined ? doi : link?.doi;
  return {
    ...(arxiv === undefined ? {} : { arxiv }),
    ...(published === undefined ? {} : { doi: published }),
  };
}

function keyOf(
  { arxiv, doi }: PaperIds,
  url: string | undefined,
  title: string | undefined,
): string | undefined {
  if (arxiv !== undefined) return `arxiv:${arxiv}`;
  if (doi !== undefined) return `doi:${doi}`;
  if (url !== undefined) return paperKey(readPaperLink(url));
  const plain = titleKey(title ?? '');
  return plain === '' ? undefined : `title:${plain}`;
}

/** Zotero's CSL JSON numbers its items by address; such an id is no key that anyone cites. */
function citekeyLike(id: string): string | undefined {
  return /^[\p{L}][^\s"#%'(),={}~\\/]{2,}$/u.test(id) && !/^(?:zotero|ris)\d+$/.test(id) ? id : undefined;
}

/** The record there is, with what an import knows beyond it: what a service said or was imported before stays. */
export function withImported(known: PaperRecord | undefined, imported: PaperRecord): PaperRecord {
  return known === undefined
    ? imported
    : { ...imported, ...known, ids: { ...imported.ids, ...known.ids }, state: 'found' };
}
