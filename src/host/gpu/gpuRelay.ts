import type { GpuLender, WorkerPort } from '../../adapters/processScheduler';
import type { Logger } from '../../base/logger';
import type { EditorBackendChoice } from '../../compute/backendChoice';
import type { GpuFaultReason } from '../../compute/webgpu/gpuFault';
import { toPageSchema, type FromPage, type ToGpu, type ToPage } from '../../protocol/gpuMessages';

/** A page that has a GPU, while it is open. */
export interface GpuPage {
  tell(message: ToPage): void;
  close(): void;
}

export interface GpuPageEvents {
  readonly said: (message: FromPage) => void;
  /** By the user, or since it broke. Not after `close`. */
  readonly closed: () => void;
}

export interface GpuRelayOptions {
  /** Resolves when the page listens; rejects with why it cannot. */
  readonly openPage: (events: GpuPageEvents) => Promise<GpuPage>;
  /** Whether the window stands on the machine that runs experiments: elsewhere the data would go over a network. */
  readonly isLocal: boolean;
  readonly log: Logger;
}

interface Session {
  readonly worker: WorkerPort;
  /** The worker's own number for it. */
  readonly session: number;
}

/**
 * Passes messages between workers and the one page that lends them its GPU. The page is there while a conversation is: it
 * opens with the first and closes with the last.
 */
export class GpuRelay implements GpuLender {
  private page: Promise<GpuPage> | undefined;
  /** By the number that the page knows them by. */
  private readonly sessions = new Map<number, Session>();
  private opened = 0;
  /** The page found no card: showing the view for that once is enough. */
  private hasNone = false;

  constructor(private readonly options: GpuRelayOptions) {}

  /** Of its own accord only on the same machine, and a card alone. */
  lends(backend: EditorBackendChoice): boolean {
    return backend !== 'wasm' && (backend !== 'auto' || (this.options.isLocal && !this.hasNone));
  }

  serve(worker: WorkerPort): void {
    const numbers = new Map<number, number>();
    worker.onMessage((raw) => {
      const decoded = toPageSchema.safeParse(raw);
      if (!decoded.success) return this.options.log.warn('A worker sent a message of another kind.');
      const { session, message } = decoded.data;
      if (message.type === 'open') {
        const number = ++this.opened;
        numbers.set(session, number);
        this.sessions.set(number, { worker, session });
      }
      const number = numbers.get(session);
      if (number === undefined || !this.sessions.has(number)) return;
      if (message.type === 'close') this.end(number);
      else this.pass(number, message);
    });
    worker.onClose(() => {
      for (const number of numbers.values()) if (this.sessions.has(number)) this.end(number);
    });
  }

  private pass(number: number, message: ToGpu): void {
    this.page ??= this.open();
    this.page.then(
      (page) => {
        if (this.sessions.has(number)) page.tell({ session: number, message });
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.fail(number, 'unavailable', reason);
      },
    );
  }

  private open(): Promise<GpuPage> {
    const page: Promise<GpuPage> = this.options.openPage({
      said: (said) => {
        this.said(said);
        const { message } = said;
        if (message.type === 'adapter') this.hasNone = message.software;
        else if (message.type === 'fault' && message.reason === 'unavailable') this.hasNone = true;
      },
      closed: () => {
        if (this.page !== page) return;
        this.page = undefined;
        for (const number of [...this.sessions.keys()])
          this.fail(number, 'lost', 'its page in the editor was closed');
      },
    });
    page.catch(() => {
      // The next search may find the window in a better state.
      if (this.page === page) this.page = undefined;
    });
    return page;
  }

  private said({ session: number, message }: FromPage): void {
    const session = this.sessions.get(number);
    if (session === undefined) return;
    session.worker.send({ session: session.session, message });
    // What comes after a fault is a new conversation.
    if (message.type === 'fault') this.forget(number);
  }

  private fail(number: number, reason: GpuFaultReason, message: string): void {
    this.said({ session: number, message: { type: 'fault', reason, message } });
  }

  private end(number: number): void {
    void this.page?.then(
      (page) => page.tell({ session: number, message: { type: 'close' } }),
      () => undefined,
    );
    this.forget(number);
  }

  private forget(number: number): void {
    this.sessions.delete(number);
    if (this.sessions.size > 0) return;
    const { page } = this;
    this.page = undefined;
    void page?.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}
