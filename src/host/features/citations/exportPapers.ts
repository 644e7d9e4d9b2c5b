import { env, l10n, Uri, window, workspace } from 'vscode';
import { CodedError } from '../../../base/errors';
import { writeBibtex } from '../../../papers/citations/bibtexWriter';
import { cslItemOf } from '../../../papers/citations/cslItem';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting } from '../../settings';
import { citedPapers, keepCitekeys, type CitedPaper } from './citedPapers';

type Format = 'bibtex' | 'csl-json';

/** Exports the given papers, or those the user picks, to a file, the clipboard or a new editor. */
export async function exportPapers(
  papers: WorkspacePapers,
  keys: ReadonlySet<string> | undefined,
): Promise<void> {
  const all = await citedPapers(papers);
  if (all.length === 0) {
    void window.showInformationMessage(l10n.t('The notes have no reading list yet.'));
    return;
  }
  const chosen = keys ? all.filter(({ paper }) => keys.has(paper.key)) : await pickPapers(all);
  if (!chosen || chosen.length === 0) return;
  const target = await pickTarget(chosen.length);
  if (!target) return;
  const text = bibliography(chosen, target.format);
  const done =
    chosen.length === 1
      ? l10n.t('1 paper was exported.')
      : l10n.t('{0} papers were exported.', chosen.length);
  if (target.to === 'clipboard') await env.clipboard.writeText(text);
  else if (target.to === 'editor') {
    const language = target.format === 'bibtex' ? 'bibtex' : 'json';
    await window.showTextDocument(await workspace.openTextDocument({ content: text, language }));
  } else if (!(await saveAs(text, target.format, chosen))) return;
  await keepCitekeys(papers, chosen);
  window.setStatusBarMessage(done, 6000);
}

export function bibliography(chosen: readonly CitedPaper[], format: Format): string {
  const items = chosen.map(({ paper, citekey }) => cslItemOf(paper, citekey));
  const abstracts = readSetting('marginalia.citations.abstracts');
  if (format === 'bibtex') return writeBibtex(items, { abstracts });
  return `${JSON.stringify(items, null, 2)}\n`;
}

async function pickPapers(all: readonly CitedPaper[]): Promise<readonly CitedPaper[] | undefined> {
  const items = all.map((cited) => ({
    label: cited.paper.title,
    description: cited.citekey,
    detail: (cited.paper.record?.authors?.value ?? []).slice(0, 4).join(', '),
    picked: true,
    cited,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Papers to export'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ cited }) => cited);
}

interface Target {
  readonly format: Format;
  readonly to: 'file' | 'clipboard' | 'editor';
}

async function pickTarget(count: number): Promise<Target | undefined> {
  const rows: (Target & { label: string; description: string })[] = [
    { format: 'bibtex', to: 'file', label: l10n.t('BibTeX file…'), description: '.bib' },
    { format: 'bibtex', to: 'clipboard', label: l10n.t('BibTeX to the clipboard'), description: '' },
    { format: 'bibtex', to: 'editor', label: l10n.t('BibTeX in a new editor'), description: '' },
    { format: 'csl-json', to: 'file', label: l10n.t('CSL JSON file…'), description: '.json' },
    { format: 'csl-json', to: 'clipboard', label: l10n.t('CSL JSON to the clipboard'), description: '' },
  ];
  const title = count === 1 ? l10n.t('Export 1 paper as') : l10n.t('Export {0} papers as', count);
  return window.showQuickPick(rows, { title });
}

async function saveAs(text: string, format: Format, chosen: readonly CitedPaper[]): Promise<boolean> {
  const folder = chosen[0]?.folder;
  const name = format === 'bibtex' ? 'references.bib' : 'references.json';
  const filters = format === 'bibtex' ? { BibTeX: ['bib'] } : { 'CSL JSON': ['json'] };
  const target = await window.showSaveDialog({
    filters,
    ...(folder ? { defaultUri: Uri.joinPath(folder.uri, name) } : {}),
  });
  if (!target) return false;
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    return true;
  } catch (cause) {
    throw new CodedError('internal', l10n.t('{0} could not be written: {1}', target.fsPath, String(cause)), {
      remedy: l10n.t('Choose another place.'),
      cause,
    });
  }
}
