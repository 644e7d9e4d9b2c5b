import { env, l10n, ProgressLocation, QuickPickItemKind, window, workspace } from 'vscode';
import type { QuickPickItem, WorkspaceFolder } from 'vscode';
import { AbortedError } from '../../../base/abort';
import type { Clock } from '../../../base/clock';
import { CodedError } from '../../../base/errors';
import type { Http } from '../../../base/http';
import type { Logger } from '../../../base/logger';
import { isDay } from '../../../papers/clients/huggingFaceDaily';
import { fetchDay } from '../../../papers/daily/fetchDay';
import { looksLikeDailyPapers } from '../../../papers/daily/looksLikeDailyPapers';
import { readDailyPapers } from '../../../papers/daily/readDailyPapers';
import { readSetting } from '../../settings';
import { pageOf, type DailyPages } from './dailyPages';
import type { PageFinder } from './pageFinder';
import { titleOf } from './triagePanels';

export interface SourcePorts {
  readonly pages: DailyPages;
  readonly finder: PageFinder;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Logger;
}

const clipboardMs = 400;

export interface ChosenPage {
  readonly folder: WorkspaceFolder;
  readonly file: string;
}

interface SourceItem extends QuickPickItem {
  readonly open?: () => Promise<ChosenPage | undefined>;
}

/** Asks what to triage: the text that is open, the clipboard, a day of the service, a file, or a page found before. */
export async function chooseSource(ports: SourcePorts): Promise<ChosenPage | undefined> {
  const folder = await ownFolder();
  if (!folder) return undefined;
  const open = openEditor(folder, ports);
  const items: SourceItem[] = [
    ...open,
    ...(await clipboard(folder, ports)),
    {
      label: l10n.t('$(cloud-download) A Day from Hugging Face…'),
      open: () => chooseDay(folder, ports),
    },
    { label: l10n.t('$(folder-opened) A File…'), open: () => chooseFile(folder, ports) },
  ];
  const found = (await ports.finder.all()).filter((page) => open.length === 0 || !isOpen(page));
  if (found.length > 0) items.push({ label: l10n.t('In this workspace'), kind: QuickPickItemKind.Separator });
  for (const page of found) {
    items.push({
      label: `$(inbox) ${titleOf(page.file)}`,
      description: l10n.t('{0} of {1} to decide', page.undecided, page.entries),
      detail: page.file,
      open: async () => page,
    });
  }
  const placeHolder = l10n.t('Daily Papers to triage');
  return (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.open?.();
}

/** Whether a page is the text of the active editor, which has a row of its own. */
function isOpen({ folder, file }: ChosenPage): boolean {
  const active = window.activeTextEditor?.document.uri;
  const shown = active && pageOf(active);
  return shown?.file === file && shown.folder.uri.toString() === folder.uri.toString();
}

/** Where decisions are kept. */
async function ownFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) {
    throw new CodedError('usage', l10n.t('Triage needs a folder: decisions are kept in it.'), {
      remedy: l10n.t('Open the folder with your notes first.'),
    });
  }
  const active = window.activeTextEditor?.document.uri;
  const own = active && workspace.getWorkspaceFolder(active);
  if (folders.length === 1) return folders[0];
  return own ?? window.showWorkspaceFolderPick();
}

function openEditor(folder: WorkspaceFolder, { pages }: SourcePorts): readonly SourceItem[] {
  const document = window.activeTextEditor?.document;
  const text = document?.getText() ?? '';
  if (!document || text.trim() === '') return [];
  const count = papersIn(text, pages.today());
  if (count === 0) return [];
  const name = document.uri.path.split('/').at(-1) ?? '';
  return [
    {
      label: l10n.t('$(file-text) {0}', name),
      description: papersFound(count),
      detail: l10n.t('The text that is open'),
      open: async () => pageOf(document.uri) ?? { folder, file: await pages.keep(folder, text, undefined) },
    },
  ];
}

async function clipboard(folder: WorkspaceFolder, { pages }: SourcePorts): Promise<readonly SourceItem[]> {
  const reading = env.clipboard.readText();
  const open = async (): Promise<ChosenPage> => {
    const text = await reading;
    if (text.trim() === '') throw new CodedError('usage', l10n.t('The clipboard holds no text.'));
    return { folder, file: await pages.keep(folder, text, undefined) };
  };
  // In a browser the user may have to allow it first: the choice does not wait for that.
  const text = await Promise.race([
    reading,
    new Promise<undefined>((resolve) => setTimeout(resolve, clipboardMs, undefined)),
  ]);
  const label = l10n.t('$(clippy) The Clipboard');
  if (text === undefined) return [{ label, open }];
  const count = text.trim() === '' ? 0 : papersIn(text, pages.today());
  if (count === 0) return [];
  const looks = looksLikeDailyPapers(text.slice(0, 100_000));
  const description = looks ? papersFound(count) : l10n.t('does not look like a page of papers');
  return [{ label, description, open }];
}

async function chooseFile(folder: WorkspaceFolder, { pages }: SourcePorts): Promise<ChosenPage | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t('Daily Papers to triage'),
      defaultUri: folder.uri,
      filters: { [l10n.t('Pages')]: ['txt', 'md', 'markdown', 'json'], [l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!uri) return undefined;
  const place = pageOf(uri);
  if (place) return place;
  // A file from elsewhere is copied: the view comes back with the workspace, wherever that file goes.
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  return { folder, file: await pages.keep(folder, text, undefined) };
}

async function chooseDay(folder: WorkspaceFolder, ports: SourcePorts): Promise<ChosenPage | undefined> {
  const today = ports.pages.today();
  const day = await window.showInputBox({
    title: l10n.t('The day whose Daily Papers to fetch from Hugging Face'),
    value: today,
    placeHolder: '2025-10-30',
    validateInput: (text) => {
      if (!isDay(text.trim())) return l10n.t('Write the day as 2025-10-30.');
      return text.trim() > today ? l10n.t('That day is yet to come.') : undefined;
    },
  });
  return day === undefined ? undefined : fetchPage(day.trim(), folder, ports);
}

/** Asks the service and keeps its answer as the day's page, anew each time: votes and comments grow. */
export async function fetchPage(
  day: string,
  folder: WorkspaceFolder,
  ports: SourcePorts,
): Promise<ChosenPage> {
  const baseUrl = readSetting('marginalia.papers.huggingFaceBaseUrl');
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Fetching the Daily Papers of {0}', day),
    cancellable: true,
  };
  const text = await window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    if (token.isCancellationRequested) throw new AbortedError();
    const onWait = (ms: number): void =>
      progress.report({
        message: l10n.t('Hugging Face limits requests: trying again in {0} s', Math.ceil(ms / 1000)),
      });
    const { http, clock, log } = ports;
    return fetchDay(day, { http, clock, logger: log }, { baseUrl, signal: controller.signal, onWait });
  });
  return { folder, file: await ports.pages.keep(folder, text, day) };
}

function papersIn(text: string, today: string): number {
  return readDailyPapers(text, { today }).entries.length;
}

function papersFound(count: number): string {
  return count === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', count);
}
