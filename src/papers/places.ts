import { LineIndex } from '../base/text';
import { readReadingLists, type ReadingListOptions } from '../notes/readingLists';
import { readPaperLink } from './links';
import { workKind } from './otherWorks';
import type { PaperPlace } from './paper';

/** An address that is a paper's by its looks: what else there is (a web page, code, a talk) may be anything. */
export function isPaper(href: string): boolean {
  const { kind, ids } = readPaperLink(href);
  const known = ids.arxiv !== undefined || ids.doi !== undefined;
  return known || !(kind === 'web' || kind === 'file' || workKind(kind) !== 'paper');
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
  const entries = readReadingLists(text, { ...options, isPaper });
  if (entries.length === 0) return [];
  const lines = new LineIndex(text);
  return entries.map(({ href, ...entry }) => ({
    ...entry,
    note,
    line: lines.position(entry.range.start).line,
    link: href === undefined ? undefined : readPaperLink(href),
  }));
}
