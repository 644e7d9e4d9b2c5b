import { env, l10n, Uri, window, workspace, type WebviewPanel, type WorkspaceFolder } from 'vscode';
import { CodedError, serialiseError } from '../../base/errors';
import { DisposableStore, type Disposable } from '../../base/lifecycle';
import type { Logger } from '../../base/logger';
import type { Handlers } from '../../protocol/contract';
import { resultsContract, type ExportRequest, type ResultsSnapshot } from '../../protocol/resultsPanel';
import type { RpcConnection } from '../../protocol/rpc';
import { connectPanel } from './panelConnection';
import type { RunsForPanels } from './runsForPanels';
import { webviewPage } from './webviewPage';

export interface ResultsPageOptions {
  readonly extensionUri: Uri;
  readonly runs: RunsForPanels;
  readonly log: Logger;
  readonly folder: WorkspaceFolder;
  readonly runId: string;
  /** Undefined until the run was read, as in a restored panel. */
  readonly experimentId: string | undefined;
}

/** What is behind one results panel: it sends whole snapshots while the panel is shown, and serves its requests. */
export class ResultsPage implements Disposable {
  private readonly store = new DisposableStore();
  private readonly rpc: RpcConnection<typeof resultsContract.view>;
  private runId: string;
  private compared = '';
  private experimentId: string | undefined;
  /** The page is there and has asked for a snapshot; false while it is hidden, which unloads it. */
  private ready = false;
  private sending = false;
  private outdated = false;

  constructor(
    readonly panel: WebviewPanel,
    private readonly options: ResultsPageOptions,
  ) {
    this.runId = options.runId;
    this.experimentId = options.experimentId;
    this.store.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.ready = false;
      }),
    );
    this.rpc = this.store.add(connectPanel(panel.webview, resultsContract, this.handlers(), options.log));
    panel.webview.html = webviewPage(panel.webview, options.extensionUri, {
      name: 'results',
      paints: true,
      title: this.experimentId ?? 'Results',
      data: { folder: options.folder.uri.toString(), run: this.runId },
    });
  }

  isIn(folder: WorkspaceFolder): boolean {
    return this.options.folder.uri.toString() === folder.uri.toString();
  }

  isOf(experimentId: string): boolean {
    return this.experimentId === experimentId;
  }

  /** A change in this experiment, or anywhere where it is undefined, may change what the page shows. */
  isTouchedBy(experimentId: string | undefined): boolean {
    return experimentId === undefined || this.experimentId === undefined || this.isOf(experimentId);
  }

  show(runId: string): void {
    this.runId = runId;
    this.refresh();
  }

  /** Sends a snapshot soon; while one is on its way at most one more follows it. */
  refresh(): void {
    this.outdated = true;
    if (!this.sending) void this.send();
  }

  dispose(): void {
    this.store.dispose();
  }

  private async send(): Promise<void> {
    this.sending = true;
    try {
      while (this.outdated && this.ready) {
        this.outdated = false;
        await this.sendOnce(this.runId);
      }
    } finally {
      this.sending = false;
    }
  }

  private async sendOnce(runId: string): Promise<void> {
    try {
      const snapshot = await this.options.runs.snapshot(this.options.folder, runId, this.compared);
      if (runId !== this.runId) return;
      this.experimentId = snapshot.experimentId;
      if (this.panel.title !== snapshot.experimentId) this.panel.title = snapshot.experimentId;
      this.rpc.remote.snapshot(snapshot);
    } catch (error) {
      const { message, remedy } = serialiseError(error);
      this.options.log.warn(`Run ${runId} cannot be shown: ${message}`);
      if (runId === this.runId) this.rpc.remote.unavailable({ message, remedy });
    }
  }

  private handlers(): Handlers<typeof resultsContract.host> {
    const { runs, folder } = this.options;
    return {
      ready: ({ compare }) => {
        this.compared = compare;
        this.ready = true;
        this.refresh();
      },
      reveal: async () => {
        await runs.reveal(folder, this.runId);
        return null;
      },
      runAgain: async () => {
        this.show(await runs.runAgain(folder, this.runId));
        return null;
      },
      cancel: async () => {
        await runs.cancel(folder, this.runId);
        return null;
      },
      pause: async () => {
        await runs.pause(folder, this.runId);
        return null;
      },
      resume: async () => {
        await runs.resume(folder, this.runId);
        return null;
      },
      extend: async () => {
        this.show(await runs.extend(folder, this.runId));
        return null;
      },
      compare: ({ runId }) => {
        this.compared = runId;
        this.refresh();
        return null;
      },
      selectRun: ({ runId }) => {
        this.show(runId);
        return null;
      },
      copy: async ({ format }) => {
        const result = await this.result();
        const { copiedText } = await import('./resultsExport');
        const text = copiedText(result, format);
        await env.clipboard.writeText(text);
        return { characters: text.length };
      },
      export: async (wanted) => {
        const saved = await this.export(wanted);
        return saved === undefined ? {} : { saved };
      },
      insertTable: () => runs.insertTable(folder, this.runId),
    };
  }

  private async result(): Promise<NonNullable<ResultsSnapshot['result']>> {
    const { result } = await this.options.runs.snapshot(this.options.folder, this.runId);
    if (result) return result;
    throw new CodedError('run.not-found', `The run ${this.runId} has no result yet.`);
  }

  private async export(wanted: ExportRequest): Promise<string | undefined> {
    const { plot, format, of } = wanted;
    // A study names its figures and tables itself; of the whole there are its values.
    const name = plot === 'study' ? (of ?? 'values') : plot;
    const result = await this.result();
    const kinds = { svg: l10n.t('SVG image'), png: l10n.t('PNG image'), csv: l10n.t('CSV table') };
    const target = await window.showSaveDialog({
      title: l10n.t('Save What Is Shown'),
      defaultUri: Uri.joinPath(this.options.folder.uri, `${this.runId}-${name}.${format}`),
      filters: { [kinds[format]]: [format] },
    });
    if (!target) return undefined;
    const { exportBytes } = await import('./resultsExport');
    const { compared } = await this.options.runs.snapshot(this.options.folder, this.runId, this.compared);
    const points = (): Promise<string | undefined> =>
      this.options.runs.table(this.options.folder, this.runId, 'points');
    await workspace.fs.writeFile(target, await exportBytes(result, wanted, points, compared?.result));
    return workspace.asRelativePath(target);
  }
}
