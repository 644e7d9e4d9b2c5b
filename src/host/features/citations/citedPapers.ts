import type { WorkspaceFolder } from 'vscode';
import { assignCitekeys, checkKeyPattern, defaultKeyPattern } from '../../../papers/citations/citekey';
import type { LibraryPaper } from '../../../papers/paper';
import type { FolderPapers, WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';
import { papersInNoList } from './papersInNoList';

/** A paper with the key it is cited by. */
export interface CitedPaper {
  readonly folder: WorkspaceFolder;
  readonly paper: LibraryPaper;
  readonly citekey: string;
}

/** Every paper that can be cited: those of the lists, and those that were imported without standing in one. */
export async function citedPapers(papers: WorkspacePapers): Promise<readonly CitedPaper[]> {
  return (await papers.all()).flatMap((inFolder) => citedIn(inFolder));
}

function citedIn(inFolder: FolderPapers): readonly CitedPaper[] {
  const { folder } = inFolder;
  const library = [...inFolder.papers, ...papersInNoList(inFolder)];
  const pattern = readSetting('marginalia.citations.keyPattern', folder);
  const usable = checkKeyPattern(pattern) === undefined ? pattern : defaultKeyPattern;
  const keys = assignCitekeys(library, usable);
  return library.flatMap((paper) => {
    const citekey = keys.get(paper.key);
    return citekey === undefined ? [] : [{ folder, paper, citekey }];
  });
}

/** Keeps keys that were given: whatever is fetched later or the pattern becomes, who cited by them finds the paper. */
export async function keepCitekeys(papers: WorkspacePapers, cited: readonly CitedPaper[]): Promise<void> {
  for (const folder of new Set(cited.map((each) => each.folder))) {
    const changes = cited
      .filter((each) => each.folder === folder && each.paper.citekey !== each.citekey)
      .map(({ paper, citekey }) => ({ paper, change: { citekey } }));
    if (changes.length > 0) await papers.writeOwn(folder, changes);
  }
}
