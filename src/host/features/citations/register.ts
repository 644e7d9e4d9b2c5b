import { languages, Uri, workspace, type Disposable, type LogOutputChannel } from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { citedPapers, keepCitekeys } from './citedPapers';
import { CitationCompletion } from './citationCompletion';
import { CitationHover } from './citationHover';
import { selectedKeys } from './selectedKeys';

export interface CitationPorts {
  readonly papers: WorkspacePapers;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
}

/** Where keys are cited: notes, and the languages of papers. */
const citing = ['markdown', 'mdx', 'latex', 'tex', 'quarto', 'typst', 'rmd'].map((language) => ({
  language,
  scheme: 'file',
}));

/** Bibliographies: citation keys as one types, export of any selection, import of others' files. */
export function registerCitations({ papers, clock, log }: CitationPorts): Disposable {
  const store = new DisposableStore();
  store.add(languages.registerCompletionItemProvider(citing, new CitationCompletion(papers), '@', '{', ','));
  store.add(languages.registerHoverProvider(citing, new CitationHover(papers)));
  store.add(
    registerCommand('marginalia.papers.export', log, async (clicked: unknown, selection: unknown) => {
      const { exportPapers } = await import('./exportPapers');
      return exportPapers(papers, selectedKeys(clicked, selection));
    }),
  );
  store.add(
    registerCommand('marginalia.papers.import', log, async (file: unknown) => {
      const { importPapers } = await import('./importPapers');
      return importPapers(papers, clock, log, file instanceof Uri ? file : undefined);
    }),
  );
  store.add(
    registerCommand(
      'marginalia.citations.keepKey',
      log,
      async (uri: unknown, key: unknown, citekey: unknown) => {
        const folder = workspace.workspaceFolders?.find((each) => each.uri.toString() === uri);
        if (folder && typeof key === 'string' && typeof citekey === 'string') {
          const cited = (await citedPapers(papers)).find(
            (each) => each.folder === folder && each.paper.key === key,
          );
          if (cited) await keepCitekeys(papers, [{ ...cited, citekey }]);
        }
      },
    ),
  );
  return store;
}
