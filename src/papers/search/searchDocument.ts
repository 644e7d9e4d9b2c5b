import type { LibraryPaper } from '../paper';
import { plainNote } from './plainNote';
import type { SearchDocument } from './paperSearch';

/** Longer notes are found by their beginning; what is about one paper is shorter. */
const longestNote = 20_000;

/**
 * What a paper is found by: all its titles, whoever says them.
 * @param key of the paper among all that are searched.
 * @param note what the notes say of it.
 */
export function searchDocument(key: string, paper: LibraryPaper, note: string): SearchDocument {
  const { record, own } = paper;
  const titles = new Set(
    [paper.title, record?.title?.value, own?.title, ...paper.places.map((place) => place.title)].flatMap(
      (title) => title ?? [],
    ),
  );
  const authors = record?.authors?.value ?? paper.places.flatMap((place) => place.authors ?? []);
  const said = [paper.category, ...paper.tags, paper.status, paper.citekey, paper.kind];
  return {
    key,
    title: [...titles].join('\n'),
    ids: [paper.ids.arxiv, paper.ids.doi].filter((id) => id !== undefined).join(' '),
    tags: [...said, ...(record?.categories?.value ?? []), record?.journalReference?.value]
      .filter((tag) => tag !== undefined)
      .join('\n'),
    authors: authors.join('\n'),
    note: plainNote(note.slice(0, longestNote)),
    abstract: [record?.abstract?.value, record?.comment?.value]
      .filter((text) => text !== undefined)
      .join('\n'),
  };
}
