import { env, l10n, Range, Uri, window, workspace, type WebviewPanel, type WorkspaceFolder } from 'vscode';
import { CodedError, serialiseError } from '../../../base/errors';
import { DisposableStore, type Disposable } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { Topic } from '../../../papers/categorise/topicOf';
import type { DailyEntry } from '../../../papers/daily/dailyEntry';
import type { Decided } from '../../../papers/daily/decisions';
import { KnownPapers } from '../../../papers/daily/knownPapers';
import { pageOfIds } from '../../../papers/links';
import type { Handlers } from '../../../protocol/contract';
import type { RpcConnection } from '../../../protocol/rpc';
import { triageContract, type TriageProgress } from '../../../protocol/triagePanel';
import type { FolderPapers } from '../../papers/workspacePapers';
import { connectPanel } from '../../panels/panelConnection';
import { webviewPage } from '../../panels/webviewPage';
import { revealNote } from '../notesTree/revealNote';
import { addToNote, listsOf, pickList, type AddKeptPorts } from './addKept';
import { pageUri, type DailyPages, type LoadedPage } from './dailyPages';
import { triagePage, triageProgress } from './triageSnapshot';

export interface TriagePorts extends AddKeptPorts {
  readonly extensionUri: Uri;
  readonly pages: DailyPages;
  readonly log: Logger;
}

/** So many topics are worked out before the page is shown at all; the others follow. */
const topicsAtOnce = 150;
const sliceMs = 12;

/** What is behind one triage panel: it sends the page and what was decided, and serves its requests. */
export class TriagePageHost implements Disposable {
  private readonly store = new DisposableStore();
  private readonly rpc: RpcConnection<typeof triageContract.view>;
  private readonly topics = new Map<string, Topic>();
  /** What this panel's decisions were before, the last one last. */
  private readonly undoStack: { readonly key: string; readonly before: Decided | undefined }[] = [];
  /** Made anew when the folder's papers are others. */
  private lists: { readonly of: FolderPapers | undefined; readonly known: KnownPapers } | undefined;
  private loaded: LoadedPage | undefined;
  private ready = false;
  private reading = 0;

