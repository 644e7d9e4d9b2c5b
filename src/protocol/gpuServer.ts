import { blockParts } from '../compute/webgpu/blockParts';
import { DeviceCandidates } from '../compute/webgpu/candidateSearch';
import { GpuFault } from '../compute/webgpu/gpuFault';
import { tileBytes } from '../compute/webgpu/memoryPlan';
import type { OpenDevice } from '../compute/webgpu/openAdapter';
import type { FromGpu, ToGpu } from './gpuMessages';

type Request<Type extends ToGpu['type']> = Extract<ToGpu, { readonly type: Type }>;

export interface GpuServerOptions {
  /** Rejects with a GpuFault where there is no GPU. */
  readonly open: (folders: readonly string[]) => Promise<OpenDevice>;
  /** Resolves when the message is on its way. */
  readonly send: (message: FromGpu) => Promise<void>;
  /** Milliseconds, for the length of batches alone. */
  readonly now: () => number;
  /** Most bytes of a message, about; as the search has them where this is left out. */
  readonly pieceBytes?: number;
  readonly breathe?: () => Promise<void>;
  /** Where trainings are served, too. */
  readonly train?: (device: OpenDevice['device'], request: Request<'train'>) => Promise<void>;
}

/**
 * Does what it is told on a GPU: the same in a process of its own and in a page of the editor. One conversation at a time.
 */
export class GpuServer {
  private opened: OpenDevice | undefined;
  private search: DeviceCandidates | undefined;
  private answer: ((message: ToGpu) => void) | undefined;
  private isClosed = false;

  constructor(private readonly options: GpuServerOptions) {}

  /** Resolves when it is done. Rejects where the GPU cannot do it; nothing more can be asked for then. */
  async take(message: ToGpu): Promise<void> {
    switch (message.type) {
      case 'open':
        return this.open(message);
      case 'find':
        return this.find(message);
      case 'train': {
        if (this.options.train === undefined) throw new GpuFault('unsuited', 'it does not train networks');
        if (this.opened === undefined) throw new Error('asked to train before a device was opened');
        await this.options.train(this.opened.device, message);
        return this.options.send({ type: 'trained' });
      }
      case 'points':
      case 'next':
        return this.answer?.(message);
      case 'close':
        return this.close();
    }
  }

  private async open({ folders }: Request<'open'>): Promise<void> {
    const { now, pieceBytes } = this.options;
    const opened = await this.options.open(folders);
    // Nobody waits for it any more.
    if (this.isClosed) return opened.device.destroy();
    this.opened = opened;
    this.search = new DeviceCandidates(opened.device, opened.name, now, pieceBytes);
    await this.options.send({ type: 'adapter', ...opened.name });
  }

  private async find(request: Request<'find'>): Promise<void> {
    const { send, breathe, pieceBytes = Infinity } = this.options;
    if (this.search === undefined) throw new Error('asked to find before a device was opened');
    const { comparedTiles } = await this.search.find(
      { ...request, pack: (from, to) => this.points(request, from, to) },
      async (block) => {
        for (const part of blockParts(block, request.layout, request.keep, pieceBytes))
          await this.ask({ type: 'block', ...part });
      },
      { onProgress: (fraction) => void send({ type: 'progress', fraction }), breathe },
    );
    await send({ type: 'found', comparedTiles });
  }

  private async points(request: Request<'find'>, from: number, to: number): Promise<Float32Array> {
    const answer = await this.ask({ type: 'pack', from, to });
    if (answer.type !== 'points') throw new Error(`asked for points, and got "${answer.type}"`);
    const bytes = (to - from) * tileBytes(request);
    if (answer.values.byteLength !== bytes) {
      throw new Error(`asked for ${bytes} bytes of points, and got ${answer.values.byteLength}`);
    }
    return answer.values;
  }

  private async ask(question: FromGpu): Promise<ToGpu> {
    const answered = new Promise<ToGpu>((resolve) => (this.answer = resolve));
    await this.options.send(question);
    return answered;
  }

  /** What goes on on the device ends with it. */
  private close(): void {
    this.isClosed = true;
    this.opened?.device.destroy();
  }
}

/** What is said of an error that ends the conversation. */
export function faultOf(error: unknown): FromGpu {
  const message = error instanceof Error ? error.message : String(error);
  return { type: 'fault', reason: error instanceof GpuFault ? error.reason : 'lost', message };
}
