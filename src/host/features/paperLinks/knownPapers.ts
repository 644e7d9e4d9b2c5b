import { workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import { foldLibrary } from '../../../papers/library';
import { placeKey } from '../../../papers/identity';
import { paperKey, readPaperLink } from '../../../papers/links';
import type { LibraryPaper, PaperLink } from '../../../papers/paper';
import { unlistedPlace } from '../../../papers/places';
import type { WorkspacePapers } from '../../papers/workspacePapers';

/** What the library knows of a link, in whichever note the link stands. */
export interface KnownPaper {
  readonly folder: WorkspaceFolder;
  readonly link: PaperLink;
  readonly paper: LibraryPaper;
}

/**
 * The paper behind a link of a document: from the reading lists, else from the records alone. Undefined for what is
 * no paper that the library has or could have: a web page that no list names, or a file.
 */
export async function knownPaper(
  papers: WorkspacePapers,
  document: TextDocument,
  address: string,
): Promise<KnownPaper | undefined> {
  const own = workspace.getWorkspaceFolder(document.uri);
  const link = readPaperLink(address);
  const key = paperKey(link);
  const folders = await papers.all();
  // The document's own folder first: another folder of the workspace may be another group's.
  const ordered = [...folders].sort((a, b) => Number(b.folder === own) - Number(a.folder === own));
  for (const { folder, papers: library } of ordered) {
    const paper = library.find(
      (each) => each.key === key || each.places.some((place) => placeKey(place) === key),
    );
    if (paper) return { folder, link, paper };
  }
  const home = ordered[0];
  if (!home || (link.ids.arxiv === undefined && link.ids.doi === undefined)) return undefined;
  const [paper] = foldLibrary([unlistedPlace(link)], home.records);
  return paper && { folder: home.folder, link, paper: { ...paper, places: [] } };
}
