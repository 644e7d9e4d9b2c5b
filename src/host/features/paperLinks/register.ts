import {
  l10n,
  languages,
  Range,
  Uri,
  window,
  WorkspaceEdit,
  workspace,
  type Disposable,
  type DocumentSelector,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { TextEdit } from '../../../base/text';
import { mendLinks } from '../../../papers/linkProblems';
import { registerCommand } from '../../commands';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { LinkDiagnostics } from './linkDiagnostics';
import { LinkFixes } from './linkFixes';
import { LinkIndex } from './linkIndex';
import { PaperHover } from './paperHover';
import { titlesFor } from './titleLinks';

export interface PaperLinksPorts {
  readonly papers: WorkspacePapers;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly services: PaperServices;
  readonly selector: DocumentSelector;
}

/** Links to papers anywhere in the notes: hovers, what is wrong with them and its fixes, their titles. */
export function registerPaperLinks({ papers, services, clock, log, selector }: PaperLinksPorts): Disposable {
  const store = new DisposableStore();
  const index = store.add(new LinkIndex(selector));
  const diagnostics = store.add(new LinkDiagnostics(index, papers));
  store.add(languages.registerHoverProvider(selector, new PaperHover(papers)));
  const fixes = new LinkFixes(index, diagnostics, papers);
  store.add(languages.registerCodeActionsProvider(selector, fixes, LinkFixes.metadata));
  const ports = { papers, services, clock, log };
  store.add(
    registerCommand('marginalia.links.fetchTitle', log, async (uri: unknown, address: unknown) => {
      if (typeof uri !== 'string' || typeof address !== 'string') return;
      const { fetchLinkTitle } = await import('./fetchLink');
      await fetchLinkTitle(ports, Uri.parse(uri, true), address);
    }),
  );
  store.add(
    registerCommand('marginalia.links.mend', log, () =>
      editActiveNote(
        selector,
        async (document) => mendLinks(index.links(document)),
        (count) =>
          count === 0 ? l10n.t('All links of this note are well.') : l10n.t('{0} links were mended.', count),
      ),
    ),
  );
  store.add(
    registerCommand('marginalia.links.titles', log, () =>
      editActiveNote(
        selector,
        (document) => titlesFor(papers, document, index.links(document)),
        (count) =>
          count === 0
            ? l10n.t(
                'No bare link of this note has a known title. Fetch Metadata asks for those of the reading list.',
              )
            : l10n.t('{0} links have their titles now.', count),
      ),
    ),
  );
  return store;
}

/** One undoable edit of the note in front; what it came to is told in passing. */
async function editActiveNote(
  selector: DocumentSelector,
  editsOf: (document: TextDocument) => Promise<readonly TextEdit[]>,
  told: (count: number) => string,
): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || languages.match(selector, document) === 0) {
    void window.showInformationMessage(l10n.t('Open the note whose links are meant.'));
    return;
  }
  const { version } = document;
  const edits = await editsOf(document);
  if (document.version !== version) return editActiveNote(selector, editsOf, told);
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    edit.replace(
      document.uri,
      new Range(document.positionAt(range.start), document.positionAt(range.end)),
      newText,
    );
  }
  if (edits.length > 0) await workspace.applyEdit(edit);
  window.setStatusBarMessage(told(edits.length), 6000);
}
