import type { TextDocument } from 'vscode';
import type { TextEdit } from '../../../base/text';
import { writeAddress, writeLinkText, type NoteLink } from '../../../notes/noteLinks';
import { publishedTitle } from '../../../papers/publishedTitle';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { knownPaper } from './knownPapers';
import type { PlacedLink } from './linkAt';

/** The edit that makes a bare link a titled one; undefined where its title is not known. */
export async function titledLink(
  papers: WorkspacePapers,
  document: TextDocument,
  { link, base }: PlacedLink,
): Promise<TextEdit | undefined> {
  const known = await knownPaper(papers, document, link.address);
  const title = known && publishedTitle(known.paper);
  if (title === undefined) return undefined;
  const newText = `[${writeLinkText(title)}](${writeAddress(link.address, 'inline')})`;
  return { range: { start: link.range.start + base, end: link.range.end + base }, newText };
}

/** The same for every bare link of a note whose title is known. */
export async function titlesFor(
  papers: WorkspacePapers,
  document: TextDocument,
  links: readonly NoteLink[],
): Promise<readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const link of links) {
    if (link.form !== 'bare' && link.form !== 'angle') continue;
    const edit = await titledLink(papers, document, { link, base: 0 });
    if (edit) edits.push(edit);
  }
  return edits;
}
