import {
  l10n,
  ProgressLocation,
  window,
  type CancellationToken,
  type LogOutputChannel,
  type QuickPickItem,
  type WorkspaceFolder,
} from 'vscode';
import { AbortedError, isAbort } from '../../../base/abort';
import type { Clock } from '../../../base/clock';
import { fetchMetadata } from '../../../papers/fetchMetadata';
import { foldLibrary } from '../../../papers/library';
import type { PaperLink, PaperPlace } from '../../../papers/paper';
import { searchTitles, type TitleCandidate } from '../../../papers/searchTitles';
import { serviceNames } from '../../../papers/services';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';

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
  const places = links.map(placeOf);
  const before = foldLibrary(places, inFolder.records);
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  const ports = { http: services.http, store: inFolder.store, clock, logger: log };
  const options = { access: await services.access(), signal: controller.signal };
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
export async function pickCandidate(
  ports: LookUpPorts,
  folder: WorkspaceFolder,
  query: { readonly title: string; readonly year?: number; readonly authors?: readonly string[] },
): Promise<PickedPaper | undefined> {
  const search = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Searching for “{0}”', query.title),
      cancellable: true,
    },
    async (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const access = await ports.services.access();
      const { services, clock, log } = ports;
      return searchTitles(query, {
        http: services.http,
        clock,
        logger: log,
        access,
        signal: controller.signal,
      }).catch((error: unknown) => {
        if (isAbort(error)) return undefined;
        throw error;
      });
    },
  );
  if (!search) return undefined;
  const asIs = {
    label: l10n.t('$(edit) “{0}”, as typed', query.title),
    detail: l10n.t('An entry without a link, which can be searched for later'),
    paper: { title: query.title, url: undefined },
  };
  const rows: readonly CandidateRow[] = [...search.candidates.map(row), asIs];
  const failed = search.failed.map(({ service }) => serviceNames[service]).join(', ');
  const picked = await window.showQuickPick(rows, {
    title:
      failed === ''
        ? l10n.t('Which paper is it?')
        : l10n.t('Which paper is it? (no answer from {0})', failed),
    placeHolder: search.candidates.length === 0 ? l10n.t('No service has a paper of that title.') : '',
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.paper;
}

interface CandidateRow extends QuickPickItem {
  readonly paper: PickedPaper;
}

function row(candidate: TitleCandidate): CandidateRow {
  const { title, authors, year, venue, sources, ids, score } = candidate;
  const who = authors.length > 3 ? l10n.t('{0} et al.', authors[0] ?? '') : authors.join(', ');
  const url =
    ids.arxiv !== undefined
      ? `https://arxiv.org/abs/${ids.arxiv}`
      : ids.doi === undefined
        ? undefined
        : `https://doi.org/${encodeURIComponent(ids.doi).replaceAll('%2F', '/')}`;
  return {
    label: title,
    description: [who, year].filter((part) => part !== undefined && part !== '').join(', '),
    detail: [
      url ?? l10n.t('no link'),
      venue,
      sources.map((source) => serviceNames[source]).join(', '),
      l10n.t('{0} % alike', Math.round(score * 100)),
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' · '),
    paper: { title, url },
  };
}

/** A link that stands in no note yet. */
export function placeOf(link: PaperLink): PaperPlace {
  return {
    note: '',
    line: 0,
    range: { start: 0, end: 0 },
    section: '',
    title: undefined,
    link,
    priority: undefined,
    status: undefined,
    attachments: [],
    reason: '',
  };
}
