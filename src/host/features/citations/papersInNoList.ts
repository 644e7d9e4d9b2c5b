import { foldLibrary } from '../../../papers/library';
import { readPaperLink } from '../../../papers/links';
import type { LibraryPaper, PaperRecord } from '../../../papers/paper';
import { unlistedPlace } from '../../../papers/places';
import type { FolderPapers } from '../../papers/workspacePapers';

/** Papers of which there is a record, and no place in any list. */
export function papersInNoList({ papers, records, own }: FolderPapers): readonly LibraryPaper[] {
  const listed = new Set(papers.flatMap((paper) => [paper.key, paper.record?.key]));
  return [...records.values()]
    .filter(({ key, title, state }) => !listed.has(key) && state === 'found' && title !== undefined)
    .flatMap((record) => paperOfRecord(record, own));
}

/** The record as a paper of the library; its place stands in no note, and is taken away again. */
function paperOfRecord(record: PaperRecord, own: FolderPapers['own']): readonly LibraryPaper[] {
  const address = record.key.replace(/^url:/, 'https://').replace(/^title:.*/, '');
  const link = address === '' ? undefined : readPaperLink(address);
  const place = unlistedPlace(link, record.title?.value);
  return foldLibrary([place], new Map([[record.key, record]]), own).map((paper) => ({
    ...paper,
    places: [],
  }));
}
