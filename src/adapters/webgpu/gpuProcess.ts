import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AbortedError, throwIfAborted } from '../../base/abort';
import type {
  CandidateBlock,
  CandidateCounts,
  CandidateFinder,
  CandidateJob,
} from '../../compute/webgpu/candidates';
import type { GpuAdapterName } from '../../compute/webgpu/device';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import type { WorkHooks } from '../../compute/work';
import type { OnOutcome, NativeJob } from '../../science/subspace/replicaBackend';
import type { Replica } from '../../science/subspace/trainReplica';
import { fromGpuSchema, type FromGpu, type ToGpu } from './gpuMessages';

/** Silent for so long, a driver hangs. The longest step of a slow device is far shorter. */
const silentMs = 180_000;
const endingMs = 500;

export interface GpuProcessOptions {
  /** The built `gpuProcess.js`. */
  readonly script: string;
  /** A Node binary, which Electron's own is not: it forbids the buffers that the package shares with drivers. */
  readonly nodePath: string;
  /** Where the package is looked for. */
  readonly folders: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The search for candidates in a process of its own, which holds the GPU and may crash. */
export class GpuProcess implements CandidateFinder {
  private listener: ((message: FromGpu) => void) | undefined;
  private failed: GpuFault | undefined;
  private onFault: ((fault: GpuFault) => void) | undefined;
  private silence: NodeJS.Timeout | undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: unknown) => this.hear(fromGpuSchema.parse(message)));
    child.on('error', (error) =>
      this.fail(new GpuFault('unavailable', `its process could not be started (${error.message})`)),
    );
    child.on('exit', (code, signal) =>
      this.fail(new GpuFault('lost', `its process ended early (${signal ?? `exit code ${code}`})`)),
    );
  }

  adapter: GpuAdapterName = { name: '', software: true };

  /** Rejects with a GpuFault where there is no GPU to be had. */
  static async start(options: GpuProcessOptions): Promise<GpuProcess> {
    const { script, nodePath, folders, signal } = options;
    if (!existsSync(script)) throw new GpuFault('unavailable', `${script} is missing`);
    const child = fork(script, [], {
      execPath: nodePath,
      execArgv: [],
      cwd: dirname(script),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const process = new GpuProcess(child);
    try {
      await process.converse<void>(signal, { type: 'open', folders: [...folders] }, (message, done) => {
        if (message.type !== 'adapter') return;
        process.adapter = { name: message.name, software: message.software };
        done();
      });
      return process;
    } catch (error) {
      process.end();
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

  /** Ends the process, whatever it does. */
  end(): void {
    clearTimeout(this.silence);
    this.failed ??= new GpuFault('lost', 'its process was ended');
    this.child.kill('SIGKILL');
  }

  /** Sends a request and hears what is said until `take` is done, the process fails or the signal aborts. */
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

  private send(message: ToGpu): Promise<void> {
    this.expectMore();
    return new Promise((resolve, reject) => {
      this.child.send(message, undefined, {}, (error) => {
        if (error === null) return resolve();
        // How it ended is heard of a moment later, and tells more.
        const fault = new GpuFault('lost', `its process does not listen (${error.message})`);
        setTimeout(() => reject(this.failed ?? fault), endingMs);
      });
    });
  }
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
