import {
  l10n,
  ProgressLocation,
  type Uri,
  window,
  workspace,
  WorkspaceEdit,
  Range,
  type LogOutputChannel,
} from 'vscode';
import { CodedError } from '../../../base/errors';
import type { Clock } from '../../../base/clock';
import { readNoteLinks } from '../../../notes/noteLinks';
import { fetchMetadata } from '../../../papers/fetchMetadata';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { knownPaper } from './knownPapers';
import { titledLink } from './titleLinks';

export interface FetchLinkPorts {
  readonly papers: WorkspacePapers;
  readonly services: PaperServices;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
}

/** Fetches what services know of one link's paper, and gives the bare links to it in the note their title. */
export async function fetchLinkTitle(ports: FetchLinkPorts, uri: Uri, address: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const known = await knownPaper(ports.papers, document, address);
  if (!known) {
    throw new CodedError('usage', l10n.t('This link names no paper that can be asked for: {0}', address), {
      remedy: l10n.t('Write its title as the link’s text.'),
    });
  }
  const { papers, services, clock, log } = ports;
  const inFolder = (await papers.all()).find(({ folder }) => folder === known.folder);
  if (!inFolder) return;
  const access = await services.access();
  const report = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Fetching the title'), cancellable: true },
    (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const options = { access, signal: controller.signal };
      const fetchPorts = { http: services.http, store: inFolder.store, clock, logger: log };
      return fetchMetadata([known.paper], fetchPorts, options);
    },
  );
  await papers.reload(known.folder);
  if (report.cancelled) return;
  if (report.error) throw report.error;
  if (report.fetched.length + report.fresh.length === 0) {
    throw new CodedError('usage', l10n.t('No title was found for {0}.', address), {
      remedy: l10n.t('Write it as the link’s text.'),
    });
  }
  await giveTitle(ports, uri, address);
}

/** The note may have changed while the service answered: its links are looked for again. */
async function giveTitle({ papers }: FetchLinkPorts, uri: Uri, address: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  for (const link of readNoteLinks(document.getText())) {
    if (link.address !== address || (link.form !== 'bare' && link.form !== 'angle')) continue;
    const titled = await titledLink(papers, document, { link, base: 0 });
    if (!titled) continue;
    const { start, end } = titled.range;
    edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), titled.newText);
  }
  if (edit.size > 0) await workspace.applyEdit(edit);
}
