import { commands, env, l10n, Range, UIKind, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { CodedError } from '../../../base/errors';
import { pageOfIds } from '../../../papers/links';
import type { PaperPlace } from '../../../papers/paper';
import { decodePercent, readWebUrl } from '../../../papers/unwrapLink';
import type { PlacedPaper } from './targets';
import { pdfAttachment, type WorkspacePapers } from '../../papers/workspacePapers';

/** Opens the page one reads first: the abstract's page, the publisher's, or the file the entry links. */
export async function openPage({ folder, paper, place }: PlacedPaper): Promise<void> {
  if (!place.link) {
    const page = pageOfIds(paper.ids);
    if (page !== undefined) return openWeb(page, place);
    throw new CodedError('usage', l10n.t('The entry names this paper without a link.'), {
      remedy: l10n.t('Add its link to the note, or look for it with Find This Paper….'),
      location: locationOf(place),
    });
  }
  if (place.link.kind === 'file') await openFile(folder, place, place.link.url);
  else await openWeb(place.link.pageUrl, place);
}

/** Opens the PDF: the one beside the note where there is one, else the publisher's. */
export async function openPdf({ folder, place }: PlacedPaper): Promise<void> {
  const local = pdfAttachment(place);
  if (local !== undefined && (await exists(resolveFile(folder, place, local)))) {
    await openFile(folder, place, local);
  } else if (place.link?.pdfUrl !== undefined) await openWeb(place.link.pdfUrl, place);
  else if (local !== undefined) await openFile(folder, place, local);
  else {
    throw new CodedError('usage', l10n.t('No PDF of this paper is known.'), {
      remedy: l10n.t('Open its page, or link the PDF under its entry in the note.'),
      location: locationOf(place),
    });
  }
}

/** Shows the entry's line in its note, selected. */
export async function revealInNote(papers: WorkspacePapers, { folder, place }: PlacedPaper): Promise<void> {
  const uri = papers.noteOf(folder, place)?.uri ?? Uri.joinPath(folder.uri, place.note);
  const document = await workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(place.line, document.lineCount - 1));
  const start = line.range.start.with({ character: line.firstNonWhitespaceCharacterIndex });
  await window.showTextDocument(document, { selection: new Range(start, line.range.end) });
}

async function openWeb(address: string, place: PaperPlace): Promise<void> {
  const url = readWebUrl(address);
  if (!url) {
    throw new CodedError('usage', l10n.t('Only http and https links are opened: {0}', address), {
      location: locationOf(place),
    });
  }
  await env.openExternal(Uri.parse(url.href, true));
}

async function openFile(folder: WorkspaceFolder, place: PaperPlace, href: string): Promise<void> {
  const uri = resolveFile(folder, place, href);
  if (!(await exists(uri))) {
    throw new CodedError('data.missing', l10n.t('There is no file {0}.', decodePercent(href)), {
      remedy: l10n.t('Correct the link in the note.'),
      location: locationOf(place),
    });
  }
  // The editor has no reader for PDFs; the desktop's own has. In a browser there is only the editor.
  const outside = /\.pdf$/i.test(uri.path) && env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (outside) await env.openExternal(uri);
  else await commands.executeCommand('vscode.open', uri);
}

/** Relative to the note, never outside the workspace folder: a note is no reason to open any file of the disk. */
function resolveFile(folder: WorkspaceFolder, place: PaperPlace, href: string): Uri {
  const path = decodePercent(href.replace(/[?#].*$/, ''));
  const note = Uri.joinPath(folder.uri, place.note);
  const uri = path.startsWith('/') ? Uri.joinPath(folder.uri, path) : Uri.joinPath(note, '..', path);
  if (uri.path.startsWith(`${folder.uri.path.replace(/\/$/, '')}/`)) return uri;
  throw new CodedError('usage', l10n.t('{0} is outside the workspace folder.', path), {
    location: locationOf(place),
  });
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

function locationOf(place: PaperPlace): { file: string; line: number } {
  return { file: place.note, line: place.line + 1 };
}
