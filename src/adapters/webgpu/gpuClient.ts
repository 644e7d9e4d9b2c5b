import { AbortedError, throwIfAborted } from '../../base/abort';
import type {
  CandidateBlock,
  CandidateCounts,
  CandidateFinder,
  CandidateJob,
} from '../../compute/webgpu/candidates';
import type { GpuAdapterName } from '../../compute/webgpu/device';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { tileCount } from '../../compute/webgpu/tileLayout';
import type { WorkHooks } from '../../compute/work';
import type { FromGpu, ToGpu } from '../../protocol/gpuMessages';
import type { OnOutcome, NativeJob } from '../../science/subspace/replicaBackend';
import type { Replica } from '../../science/subspace/trainReplica';

/** Silent for so long, a driver hangs. The longest step of a slow device is far shorter. */
const silentMs = 180_000;

/** The way to whoever holds the GPU: a process, or a page of the editor. */
export interface GpuLink {
  /** Resolves when the message is on its way; rejects with a GpuFault where it cannot be. */
  send(message: ToGpu): Promise<void>;
  /** Called once, before anything is sent. */
  listen(hear: (message: FromGpu) => void, fail: (fault: GpuFault) => void): void;
  /** Ends what is at the other end, whatever it does. */
  end(): void;
}

/** The search for candidates, and training, at the other end of a link. */
export class GpuClient implements CandidateFinder {
  private listener: ((message: FromGpu) => void) | undefined;
  private failed: GpuFault | undefined;
  private onFault: ((fault: GpuFault) => void) | undefined;
  private silence: NodeJS.Timeout | undefined;

  private constructor(private readonly link: GpuLink) {
    link.listen(
      (message) => this.hear(message),
      (fault) => this.fail(fault),
    );
  }

  adapter: GpuAdapterName = { name: '', software: true };

  /**
   * Asks for the GPU. Rejects with a GpuFault where there is none to be had; the link is ended then.
   *
   * @param folders where a process looks for the package.
   */
  static async open(
    link: GpuLink,
    folders: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<GpuClient> {
    const client = new GpuClient(link);
    try {
      await client.converse<void>(signal, { type: 'open', folders: [...folders] }, (message, done) => {
        if (message.type !== 'adapter') return;
        client.adapter = { name: message.name, software: message.software };
        done();
      });
      return client;
    } catch (error) {
      client.end();
      throw error;
    }
  }

  find(
    job: CandidateJob,
    receive: (block: CandidateBlock) => Promise<void>,
    hooks: WorkHooks,
  ): Promise<CandidateCounts> {
    const request: ToGpu = {
      type: 'find',
      dimensions: job.dimensions,
      coarse: job.coarse,
      keep: job.keep,
      boxDimensions: job.boxDimensions,
      margin: job.margin,
      boxes: new Float32Array(job.boxes),
      layout: { size: job.layout.size, starts: new Uint32Array(job.layout.starts) },
    };
    return this.converse(hooks.signal, request, async (message, done) => {
      if (message.type === 'pack') {
        await this.send({
          type: 'points',
          values: new Float32Array(await job.pack(message.from, message.to)),
        });
      } else if (message.type === 'block') {
        checkBlock(message, job);
        await receive(message);
        await this.send({ type: 'next' });
      } else if (message.type === 'progress') {
        hooks.onProgress?.(message.fraction);
      } else if (message.type === 'found') {
        done({ comparedTiles: message.comparedTiles });
      }
    });
  }

  /** As `trainOnDevice`, over there. */
  async train(
    job: NativeJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    const request: ToGpu = { type: 'train', job: unshared(job), replicas: [...replicas] };
    await this.converse<void>(hooks.signal, request, (message, done) => {
      if (message.type === 'outcome') onOutcome(message.outcome, undefined);
      else if (message.type === 'progress') hooks.onProgress?.(message.fraction);
      else if (message.type === 'trained') done();
    });
  }

  /** Ends the conversation, and what the other end does. */
  end(): void {
    clearTimeout(this.silence);
    this.failed ??= new GpuFault('lost', 'it was given back');
    this.link.end();
  }

  /** Sends a request and hears what is said until `take` is done, the other end fails or the signal aborts. */
  private converse<T>(
    signal: AbortSignal | undefined,
    request: ToGpu,
    take: (message: FromGpu, done: (result: T) => void) => void | Promise<void>,
  ): Promise<T> {
    throwIfAborted(signal);
    const conversation = new Promise<T>((resolve, reject) => {
      const abort = (): void => reject(new AbortedError());
      signal?.addEventListener('abort', abort, { once: true });
      const done = (result: T): void => resolve(result);
      this.onFault = reject;
      this.listener = (message) => void Promise.resolve(take(message, done)).catch(reject);
      if (this.failed !== undefined) reject(this.failed);
      else this.send(request).catch(reject);
    });
    return conversation.finally(() => {
      this.listener = undefined;
      this.onFault = undefined;
      clearTimeout(this.silence);
    });
  }

  private hear(message: FromGpu): void {
    clearTimeout(this.silence);
    // To what it asks it gets an answer in its time, and is heard of after that.
    if (message.type === 'progress') this.expectMore();
    if (message.type === 'fault') this.fail(new GpuFault(message.reason, message.message));
    else this.listener?.(message);
  }

  private expectMore(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.fail(new GpuFault('lost', `it said nothing for ${silentMs / 1000} s`));
    }, silentMs);
    this.silence.unref();
  }

  private fail(fault: GpuFault): void {
    this.failed ??= fault;
    this.onFault?.(this.failed);
  }

  private async send(message: ToGpu): Promise<void> {
    this.expectMore();
    try {
      await this.link.send(message);
    } catch (error) {
      // How it ended tells more than that it does not listen.
      throw this.failed ?? error;
    }
  }
}

/** What comes from elsewhere has the size that it says. Throws a GpuFault where it has not. */
function checkBlock({ firstTile, tiles, kept }: CandidateBlock, { layout, keep }: CandidateJob): void {
  const end = firstTile + tiles;
  const points = (layout.starts[end] ?? NaN) - (layout.starts[firstTile] ?? NaN);
  if (end <= tileCount(layout) && kept.length === 2 * keep * points) return;
  throw new GpuFault('lost', `it answered with ${kept.length / 2} candidates for ${keep * points}`);
}

/** Memory that threads share cannot be sent to a process. */
function unshared({ network, data, plan }: NativeJob): NativeJob {
  const { features, answers, train, test } = data;
  return {
    network,
    plan,
    data: {
      ...data,
      features: new Float32Array(features),
      answers: answers instanceof Int32Array ? new Int32Array(answers) : new Float32Array(answers),
      train: new Int32Array(train),
      test: new Int32Array(test),
    },
  };
}
