import {
  l10n,
  ProgressLocation,
  window,
  workspace,
  type LogOutputChannel,
  type Uri,
  type WorkspaceFolder,
} from 'vscode';
import { AbortedError } from '../../../base/abort';
import { CodedError } from '../../../base/errors';
import type { Clock } from '../../../base/clock';
import { maybe } from '../../../base/maybe';
import { readBibliography } from '../../../papers/citations/bibliography';
import { importedPapers, withImported, type ImportedPaper } from '../../../papers/citations/importPapers';
import { executeCommand } from '../../commands';
import { inTurn } from '../../turns';
import { papersInNoList } from './papersInNoList';
import type { WorkspacePapers } from '../../papers/workspacePapers';

const maxBytes = 64 * 1024 * 1024;

/** Imports bibliographies: what they say of papers goes into the library, and their keys with it. */
export async function importPapers(
  papers: WorkspacePapers,
  clock: Clock,
  log: LogOutputChannel,
  given?: Uri,
): Promise<void> {
  const folder = await pickFolder(papers);
  if (!folder) {
    throw new CodedError('usage', l10n.t('Papers are kept in a folder, and none is open.'), {
      remedy: l10n.t('Open the folder with your notes first.'),
    });
  }
  const files = given ? [given] : await pickFiles(folder);
  for (const file of files) await importFile(papers, folder, file, clock, log);
}

async function importFile(
  papers: WorkspacePapers,
  folder: WorkspaceFolder,
  file: Uri,
  clock: Clock,
  log: LogOutputChannel,
): Promise<void> {
  const name = workspace.asRelativePath(file);
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Importing {0}', name), cancellable: true },
    async (_, token) => {
      const text = await readText(file, name);
      const breathe = (): Promise<void> =>
        inTurn(() => {
          if (token.isCancellationRequested) throw new AbortedError();
        });
      const bibliography = await readBibliography(text, name, { breathe });
      const read = importedPapers(bibliography, new Date(clock.now()).toISOString());
      const inFolder = (await papers.all()).find((each) => each.folder === folder);
      if (!inFolder) return undefined;
      const { records, store } = inFolder;
      const known = read.papers.filter(({ record }) => records.has(record.key)).length;
      await store.write(read.papers.map(({ record }) => withImported(records.get(record.key), record)));
      await papers.reload(folder);
      await keepKeys(papers, folder, read.papers);
      return { ...read, known };
    },
  );
  if (!outcome) return;
  for (const { line, message } of outcome.problems) log.warn(`${name}:${line}: ${message}`);
  void tell(name, outcome.papers.length - outcome.known, outcome.known, outcome.problems.length);
}

/** The keys and the tags that the bibliography gives. */
async function keepKeys(
  papers: WorkspacePapers,
  folder: WorkspaceFolder,
  imported: readonly ImportedPaper[],
): Promise<void> {
  const inFolder = (await papers.all()).find((each) => each.folder === folder);
  if (!inFolder) return;
  const listed = new Map(
    [...inFolder.papers, ...papersInNoList(inFolder)].map((paper) => [paper.key, paper]),
  );
  const changes = imported.flatMap(({ record, citekey, tags }) => {
    const paper = listed.get(record.key);
    if (!paper || (citekey === undefined && tags.length === 0)) return [];
    const merged = [...new Set([...(paper.own?.tags ?? []), ...tags])];
    return [
      {
        paper,
        change: { ...maybe('citekey', citekey), ...maybe('tags', tags.length > 0 ? merged : undefined) },
      },
    ];
  });
  if (changes.length > 0) await papers.writeOwn(folder, changes);
}

async function tell(name: string, added: number, known: number, unread: number): Promise<void> {
  const parts = [l10n.t('{0} papers imported from {1}', added, name)];
  if (known > 0) parts.push(l10n.t('{0} known before', known));
  if (unread > 0) parts.push(l10n.t('{0} entries could not be read', unread));
  const text = `${parts.join(' · ')}.`;
  if (unread === 0) {
    void window.showInformationMessage(text);
    return;
  }
  const show = l10n.t('Show Log');
  if ((await window.showWarningMessage(text, show)) === show) await executeCommand('marginalia.log.show');
}

async function readText(file: Uri, name: string): Promise<string> {
  const { size } = await workspace.fs.stat(file);
  if (size > maxBytes) {
    throw new CodedError('data.too-large', l10n.t('{0} is too large for a bibliography.', name), {
      remedy: l10n.t('Export it in parts.'),
      location: { file: name },
    });
  }
  const bytes = await workspace.fs.readFile(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Old bibliographies are in Latin 1, in which any bytes are text.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function pickFolder(papers: WorkspacePapers): Promise<WorkspaceFolder | undefined> {
  const folders = (await papers.all()).map(({ folder }) => folder);
  if (folders.length < 2) return folders[0];
  const rows = folders.map((folder) => ({ label: folder.name, folder }));
  return (await window.showQuickPick(rows, { title: l10n.t('The folder whose library they join') }))?.folder;
}

async function pickFiles(folder: WorkspaceFolder): Promise<readonly Uri[]> {
  const files = await window.showOpenDialog({
    canSelectMany: true,
    defaultUri: folder.uri,
    openLabel: l10n.t('Import'),
    title: l10n.t('A bibliography: BibTeX, CSL JSON, Zotero RDF or RIS'),
    filters: { [l10n.t('Bibliographies')]: ['bib', 'json', 'rdf', 'ris'], [l10n.t('All files')]: ['*'] },
  });
  return files ?? [];
}
