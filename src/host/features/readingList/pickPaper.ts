import { l10n, window } from 'vscode';
import { readableTitle } from '../../../notes/readableMaths';
import { plainLabel } from '../../plainLabel';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { authorsAndYear, paperLabel, priorityText } from './paperText';
import { allPapers, rowOf, type PlacedPaper } from './targets';

/** One of all papers, for a command that was called on none; empty where the user picks none. */
export async function pickPaper(
  papers: WorkspacePapers,
  placeHolder: string,
  among?: { readonly accepts: (placed: PlacedPaper) => boolean; readonly none: string },
): Promise<readonly PlacedPaper[]> {
  const items = (await allPapers(papers)).filter(among?.accepts ?? (() => true)).map((placed) => ({
    label: plainLabel(readableTitle(paperLabel(placed.paper))),
    description: [priorityText(placed.paper.priority), authorsAndYear(rowOf(placed))]
      .filter((part) => part !== '')
      .join(' · '),
    detail: `${placed.place.note}:${placed.place.line + 1}`,
    placed,
  }));
  if (items.length === 0) {
    void window.showInformationMessage(among?.none ?? l10n.t('The notes have no reading list yet.'));
    return [];
  }
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await window.showQuickPick(items, options);
  return picked ? [picked.placed] : [];
}
