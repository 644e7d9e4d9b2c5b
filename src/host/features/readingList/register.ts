import { l10n, window, type Disposable, type LogOutputChannel } from 'vscode';
import { politeHttp } from '../../../adapters/politeHttp';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { CommandId, ViewId } from '../../contributions';
import { PaperFetcher } from './fetchPapers';
import { openPage, openPdf, revealInNote } from './openPaper';
import { paperDescription, paperLabel, priorityText } from './paperText';
import { PriorityBadges } from './priorityBadges';
import { allPapers, findPaper, type PlacedPaper } from './targets';
import { ReadingListTree } from './tree';
import type { WorkspacePapers } from '../../papers/workspacePapers';

export interface ReadingListPorts {
  readonly papers: WorkspacePapers;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly version: string;
}

/** The reading list: what the notes' lists hold, what arXiv knows of it, and the way to pages, PDFs and lines. */
export function registerReadingList({ papers, clock, log, version }: ReadingListPorts): Disposable {
  const store = new DisposableStore();
  const tree = store.add(new ReadingListTree(papers));
  const viewId: ViewId = 'marginalia.readingList';
  const view = store.add(window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true }));
  store.add(window.registerFileDecorationProvider(new PriorityBadges()));
  store.add(tree.onDidCount((count) => (view.description = count === 0 ? '' : String(count))));
  const fetcher = store.add(new PaperFetcher({ papers, view, http: politeHttp(version, log), clock, log }));

  const add = (id: CommandId, run: (argument?: unknown) => unknown): void =>
    void store.add(registerCommand(id, log, run));
  const withPaper =
    (title: string, use: (paper: PlacedPaper) => Promise<void>) => async (argument: unknown) => {
      const paper = (await findPaper(papers, argument)) ?? (await pickPaper(papers, title));
      if (paper) await use(paper);
    };
  add('marginalia.papers.fetch', () => fetcher.fetch(false));
  add('marginalia.papers.refetch', () => fetcher.fetch(true));
  add('marginalia.papers.cancel', () => fetcher.cancel());
  add('marginalia.paper.openPage', withPaper(l10n.t('The paper whose page to open'), openPage));
  add('marginalia.paper.openPdf', withPaper(l10n.t('The paper whose PDF to open'), openPdf));
  add(
    'marginalia.paper.reveal',
    withPaper(l10n.t('The paper to reveal in its note'), (paper) => revealInNote(papers, paper)),
  );
  return store;
}

async function pickPaper(papers: WorkspacePapers, placeHolder: string): Promise<PlacedPaper | undefined> {
  const items = (await allPapers(papers)).map((placed) => ({
    label: paperLabel(placed.paper),
    description: [priorityText(placed.place), paperDescription(placed.paper, placed.place)]
      .filter((part) => part !== '')
      .join(' · '),
    detail: `${placed.place.note}:${placed.place.line + 1}`,
    placed,
  }));
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('The notes have no reading list yet.'));
    return undefined;
  }
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.placed;
}
