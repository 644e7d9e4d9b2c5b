import { RelativePattern, Uri, workspace, type TextDocument } from 'vscode';
import { decodePercent } from '../../../papers/unwrapLink';

/** The PDF that a link of a note names, inside its workspace folder; undefined for any other link. */
export function localFile(document: TextDocument, address: string): Uri | undefined {
  const folder = workspace.getWorkspaceFolder(document.uri);
  if (!folder || /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(address)) return undefined;
  const path = decodePercent(address.replace(/[?#].*$/, ''));
  if (!/\.pdf$/i.test(path)) return undefined;
  const uri = path.startsWith('/') ? Uri.joinPath(folder.uri, path) : Uri.joinPath(document.uri, '..', path);
  return uri.path.startsWith(`${folder.uri.path.replace(/\/$/, '')}/`) ? uri : undefined;
}

/** False where the file is there under either of the two forms in which file systems spell Korean. */
export async function isDead(file: Uri): Promise<boolean> {
  for (const path of new Set([file.path, file.path.normalize('NFC'), file.path.normalize('NFD')])) {
    const found = await workspace.fs.stat(file.with({ path })).then(
      () => true,
      () => false,
    );
    if (found) return false;
  }
  return true;
}

/** Files of that name elsewhere in the folder, as addresses relative to the note. */
export async function sameNamed(document: TextDocument, file: Uri): Promise<readonly string[]> {
  const folder = workspace.getWorkspaceFolder(document.uri);
  const name = file.path.split('/').at(-1) ?? '';
  if (!folder || name === '') return [];
  const pattern = new RelativePattern(folder, '**/*.{pdf,PDF}');
  const found = await workspace.findFiles(pattern, '**/node_modules/**', 5000);
  const wanted = name.normalize('NFC').toLowerCase();
  return found
    .filter(({ path }) => path.split('/').at(-1)?.normalize('NFC').toLowerCase() === wanted)
    .map((uri) => relativeAddress(document.uri, uri))
    .sort((a, b) => a.length - b.length)
    .slice(0, 5);
}

function relativeAddress(from: Uri, to: Uri): string {
  const base = from.path.split('/').slice(0, -1);
  const target = to.path.split('/');
  let common = 0;
  while (common < base.length && common < target.length - 1 && base[common] === target[common]) common += 1;
  const parts = [...base.slice(common).map(() => '..'), ...target.slice(common)];
  return parts
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29')))
    .join('/');
}
