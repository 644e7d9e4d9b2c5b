import { l10n, ThemeIcon, window, type Disposable, type WebviewPanel } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { categoriseViewStateSchema } from '../../../protocol/categorisePanel';
import { registerCommand } from '../../commands';
import { allowScripts } from '../../panels/panelConnection';
import { GroupNode, PaperNode } from '../readingList/listNodes';
import { findPaper, papersIn, type PlacedPaper } from '../readingList/targets';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import type { ReviewPage, ReviewPorts } from './reviewPage';

export const categoriseViewType = 'marginalia.categorise';

/** *Categorise Papers…*: one panel, which reviews what is suggested for papers without a category, or for chosen ones. */
export function registerCategorise(ports: ReviewPorts): Disposable {
  const store = new DisposableStore();
  let page: ReviewPage | undefined;
  const adopt = async (panel: WebviewPanel, only: readonly string[]): Promise<void> => {
    const { ReviewPage: Page } = await import('./reviewPage');
    panel.iconPath = new ThemeIcon('tag');
    allowScripts(panel, ports.extensionUri);
    const own = new Page(panel, ports, only);
    page?.panel.dispose();
    page = own;
    panel.onDidDispose(() => {
      own.dispose();
      if (page === own) page = undefined;
    });
  };
  store.add(
    registerCommand('marginalia.papers.categorise', ports.log, async (...args: readonly unknown[]) => {
      // From the palette all that have no category are meant, whatever is selected or under the cursor.
      const chosen = await chosenPapers(ports.papers, args);
      const { paperId } = await import('./review');
      const only = chosen.map(({ folder, paper }) => paperId(folder, paper.key));
      if (page) {
        page.show(only);
        page.panel.reveal();
        return;
      }
      await adopt(
        window.createWebviewPanel(
          categoriseViewType,
          l10n.t('Categorise Papers'),
          { viewColumn: -1 },
          {
            enableFindWidget: true,
          },
        ),
        only,
      );
    }),
  );
  store.add(
    window.registerWebviewPanelSerializer(categoriseViewType, {
      deserializeWebviewPanel: async (panel, state) =>
        adopt(panel, categoriseViewStateSchema.safeParse(state).data?.only ?? []),
    }),
  );
  // The panel stays, so that it is restored with the next start; what is behind it goes.
  store.add({ dispose: () => page?.dispose() });
  return store;
}

/** The rows and groups that the command was called on; none from the palette. */
async function chosenPapers(
  papers: WorkspacePapers,
  [argument, selected]: readonly unknown[],
): Promise<readonly PlacedPaper[]> {
  const called = Array.isArray(selected) && selected.length > 1 ? selected : [argument];
  const nodes = called.filter((each) => each instanceof PaperNode || each instanceof GroupNode);
  if (nodes.length > 0) return papersIn(nodes);
  const named = await findPaper(papers, argument);
  return named ? [named] : [];
}
