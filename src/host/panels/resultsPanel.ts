import {
  ThemeIcon,
  ViewColumn,
  window,
  workspace,
  type Uri,
  type WebviewPanel,
  type WorkspaceFolder,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import { resultsViewStateSchema } from '../../protocol/resultsPanel';
import { showError } from '../commands';
import { allowScripts } from './panelConnection';
import { ResultsPage } from './resultsPage';
import type { RunsForPanels } from './runsForPanels';

export const resultsViewType = 'marginalia.results';

export interface ResultsPanelsDeps {
  readonly extensionUri: Uri;
  readonly runs: RunsForPanels;
  readonly log: Logger;
}

export interface ResultsPanels extends Disposable {
  /** Shows a run, in the panel of its experiment where there is one, else in a new one beside the editor. */
  open(folder: WorkspaceFolder, runId: string, column?: ViewColumn): void;
}

/** One panel an experiment; panels come back after a reload of the window. */
export function registerResultsPanels(deps: ResultsPanelsDeps): ResultsPanels {
  const panels = new Panels(deps);
  return {
    open: (folder, runId, column) => {
      panels.open(folder, runId, column).catch((error: unknown) => void showError(error, deps.log));
    },
    dispose: () => panels.dispose(),
  };
}

class Panels implements Disposable {
  private readonly pages = new Set<ResultsPage>();
  private readonly store = new DisposableStore();

  constructor(private readonly deps: ResultsPanelsDeps) {
    this.store.add(
      window.registerWebviewPanelSerializer(resultsViewType, {
        deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
      }),
    );
    this.store.add(
      deps.runs.onDidChange(({ folder, experimentId }) => {
        for (const page of this.pages) {
          if (page.isIn(folder) && page.isTouchedBy(experimentId)) page.refresh();
        }
      }),
    );
  }

  async open(folder: WorkspaceFolder, runId: string, column: ViewColumn | undefined): Promise<void> {
    // Which experiment the run is of, and that it can be shown at all, is for the runs to say.
    const { experimentId } = await this.deps.runs.snapshot(folder, runId);
    const existing = [...this.pages].find((page) => page.isIn(folder) && page.isOf(experimentId));
    if (existing) {
      existing.show(runId);
      existing.panel.reveal(column);
      return;
    }
    const panel = window.createWebviewPanel(
      resultsViewType,
      experimentId,
      { viewColumn: column ?? ViewColumn.Beside, preserveFocus: false },
      { enableFindWidget: true },
    );
    this.adopt(panel, folder, runId, experimentId);
  }

  dispose(): void {
    this.store.dispose();
    // The panels stay, so that they are restored with the next start; what is behind them goes.
    for (const page of [...this.pages]) page.dispose();
    this.pages.clear();
  }

  private restore(panel: WebviewPanel, state: unknown): void {
    const decoded = resultsViewStateSchema.safeParse(state);
    const folder = decoded.success
      ? workspace.workspaceFolders?.find(({ uri }) => uri.toString() === decoded.data.folder)
      : undefined;
    if (!decoded.success || !folder) {
      this.deps.log.warn(
        `A results panel could not be restored: ${decoded.success ? 'its folder is closed' : 'its state is unreadable'}`,
      );
      panel.dispose();
      return;
    }
    this.adopt(panel, folder, decoded.data.runId, undefined);
  }

  private adopt(
    panel: WebviewPanel,
    folder: WorkspaceFolder,
    runId: string,
    experimentId: string | undefined,
  ): void {
    panel.iconPath = new ThemeIcon('graph-scatter');
    allowScripts(panel, this.deps.extensionUri);
    const page = new ResultsPage(panel, { ...this.deps, folder, runId, experimentId });
    this.pages.add(page);
    panel.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
    });
  }
}