  constructor(
    readonly panel: WebviewPanel,
    readonly folder: WorkspaceFolder,
    readonly file: string,
    private readonly ports: TriagePorts,
  ) {
    this.store.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.ready = false;
      }),
    );
    this.rpc = this.store.add(connectPanel(panel.webview, triageContract, this.handlers(), ports.log));
    const progress = (): void => void this.sendProgress();
    this.store.add(ports.pages.onDidChange(progress));
    this.store.add(ports.papers.onDidChange(progress));
    this.store.add(
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === pageUri(folder, file).toString()) void this.sendPage();
      }),
    );
    panel.webview.html = webviewPage(panel.webview, ports.extensionUri, {
      name: 'triage',
      title: panel.title,
      data: { folder: folder.uri.toString(), file },
    });
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Reads the page anew and sends it whole, then what was decided. */
  async sendPage(): Promise<void> {
    const reading = ++this.reading;
    try {
      const loaded = await this.ports.pages.read(this.folder, this.file);
      if (reading !== this.reading) return;
      this.loaded = loaded;
      const { entries } = loaded.page;
      await this.findTopics(entries.slice(0, topicsAtOnce), () => reading === this.reading);
      await this.sendProgress();
      this.post(loaded);
      if (entries.length <= topicsAtOnce) return;
      await this.findTopics(entries, () => reading === this.reading);
      this.post(loaded);
    } catch (error) {
      const { message, remedy } = serialiseError(error);
      this.ports.log.warn(`${this.file} cannot be shown: ${message}`);
      if (reading === this.reading && this.ready) this.rpc.remote.unavailable({ message, remedy });
    }
  }

  private post(loaded: LoadedPage): void {
    if (!this.ready || loaded !== this.loaded) return;
    this.rpc.remote.page(triagePage(loaded.page, this.panel.title, this.file, this.topics));
  }

  private async findTopics(entries: readonly DailyEntry[], wanted: () => boolean): Promise<void> {
    const { explainedTopic } = await import('../../../papers/categorise/topicOf');
    let end = Date.now() + sliceMs;
    for (const { key, title, abstract } of entries) {
      if (this.topics.has(key)) continue;
      this.topics.set(key, explainedTopic(title, abstract));
      if (Date.now() < end) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (!wanted()) return;
      end = Date.now() + sliceMs;
    }
  }

  private async sendProgress(): Promise<void> {
    if (!this.ready || !this.loaded) return;
    const progress = await this.progress(this.loaded);
    if (this.ready) this.rpc.remote.progress(progress);
  }

  private async progress({ page }: LoadedPage): Promise<TriageProgress> {
    const { pages } = this.ports;
    const known = await this.known();
    const [target] = await listsOf(this.folder, this.ports);
    const undo = this.undoStack.at(-1)?.key ?? (await pages.lastDecided(this.folder, this.file));
    const title = page.entries.find(({ key }) => key === undo)?.title;
    return {
      ...triageProgress(page, await pages.decided(this.folder), known),
      ...(title === undefined ? {} : { undo: title }),
      ...(target ? { target: { note: target.note, section: target.section ?? '' } } : {}),
    };
  }

  private async known(): Promise<KnownPapers> {
    const all = await this.ports.papers.all();
    const here = all.find(({ folder }) => folder.uri.toString() === this.folder.uri.toString());
    if (!this.lists || this.lists.of !== here) {
      this.lists = { of: here, known: new KnownPapers(here?.places ?? [], here?.records) };
    }
    return this.lists.known;
  }

  private handlers(): Handlers<typeof triageContract.host> {
    const { pages } = this.ports;
    return {
      ready: () => {
        this.ready = true;
        void this.sendPage();
      },
      decide: async ({ key, decision, priority }) => {
        const { title } = this.entry(key);
        const before = await pages.decidedOn(this.folder, this.file, key);
        this.undoStack.push({ key, before });
        const at = pages.now();
        if (decision !== undefined) {
          await this.write(key, { title, decision, at, ...(priority === undefined ? {} : { priority }) });
        } else {
          // Another page's decision is taken back here, not there.
          const elsewhere = await pages.decidedElsewhere(this.folder, this.file, key);
          await this.write(key, elsewhere ? { title, decision: 'undecided', at } : undefined);
        }
        return null;
      },
      undo: () => this.undo(),
      open: async ({ key }) => {
        await env.openExternal(Uri.parse(addressOf(this.entry(key)), true));
        return null;
      },
      reveal: async ({ key }) => {
        await this.reveal(this.entry(key));
        return null;
      },
      revealListed: async ({ key }) => {
        const at = (await this.known()).find(this.entry(key));
        if (at) await revealNote({ note: Uri.joinPath(this.folder.uri, at.note).toString(), line: at.line });
        return null;
      },
      addKept: ({ choose }) => this.addKept(choose),
    };
  }

  private async write(key: string, decided: Decided | undefined): Promise<void> {
    const savedOn = this.loaded?.savedOn ?? this.ports.pages.today();
    await this.ports.pages.change(this.folder, this.file, savedOn, new Map([[key, decided]]));
  }

  private async undo(): Promise<{ key?: string }> {
    const last = this.undoStack.pop();
    if (last) {
      await this.write(last.key, last.before);
      return { key: last.key };
    }
    // After a reload of the window what came before a decision is not known: it is to be decided again.
    const key = await this.ports.pages.lastDecided(this.folder, this.file);
    if (key === undefined) return {};
    await this.write(key, undefined);
    return { key };
  }

  private async addKept(choose: boolean): Promise<{ added: number; present: number; note?: string }> {
    const { pages } = this.ports;
    const decided = await pages.decided(this.folder);
    const known = await this.known();
    const kept = (this.loaded?.page.entries ?? []).flatMap((entry) => {
      const { decision, priority } = decided.get(entry.key) ?? {};
      return decision === 'keep' && !known.find(entry) ? [{ entry, priority }] : [];
    });
    if (kept.length === 0) return { added: 0, present: 0 };
    const lists = await listsOf(this.folder, this.ports);
    const target = (choose ? undefined : lists[0]) ?? (await pickList(this.folder, lists, this.ports));
    if (!target) return { added: 0, present: kept.length };
    const source = this.loaded?.page.format === 'json' ? 'hugging-face' : 'import';
    const { added, present } = await addToNote(kept, this.folder, target, source, pages.now(), this.ports);
    return { added: added.length, present: present.length, note: target.note };
  }

  private async reveal({ range, title }: DailyEntry): Promise<void> {
    const document = await workspace.openTextDocument(pageUri(this.folder, this.file));
    const at = range ?? rangeOfTitle(document.getText(), title);
    const selection = new Range(document.positionAt(at.start), document.positionAt(at.end));
    await window.showTextDocument(document, { selection, viewColumn: this.panel.viewColumn ?? 1 });
  }

  private entry(key: string): DailyEntry {
    const entry = this.loaded?.page.entries.find((each) => each.key === key);
    if (entry) return entry;
    throw new CodedError('data.missing', l10n.t('The paper is no longer on the page.'), {
      remedy: l10n.t('Close the view and triage the file again.'),
    });
  }
}

/** The paper's page; where its identifier is not known, arXiv's search for its title. */
function addressOf({ ids, title, links }: DailyEntry): string {
  const page = pageOfIds(ids);
  if (page !== undefined) return page;
  const own = links.find((link) => /^https?:\/\//i.test(link));
  return (
    own ?? `https://arxiv.org/search/?query=${encodeURIComponent(title.replace(/…$/, ''))}&searchtype=title`
  );
}

function rangeOfTitle(text: string, title: string): { start: number; end: number } {
  const start = Math.max(0, text.indexOf(JSON.stringify(title)));
  return { start, end: start };
}
