import { GpuFault } from '../../compute/webgpu/gpuFault';
import { fromPageSchema, type FromGpu, type ToPage } from '../../protocol/gpuMessages';
import { GpuClient, type GpuLink } from './gpuClient';

/** What is used of Node's `process` in a worker that was started with a channel to the editor. */
export interface EditorPort {
  readonly connected: boolean;
  send?(message: ToPage, handle: undefined, options: object, sent: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** How results tell it from the same card without an editor between. */
const through = ", through the editor's window";

/** The GPU of the editor's window, which a page of it lends to the workers that the window started. */
export class EditorGpu {
  private readonly conversations = new Map<number, Listener>();
  private opened = 0;

  private constructor(private readonly port: EditorPort) {
    port.on('message', (raw) => {
      // The channel carries nothing else; what is no message of ours is of another version, and stays unanswered.
      const decoded = fromPageSchema.safeParse(raw);
      if (decoded.success) this.conversations.get(decoded.data.session)?.hear(decoded.data.message);
    });
    port.on('disconnect', () => {
      for (const { fail } of [...this.conversations.values()])
        fail(new GpuFault('lost', "the editor's window was closed or reloaded"));
    });
  }

  /** Undefined where no editor has started this process, or none that lends its GPU. */
  static of(port: EditorPort): EditorGpu | undefined {
    return port.connected && port.send !== undefined ? new EditorGpu(port) : undefined;
  }

  /** Rejects with a GpuFault where the window has none, or is gone. */
  async open(signal: AbortSignal | undefined): Promise<GpuClient> {
    const client = await GpuClient.open(this.link(++this.opened), [], signal);
    client.adapter = { ...client.adapter, name: `${client.adapter.name}${through}` };
    return client;
  }

  private link(session: number): GpuLink {
    return {
      send: (message) => this.send({ session, message }),
      listen: (hear, fail) => void this.conversations.set(session, { hear, fail }),
      end: () => {
        if (!this.conversations.delete(session)) return;
        // Where it cannot be said any more, the window has heard of it by the channel's end.
        void this.send({ session, message: { type: 'close' } }).catch(() => undefined);
      },
    };
  }

  private send(message: ToPage): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = (): void =>
        reject(new GpuFault('unavailable', "the editor's window was closed or reloaded"));
      if (!this.port.connected || this.port.send === undefined) return gone();
      this.port.send(message, undefined, {}, (error) => (error === null ? resolve() : gone()));
    });
  }
}

interface Listener {
  readonly hear: (message: FromGpu) => void;
  readonly fail: (fault: GpuFault) => void;
}
