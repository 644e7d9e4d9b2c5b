import {
  l10n,
  window,
  type CancellationToken,
  type LogOutputChannel,
  type QuickPickItem,
  type WorkspaceFolder,
} from 'vscode';
import { AbortedError } from '../../../base/abort';
import type { Clock } from '../../../base/clock';
import { foldLibrary } from '../../../papers/library';
import { pageOfIds } from '../../../papers/links';
import type { PaperLink } from '../../../papers/paper';
import { unlistedPlace } from '../../../papers/places';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { PaperServices } from '../../papers/paperServices';
import { candidateItem, searchForTitle, whichPaper } from '../../papers/titleSearch';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { plainLabel } from '../../plainLabel';

export interface LookUpPorts {
  readonly papers: WorkspacePapers;
  readonly notes: WorkspaceNotes;
  readonly services: PaperServices;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
}

/** The titles of links, from the library where it has them, else from the services. */
export async function lookUp(
  { papers, services, clock, log }: LookUpPorts,
  folder: WorkspaceFolder,
  links: readonly PaperLink[],
  token: CancellationToken,
): Promise<ReadonlyMap<PaperLink, string>> {
  const inFolder = (await papers.all()).find((each) => each.folder === folder);
  if (!inFolder) return new Map();
  const places = links.map((link) => unlistedPlace(link));
  const before = foldLibrary(places, inFolder.records);
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  const ports = { http: services.http, store: inFolder.store, clock, logger: log };
  const options = { access: await services.access(), signal: controller.signal };
  const { fetchMetadata } = await import('../../../papers/fetchMetadata');
  const report = await fetchMetadata(before, ports, options).finally(() => {
    void papers.reload(folder);
  });
  if (report.cancelled) throw new AbortedError();
  const records = await inFolder.store.readAll();
  const titles = new Map<PaperLink, string>();
  for (const paper of foldLibrary(places, records)) {
    for (const { link } of paper.places) {
      if (link && paper.titleSource === 'service') titles.set(link, paper.title);
    }
  }
  if (titles.size === 0 && report.error) throw report.error;
  return titles;
}

/** What the user chose among the papers of that title. */
export interface PickedPaper {
  readonly title: string;
  readonly url: string | undefined;
}

/** Searches a title, and asks which of the answers is meant. Undefined where the user wants none. */
export async function pickCandidate(ports: LookUpPorts, title: string): Promise<PickedPaper | undefined> {
  const search = await searchForTitle(ports, { title });
  if (!search) return undefined;
  const asIs: CandidateRow = {
    label: l10n.t('$(edit) “{0}”, as typed', plainLabel(title)),
    detail: l10n.t('An entry without a link, which can be searched for later'),
    paper: { title, url: undefined },
  };
  const rows = search.candidates.map((candidate): CandidateRow => {
    const paper = { title: candidate.title, url: pageOfIds(candidate.ids) };
    return { ...candidateItem(candidate), paper };
  });
  const picked = await window.showQuickPick([...rows, asIs], {
    title: whichPaper(search),
    placeHolder: rows.length === 0 ? l10n.t('No service has a paper of that title.') : '',
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.paper;
}

interface CandidateRow extends QuickPickItem {
  readonly paper: PickedPaper;
}
