import { AbortedError, throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';
import type { BackendChoice } from '../../compute/backendChoice';
import type { WorkHooks } from '../../compute/work';
import type { LayersShape, LayersSource } from '../../science/models/layersNetwork';
import {
  isLayersJob,
  type LayersJob,
  type OnOutcome,
  type ReplicaBackend,
  type TrainingJob,
} from '../../science/subspace/replicaBackend';
import type { Replica } from '../../science/subspace/trainReplica';
import { systemClock } from '../systemClock';
import type { TensorFlowBackend } from './layersMessages';
import { LayersProcess } from './layersProcess';

export interface LayersModelsOptions {
  /** The built `layersProcess.js`. */
  readonly script: string;
  /** What runs it, the best first: an editor's own Node cannot load every package. */
  readonly nodePaths: readonly string[];
  readonly choice: BackendChoice;
  /** Where a TensorFlow.js of the user's own is looked for. */
  readonly folders: readonly string[];
  /** Processes at most, where the backend has one thread. */
  readonly threads: number;
}

interface Described {
  readonly backend: TensorFlowBackend;
  readonly name: string;
}

/** Models of TensorFlow.js, in processes of their own: as many as there are threads, or one that has all of a device. */
export class LayersModels implements ReplicaBackend {
  private processes: LayersProcess[] = [];
  /** What each process was last told to train. */
  private readonly jobs = new Map<LayersProcess, LayersJob>();
  private described: Described | undefined;
  private nodePath = 0;
  private readonly said = new Set<string>();

  private choice: BackendChoice;

  constructor(private readonly options: LayersModelsOptions) {
    this.choice = options.choice;
  }

  /** Whether a model was opened. */
  get isOpen(): boolean {
    return this.described !== undefined;
  }

  get description(): string {
    const { described } = this;
    const count = this.most;
    const processes = count === 1 ? '' : `, ${count} processes`;
    return `${described?.name ?? 'TensorFlow.js'}${processes}: slower than Marginalia’s own kernels`;
  }

  get arithmetic(): string {
    return this.described?.name ?? 'TensorFlow.js';
  }

  get notices(): readonly string[] {
    return [...this.said];
  }

  /**
   * Builds the model on the first backend that can train it, and keeps to that one.
   * @throws `experiment.invalid` where none can.
   */
  async describe(source: LayersSource, signal: AbortSignal | undefined): Promise<LayersShape> {
    return this.unlessAborted(signal, async () => {
      try {
        return await this.ask(source);
      } catch (error) {
        const isOurs = error instanceof CodedError || this.choice === 'wasm' || this.described !== undefined;
        if (isOurs || signal?.aborted === true) throw error;
        // A driver or a native library that ends the process leaves what comes with this program.
        this.said.add(`TensorFlow.js does not use the native package: ${reasonOf(error)}.`);
        this.end();
        this.choice = 'wasm';
        return this.ask(source);
      }
    });
  }

  private async ask(source: LayersSource): Promise<LayersShape> {
    const first = await this.open();
    const { shape, backend, name, notices } = await first.ask({ type: 'describe', source }, 'described');
    this.described = { backend, name };
    for (const notice of notices) this.said.add(notice);
    return shape;
  }

  async train(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    { signal }: WorkHooks,
  ): Promise<void> {
    if (!isLayersJob(job)) throw new Error('TensorFlow.js is asked to train a network of our own');
    const queue = [...replicas];
    await this.unlessAborted(signal, async () => {
      const { source } = job.network;
      while (this.processes.length < Math.min(this.most, replicas.length)) this.processes.push(this.start());
      const used = this.processes.slice(0, Math.min(this.most, replicas.length));
      await Promise.all(
        used.map(async (process) => {
          await this.give(process, job, source);
          for (let replica = queue.shift(); replica !== undefined; replica = queue.shift()) {
            const askedAt = systemClock.now();
            const { outcome, layers } = await process.ask({ type: 'replica', replica }, 'outcome');
            onOutcome(outcome, layers, systemClock.now() - askedAt);
          }
        }),
      );
    });
  }

  /** One process has all of a graphics card, or of the threads that a native library has. */
  private get most(): number {
    const backend = this.described?.backend;
    return backend === 'wasm' || backend === 'cpu' ? this.options.threads : 1;
  }

  /** Tells a process what to train, unless it knows. */
  private async give(process: LayersProcess, job: LayersJob, source: LayersSource): Promise<void> {
    const known = this.jobs.get(process);
    if (known === job) return;
    if (known?.network.source !== source) {
      await process.ask({ type: 'open', ...this.opening(this.described?.backend) }, 'ready');
      await process.ask({ type: 'describe', source }, 'described');
    }
    await process.ask({ type: 'job', job: unshared(job) }, 'ready');
    this.jobs.set(process, job);
  }

  private opening(only: TensorFlowBackend | undefined): {
    readonly choice: BackendChoice;
    readonly folders: string[];
    readonly only?: TensorFlowBackend;
  } {
    const { choice } = this;
    return { choice, folders: [...this.options.folders], ...(only === undefined ? {} : { only }) };
  }

  /** A process, the first there is, that knows what may be used. */
  private async open(): Promise<LayersProcess> {
    for (;;) {
      const [first = this.start()] = this.processes;
      if (this.processes.length === 0) this.processes.push(first);
      try {
        await first.ask({ type: 'open', ...this.opening(this.described?.backend) }, 'ready');
        return first;
      } catch (error) {
        // There may be no Node but the editor's.
        this.end();
        this.nodePath++;
        if (this.nodePath >= this.options.nodePaths.length) throw error;
      }
    }
  }

  private start(): LayersProcess {
    return LayersProcess.start(
      this.options.script,
      this.options.nodePaths[this.nodePath] ?? process.execPath,
    );
  }

  /** A step cannot be broken off: where the work is cancelled, or fails, its processes are ended. */
  private async unlessAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    throwIfAborted(signal);
    const abort = (): void => this.end();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await work();
    } catch (error) {
      this.end();
      if (signal?.aborted) throw new AbortedError();
      if (error instanceof CodedError) throw error;
      throw new CodedError('run.crashed', `TensorFlow.js failed: ${reasonOf(error)}.`, {
        remedy: 'See the run’s worker.log; `--backend wasm` leaves packages of your own aside.',
        cause: error,
      });
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  private end(): void {
    for (const process of this.processes) process.end();
    this.processes = [];
    this.jobs.clear();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Memory that threads share cannot be sent to a process. */
function unshared(job: LayersJob): LayersJob {
  const { features, answers, train, test } = job.data;
  return {
    ...job,
    data: {
      ...job.data,
      features: new Float32Array(features),
      answers: answers instanceof Int32Array ? new Int32Array(answers) : new Float32Array(answers),
      train: new Int32Array(train),
      test: new Int32Array(test),
    },
  };
}
