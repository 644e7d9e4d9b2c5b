import { LineIndex } from '../base/text';
import { readReadingLists, type ReadingListOptions } from '../notes/readingLists';
import { readPaperLink } from './links';
import type { PaperPlace } from './paper';

/**
 * Where a note names papers: the entries of its reading lists, their links read.
 * @param note the note's path, as the places are to carry it.
 */
export function readPlaces(
  note: string,
  text: string,
  options: ReadingListOptions = {},
): readonly PaperPlace[] {
  const entries = readReadingLists(text, options);
  if (entries.length === 0) return [];
  const lines = new LineIndex(text);
  return entries.map(({ href, ...entry }) => ({
    ...entry,
    note,
    line: lines.position(entry.range.start).line,
    link: readPaperLink(href),
  }));
}
