import { l10n, window, type Uri, type WebviewPanel } from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { Refinement } from '../../../papers/categorise/modelRefinement';
import type { Handlers } from '../../../protocol/contract';
import { categoriseContract } from '../../../protocol/categorisePanel';
import type { RpcConnection } from '../../../protocol/rpc';
import { executeCommand, showError } from '../../commands';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { connectPanel } from '../../panels/panelConnection';
import { webviewPage } from '../../panels/webviewPage';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { readSetting, writeSetting } from '../../settings';
import { placeTarget } from '../readingList/targets';
import { applyDecisions, type Applied } from './applyDecisions';
import { mayHaveModels, refineWithModel } from './refine';
import { reviewedPapers, snapshotOf, type ReviewedPaper } from './review';

export interface ReviewPorts {
  readonly papers: WorkspacePapers;
  readonly notes: WorkspaceNotes;
  readonly log: Logger;
  readonly extensionUri: Uri;
}

/** What is behind the review of categories: it sends whole snapshots while the panel is shown, and serves its requests. */
export class ReviewPage implements Disposable {
  private readonly store = new DisposableStore();
  private readonly rpc: RpcConnection<typeof categoriseContract.view>;
  private readonly refined = new Map<string, Refinement>();
  private readonly added: string[] = [];
  private reviewed: readonly ReviewedPaper[] = [];
  private ready = false;
  private sending = false;
  private outdated = false;

  constructor(
    readonly panel: WebviewPanel,
    private readonly ports: ReviewPorts,
    private only: readonly string[],
  ) {
    this.store.add(ports.papers.onDidChange(() => this.refresh()));
    this.store.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.ready = false;
      }),
    );
    this.rpc = this.store.add(connectPanel(panel.webview, categoriseContract, this.handlers(), ports.log));
    this.load();
  }

  /** Reviews other papers; those already decided about and not applied are forgotten. */
  show(only: readonly string[]): void {
    this.only = only;
    this.load();
  }

  /** Sends a snapshot soon; while one is on its way at most one more follows it. */
  refresh(): void {
    this.outdated = true;
    if (!this.sending) void this.send();
  }

  dispose(): void {
    this.store.dispose();
  }

  private load(): void {
    this.ready = false;
    this.panel.webview.html = webviewPage(this.panel.webview, this.ports.extensionUri, {
      name: 'categorise',
      title: l10n.t('Categorise Papers'),
      data: { only: JSON.stringify(this.only) },
    });
  }

  private async send(): Promise<void> {
    this.sending = true;
    try {
      while (this.outdated && this.ready) {
        this.outdated = false;
        this.reviewed = await reviewedPapers(this.ports.papers, this.only);
        const style = readSetting('marginalia.papers.categoriesAs');
        const canRefine = mayHaveModels();
        this.rpc.remote.snapshot(snapshotOf(this.reviewed, this.refined, this.added, { style, canRefine }));
      }
    } catch (error) {
      void showError(error, this.ports.log);
    } finally {
      this.sending = false;
    }
  }

  private handlers(): Handlers<typeof categoriseContract.host> {
    return {
      ready: () => {
        this.ready = true;
        this.refresh();
      },
      reveal: async ({ id }) => {
        const reviewed = this.reviewed.find((paper) => paper.id === id);
        const place = reviewed?.proposal.paper.places[0];
        if (reviewed && place) {
          const { folder, proposal } = reviewed;
          await executeCommand('marginalia.paper.reveal', placeTarget(folder, place, proposal.paper.key));
        }
        return null;
      },
      setStyle: async ({ style }) => {
        await writeSetting('marginalia.papers.categoriesAs', style);
        this.refresh();
        return null;
      },
      newCategory: async () => {
        const name = await window.showInputBox({
          title: l10n.t('New Category'),
          prompt: l10n.t('Its name, as headings and tags are to have it'),
          validateInput: (value) => (value.trim() === '' ? l10n.t('A category needs a name.') : undefined),
        });
        if (name === undefined) return {};
        this.added.push(name.trim());
        this.refresh();
        return { name: name.trim() };
      },
      apply: async ({ decisions }) => {
        const style = readSetting('marginalia.papers.categoriesAs');
        const applied = await applyDecisions(decisions, this.reviewed, style, this.ports);
        for (const { id } of decisions) this.refined.delete(id);
        void this.tell(applied);
        return { message: applied.message };
      },
      fetch: async () => {
        await executeCommand('marginalia.papers.fetch');
        return null;
      },
      refine: async ({ ids }) => {
        const asked = this.reviewed.filter(({ id }) => ids.includes(id));
        const categories = asked.flatMap(({ categoriser }) => categoriser.taxonomy.map(({ name }) => name));
        const names = [...new Set([...this.added, ...categories])];
        const { refinements, message } = await refineWithModel(asked, names, this.ports.log);
        for (const [id, refinement] of refinements) this.refined.set(id, refinement);
        this.refresh();
        return { message };
      },
    };
  }

  private async tell({ message, undo }: Applied): Promise<void> {
    const back = l10n.t('Undo');
    if ((await window.showInformationMessage(message, back)) !== back) return;
    try {
      if (await undo()) return;
      void window.showWarningMessage(
        l10n.t('A note has changed since and was left as it is. Undo in its editor what is to go.'),
      );
    } catch (error) {
      void showError(error, this.ports.log);
    }
  }
}
