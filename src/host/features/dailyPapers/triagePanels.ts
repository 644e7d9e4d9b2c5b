import { ThemeIcon, ViewColumn, window, workspace, type WebviewPanel, type WorkspaceFolder } from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/lifecycle';
import { triageViewStateSchema } from '../../../protocol/triagePanel';
import { allowScripts } from '../../panels/panelConnection';
import { TriagePageHost, type TriagePorts } from './triagePage';

export const triageViewType = 'marginalia.triage';

/** One panel a page; panels come back after a reload of the window. */
export class TriagePanels implements Disposable {
  private readonly pages = new Set<TriagePageHost>();
  private readonly store = new DisposableStore();

  constructor(private readonly ports: TriagePorts) {
    this.store.add(
      window.registerWebviewPanelSerializer(triageViewType, {
        deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
      }),
    );
  }

  open(folder: WorkspaceFolder, file: string): void {
    const existing = [...this.pages].find((page) => page.folder === folder && page.file === file);
    if (existing) {
      existing.panel.reveal();
      void existing.sendPage();
      return;
    }
    const panel = window.createWebviewPanel(
      triageViewType,
      titleOf(file),
      { viewColumn: ViewColumn.Active, preserveFocus: false },
      { enableFindWidget: false },
    );
    this.adopt(panel, folder, file);
  }

  dispose(): void {
    this.store.dispose();
    // The panels stay, so that they are restored with the next start; what is behind them goes.
    for (const page of [...this.pages]) page.dispose();
    this.pages.clear();
  }

  private restore(panel: WebviewPanel, state: unknown): void {
    const decoded = triageViewStateSchema.safeParse(state);
    const folder = decoded.success
      ? workspace.workspaceFolders?.find(({ uri }) => uri.toString() === decoded.data.folder)
      : undefined;
    if (!decoded.success || !folder) {
      this.ports.log.warn(
        `A triage view could not be restored: ${decoded.success ? 'its folder is closed' : 'its state is unreadable'}`,
      );
      panel.dispose();
      return;
    }
    this.adopt(panel, folder, decoded.data.file);
  }

  private adopt(panel: WebviewPanel, folder: WorkspaceFolder, file: string): void {
    panel.iconPath = new ThemeIcon('inbox');
    allowScripts(panel, this.ports.extensionUri);
    const page = new TriagePageHost(panel, folder, file, this.ports);
    this.pages.add(page);
    panel.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
    });
  }
}

/** "Daily Papers 2025-10-30" for a day that was fetched; a file's own name else. */
export function titleOf(file: string): string {
  const name = file.split('/').at(-1) ?? file;
  const day = /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1];
  return day === undefined ? name : `Daily Papers ${day}`;
}
