import { env, l10n, ProgressLocation, window, workspace, type WorkspaceFolder } from 'vscode';
import { CodedError, describeError } from '../../../base/errors';
import { isAbort } from '../../../base/abort';
import { offersPaper, readAddInput } from '../../../papers/addInput';
import type { NewListPaper } from '../../../papers/daily/listEntry';
import type { PaperLink } from '../../../papers/paper';
import { addToList } from './addToList';
import { lookUp, pickCandidate, type LookUpPorts } from './lookUp';
import { pickList } from './pickList';

/** Adds papers to a reading list: from an identifier, any links, or a title that is searched for. */
export async function addPaper(ports: LookUpPorts, given?: string): Promise<void> {
  if ((workspace.workspaceFolders ?? []).length === 0) {
    throw new CodedError('usage', l10n.t('Papers are added to a note of a folder, and none is open.'), {
      remedy: l10n.t('Open the folder with your notes first.'),
    });
  }
  const text = given ?? (await ask());
  if (text === undefined) return;
  const input = readAddInput(text);
  if (input.kind === 'nothing') return;
  const list = await pickList(ports.papers, ports.notes);
  if (!list) return;
  const papers =
    input.kind === 'links'
      ? await fromLinks(ports, list.folder, input.links)
      : await fromTitle(ports, input.title);
  if (papers.length > 0) await addToList(ports, list, papers);
}

/** One box for all of them; what the clipboard holds is offered where it is a paper. */
async function ask(): Promise<string | undefined> {
  const clipboard = await env.clipboard.readText();
  return window.showInputBox({
    title: l10n.t('Add Paper'),
    prompt: l10n.t('An arXiv identifier, a DOI, one or more links, or words of the title'),
    placeHolder: '2107.05802 · 10.1007/… · https://… · ' + l10n.t('a title'),
    value: offersPaper(clipboard) ? clipboard.trim().replace(/\s+/g, ' ') : '',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() !== '' && readAddInput(value).kind === 'nothing'
        ? l10n.t('This is neither an identifier, a link nor a title.')
        : undefined,
  });
}

/** Each with its title where a service says it; without, the link stands as it is, and can be fetched later. */
async function fromLinks(
  ports: LookUpPorts,
  folder: WorkspaceFolder,
  links: readonly PaperLink[],
): Promise<readonly NewListPaper[]> {
  const titles = await window
    .withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Looking up the papers'), cancellable: true },
      (_, token) => lookUp(ports, folder, links, token),
    )
    .then(undefined, (error: unknown) => {
      if (isAbort(error)) throw error;
      ports.log.warn(describeError(error));
      void window.showWarningMessage(
        l10n.t(
          'The titles could not be looked up: {0} The links are added as they are.',
          describeError(error),
        ),
      );
      return new Map<PaperLink, string>();
    });
  return links.map((link) => ({ ...nothingElse, title: titles.get(link) ?? '', url: link.pageUrl }));
}

async function fromTitle(ports: LookUpPorts, title: string): Promise<readonly NewListPaper[]> {
  const picked = await pickCandidate(ports, title);
  if (picked === undefined) return [];
  return [{ ...nothingElse, title: picked.title, url: picked.url }];
}

const nothingElse = { organisation: undefined, day: undefined, priority: undefined };
