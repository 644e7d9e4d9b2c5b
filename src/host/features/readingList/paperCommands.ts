import { l10n, window } from 'vscode';
import type { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import { registerCommand } from '../../commands';
import type { CommandId } from '../../contributions';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { copyLines, markdownLink, paperIdentifier, paperLink } from './copyPapers';
import type { PaperFetcher } from './fetchPapers';
import { openPage, openPdf, revealInNote } from './openPaper';
import { pickPaper } from './pickPaper';
import type { ChosenPapers, PlacedPaper } from './targets';

export interface PaperCommandPorts {
  readonly papers: WorkspacePapers;
  readonly choice: ChosenPapers;
  readonly fetcher: PaperFetcher;
  readonly services: PaperServices;
  readonly log: Logger;
}

/** Pages that open at once without being asked about. */
const manyPages = 5;

/** The commands on papers: those selected, the one a row or hover names, or one that is then picked. */
export function registerPaperCommands(store: DisposableStore, ports: PaperCommandPorts): void {
  const { papers, choice, fetcher, services, log } = ports;
  const add = (id: CommandId, run: (...values: unknown[]) => unknown): void =>
    void store.add(registerCommand(id, log, run));
  const withPapers =
    (title: string, use: (chosen: readonly PlacedPaper[]) => Promise<unknown>) =>
    async (...values: unknown[]) => {
      const chosen = await choice.of(values);
      const picked = chosen.length > 0 ? chosen : await pickPaper(papers, title);
      if (picked.length > 0) await use(picked);
    };
  const each = (open: (paper: PlacedPaper) => Promise<void>) => async (chosen: readonly PlacedPaper[]) => {
    if (chosen.length > manyPages && !(await confirmMany(chosen.length))) return;
    for (const paper of chosen) await open(paper);
  };
  add('marginalia.papers.fetch', () => fetcher.fetch(false));
  add('marginalia.papers.refetch', () => fetcher.fetch(true));
  add('marginalia.papers.cancel', () => fetcher.cancel());
  add('marginalia.papers.setKey', () => services.askForKey());
  add('marginalia.paper.openPage', withPapers(l10n.t('The paper whose page to open'), each(openPage)));
  add('marginalia.paper.openPdf', withPapers(l10n.t('The paper whose PDF to open'), each(openPdf)));
  add(
    'marginalia.paper.reveal',
    withPapers(l10n.t('The paper to reveal in its note'), async ([first]) => {
      if (first) await revealInNote(papers, first);
    }),
  );
  const copied = l10n.t('The paper to copy');
  add(
    'marginalia.paper.copyLink',
    withPapers(copied, (chosen) => copyLines(chosen, paperLink)),
  );
  add(
    'marginalia.paper.copyId',
    withPapers(copied, (chosen) => copyLines(chosen, paperIdentifier)),
  );
  add(
    'marginalia.paper.copyMarkdown',
    withPapers(copied, (chosen) => copyLines(chosen, markdownLink)),
  );
}

async function confirmMany(count: number): Promise<boolean> {
  const open = l10n.t('Open');
  const asked = l10n.t('Open {0} papers at once?', count);
  return (await window.showWarningMessage(asked, { modal: true }, open)) === open;
}
