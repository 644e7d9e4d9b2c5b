import { l10n, languages, window, type DocumentSelector, type QuickPickItem } from 'vscode';
import { CodedError } from '../../../base/errors';
import type { DisposableStore } from '../../../base/lifecycle';
import type { TitleQuery } from '../../../papers/clients/client';
import {
  confirmable,
  confirmedRecord,
  isTitleOnly,
  titleQuery,
  type ConfirmableAnswer,
} from '../../../papers/titleQuery';
import type { TitleSearch } from '../../../papers/searchTitles';
import { serviceNames } from '../../../papers/services';
import { registerCommand } from '../../commands';
import type { LibraryChanges } from '../../papers/libraryChanges';
import { candidateItem, searchForTitle, whichPaper, type TitleSearchPorts } from '../../papers/titleSearch';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { plainLabel } from '../../plainLabel';
import { changePapers } from './changeCommands';
import { FindPaperAction } from './findPaperAction';
import { pickPaper } from './pickPaper';
import type { ChosenPapers, PlacedPaper } from './targets';

export interface FindPaperPorts extends TitleSearchPorts {
  readonly papers: WorkspacePapers;
  readonly choice: ChosenPapers;
  readonly changes: LibraryChanges;
  readonly selector: DocumentSelector;
}

/** *Find This Paper…*: which paper an entry without a link is, as a search by its title says and the user confirms. */
export function registerFindPaper(store: DisposableStore, ports: FindPaperPorts): void {
  const { papers, choice, log, selector } = ports;
  const accepts = ({ paper, place }: PlacedPaper): boolean =>
    isTitleOnly(paper) && titleQuery(place) !== undefined;
  const run = async (...values: unknown[]): Promise<void> => {
    const chosen = (await choice.of(values)).filter(accepts);
    const none = l10n.t('Every entry of the reading lists has a link.');
    const picked =
      chosen.length > 0 ? chosen : await pickPaper(papers, l10n.t('The paper to find'), { accepts, none });
    for (const placed of picked) if (!(await findPaper(ports, placed))) return;
  };
  store.add(registerCommand('marginalia.paper.find', log, run));
  store.add(
    languages.registerCodeActionsProvider(selector, new FindPaperAction(papers), FindPaperAction.metadata),
  );
}

/** Searches, asks, and writes what was confirmed. False where nothing was. */
async function findPaper(ports: FindPaperPorts, placed: PlacedPaper): Promise<boolean> {
  const { papers, changes, clock } = ports;
  const query = titleQuery(placed.place);
  const answer = query && (await askWhich(ports, query));
  const home = answer && (await askWhere(answer, placed));
  if (!answer || !home) return false;
  const change =
    home === 'note'
      ? ({ field: 'href', value: answer.url } as const)
      : ({ field: 'sameAs', value: answer.key } as const);
  await changePapers(changes, [placed], change);
  const inFolder = (await papers.all()).find(({ folder }) => folder === placed.folder);
  await inFolder?.store.write([confirmedRecord(answer, clock.now())]);
  await papers.reload(placed.folder);
  return true;
}

interface AnswerRow extends QuickPickItem {
  readonly answer?: ConfirmableAnswer;
}

/** Asks which of the answers it is, and searches again for other words as long as those are wanted. */
async function askWhich(ports: FindPaperPorts, query: TitleQuery): Promise<ConfirmableAnswer | undefined> {
  const search = await searchForTitle(ports, query);
  if (!search) return undefined;
  const [failure] = search.failed;
  if (search.asked.length === 0) throw failure?.error ?? nobodyToAsk();
  const rows = confirmable(search).map((answer): AnswerRow => ({
    ...candidateItem(answer.candidate),
    answer,
  }));
  const again: AnswerRow = {
    label: l10n.t('$(search) Search for other words…'),
    detail: rows.length === 0 ? emptyText(search) : l10n.t('None of these is it'),
    alwaysShow: true,
  };
  const picked = await window.showQuickPick([...rows, again], {
    title: `${whichPaper(search)} — ${query.title}`,
    placeHolder:
      rows.length === 0 ? l10n.t('No service has a paper of that title.') : l10n.t('Choose the paper'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picked !== again) return picked?.answer;
  const title = await window.showInputBox({
    title: l10n.t('Find This Paper'),
    prompt: l10n.t('Words of its title'),
    value: query.title,
    ignoreFocusOut: true,
  });
  return title === undefined || title.trim() === '' ? undefined : askWhich(ports, { ...query, title });
}

function nobodyToAsk(): CodedError {
  return new CodedError('usage', l10n.t('None of the services that may be asked can be searched by title.'), {
    remedy: l10n.t('Allow one that can in the setting marginalia.papers.services, arXiv or Crossref say.'),
  });
}

/** Who was asked, and whether there was an answer that no link can be made of. */
function emptyText({ asked, candidates }: TitleSearch): string {
  const names = asked.map((service) => serviceNames[service]).join(', ');
  return candidates.length === 0
    ? l10n.t('Asked: {0}', names)
    : l10n.t('Asked: {0}. What they have has neither an arXiv identifier nor a DOI.', names);
}

/** Where it is to be kept; nothing is written before this is answered. */
async function askWhere(
  { candidate, url }: ConfirmableAnswer,
  { place }: PlacedPaper,
): Promise<'note' | 'library' | undefined> {
  const rows = [
    {
      label: l10n.t('$(link) Link the title in the note'),
      description: `${place.note}:${place.line + 1}`,
      detail: plainLabel(`[${place.title ?? ''}](${url})`),
      home: 'note',
    },
    {
      label: l10n.t('$(book) Keep the note as it is'),
      detail: l10n.t('The library remembers that the entry is this paper.'),
      home: 'library',
    },
  ] as const;
  const picked = await window.showQuickPick(rows, {
    title: l10n.t('This is the paper: {0}', candidate.title),
    placeHolder: l10n.t('Choose where that is kept'),
    ignoreFocusOut: true,
  });
  return picked?.home;
}
