import { LineIndex } from '../base/text';
import { readReadingLists, type ReadingListOptions } from '../notes/readingLists';
import { readPaperLink } from './links';
import { workKind } from './otherWorks';
import type { PaperLink, PaperPlace } from './paper';

/** An address that is a paper's by its looks: what else there is (a web page, code, a talk) may be anything. */
export function isPaper(href: string): boolean {
  return isOfPaper(readPaperLink(href));
}

function isOfPaper({ kind, ids }: PaperLink): boolean {
  const known = ids.arxiv !== undefined || ids.doi !== undefined;
  return known || !(kind === 'web' || kind === 'file' || workKind(kind) !== 'paper');
}

/** A place for a link or a title that stands in no reading list: what is known of its paper can then be asked for. */
export function unlistedPlace(link: PaperLink | undefined, title?: string): PaperPlace {
  return {
    note: '',
    line: 0,
    range: { start: 0, end: 0 },
    section: '',
    title,
    link,
    priority: undefined,
    status: undefined,
    attachments: [],
    reason: '',
  };
}

/**
 * Where a note names papers: the entries of its reading lists, their links read.
 * @param note the note's path, as the places are to carry it.
 */
export function readPlaces(
  note: string,
  text: string,
  options: ReadingListOptions = {},
): readonly PaperPlace[] {
  // Each address is asked about while the lists are read, and again for the entry that it is of.
  const links = new Map<string, PaperLink>();
  const linkOf = (href: string): PaperLink => {
    const link = links.get(href) ?? readPaperLink(href);
    links.set(href, link);
    return link;
  };
  const entries = readReadingLists(text, { ...options, isPaper: (href) => isOfPaper(linkOf(href)) });
  if (entries.length === 0) return [];
  const lines = new LineIndex(text);
  return entries.map(({ href, ...entry }) => ({
    ...entry,
    note,
    line: lines.position(entry.range.start).line,
    link: href === undefined ? undefined : linkOf(href),
  }));
}
