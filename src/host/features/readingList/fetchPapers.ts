import { l10n, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import { describeError } from '../../../base/errors';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { FetchProgress } from '../../../papers/fetchMetadata';
import { addReports, emptyReport, type FetchReport } from '../../../papers/fetchReport';
import { executeCommand } from '../../commands';
import type { CommandId, ViewId } from '../../contributions';
import { setContextKey } from '../../settings';
import { countsText, servicesText, waitingText } from './fetchText';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';

const viewId: ViewId = 'marginalia.readingList';

export interface FetcherPorts {
  readonly papers: WorkspacePapers;
  readonly header: { progress: string };
  readonly services: PaperServices;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Fetches the list's metadata, one fetch at a time, with its progress in the view and the status bar. */
export class PaperFetcher implements Disposable {
  private readonly store = new DisposableStore();
  private readonly status: StatusBarItem;
  private current: { readonly controller: AbortController; readonly work: Promise<FetchReport> } | undefined;

  constructor(private readonly ports: FetcherPorts) {
    this.status = this.store.add(
      window.createStatusBarItem('marginalia.papers', StatusBarAlignment.Left, 10),
    );
    this.status.name = l10n.t('Marginalia Reading List');
    const cancel: CommandId = 'marginalia.papers.cancel';
    this.status.command = cancel;
    this.store.add({ dispose: () => this.cancel() });
  }

  /** Joins the fetch that is going on, if one is. Resolves with how it ended, after the user was told. */
  fetch(force: boolean): Promise<FetchReport> {
    if (this.current) return this.current.work;
    const controller = new AbortController();
    const work = this.run(force, controller.signal).finally(() => {
      this.current = undefined;
      setContextKey('marginalia.papers.fetching', false);
      this.status.hide();
      this.ports.header.progress = '';
    });
    this.current = { controller, work };
    setContextKey('marginalia.papers.fetching', true);
    return work;
  }

  cancel(): void {
    this.current?.controller.abort();
  }

  dispose(): void {
    this.store.dispose();
  }

  private async run(force: boolean, signal: AbortSignal): Promise<FetchReport> {
    const report = await window.withProgress({ location: { viewId } }, () => this.fetchAll(force, signal));
    void this.tell(report);
    return report;
  }

  private async fetchAll(force: boolean, signal: AbortSignal): Promise<FetchReport> {
    const { papers, services, clock, log } = this.ports;
    const { fetchMetadata } = await import('../../../papers/fetchMetadata');
    const access = await services.access();
    let sum = emptyReport;
    for (const { folder, store, papers: library } of await papers.all()) {
      const onProgress = (progress: FetchProgress): void => this.show(progress);
      const ports = { http: services.http, store, clock, logger: log };
      try {
        sum = addReports(sum, await fetchMetadata(library, ports, { access, force, signal, onProgress }));
      } finally {
        await papers.reload(folder);
      }
      if (sum.error || sum.cancelled) break;
    }
    return sum;
  }

  private show({ done, total, waiting }: FetchProgress): void {
    const count = l10n.t('Fetching metadata: {0} of {1} papers', done, total);
    const text = waiting ? waitingText(waiting) : count;
    this.status.text = `$(sync~spin) ${text}`;
    this.status.tooltip = l10n.t('Click to cancel.');
    this.status.accessibilityInformation = { label: l10n.t('{0}. Click to cancel.', text), role: 'button' };
    this.status.show();
    this.ports.header.progress = waiting ? `${count}. ${text}` : count;
  }

  /** The user asked for it and hears how it ended; a cancelled fetch needs a word only in passing. */
  private async tell(report: FetchReport): Promise<void> {
    const counts = [countsText(report), servicesText(report)].filter((text) => text !== '').join(' ');
    this.ports.log.info(`Fetch Metadata: ${counts}`);
    const showLog = l10n.t('Show Log');
    let answer: string | undefined;
    if (report.error) {
      const kept =
        report.fetched.length > 0 ? ` ${l10n.t('{0} papers were fetched.', report.fetched.length)}` : '';
      this.ports.log.error(describeError(report.error));
      answer = await window.showErrorMessage(`${describeError(report.error)}${kept}`, showLog);
    } else if (report.cancelled) {
      window.setStatusBarMessage(l10n.t('Fetching cancelled: {0}', counts), 8_000);
    } else if (report.unknown.length > 0) {
      answer = await window.showWarningMessage(counts, showLog);
    } else {
      answer = await window.showInformationMessage(counts, showLog);
    }
    if (answer === showLog) await executeCommand('marginalia.log.show');
  }
}
