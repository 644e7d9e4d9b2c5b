import type { BackendChoice } from '../../compute/backendChoice';
import type { GpuAdapterName } from '../../compute/webgpu/device';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { describeAdapter } from '../../compute/webgpu/gpuNeighbours';
import type { WorkHooks } from '../../compute/work';
import { isWellNetwork } from '../models/layersNetwork';
import { layOut } from '../models/networkLayout';
import {
  nativeJob,
  type NativeJob,
  type OnOutcome,
  type ReplicaBackend,
  type TrainingJob,
} from './replicaBackend';
import type { Replica } from './trainReplica';
import { unsuitedForDevice } from './trainOnDevice';

/** A GPU that stands ready to train. */
export interface TrainingGpu {
  readonly adapter: GpuAdapterName;
  train(job: NativeJob, replicas: readonly Replica[], onOutcome: OnOutcome, hooks: WorkHooks): Promise<void>;
  end(): void;
}

/** Multiply-adds of a training from which on starting a GPU costs less than it saves. */
const worthGpu = 3e11;

/** Trains on the GPU or the processor, as was chosen; on the processor wherever the GPU cannot do it. */
export class ChosenReplicas implements ReplicaBackend {
  /** Kept from one round of a search to the next. */
  private gpu: TrainingGpu | undefined;
  /** A GPU that went away, or never was, is not asked again. */
  private isLost = false;
  private readonly used = new Set<string>();
  private readonly said = new Set<string>();

  /** @param openGpu rejects with a GpuFault where there is none. */
  constructor(
    private readonly choice: BackendChoice,
    private readonly processor: ReplicaBackend,
    private readonly openGpu: (signal: AbortSignal | undefined) => Promise<TrainingGpu>,
    private readonly leastWork = worthGpu,
  ) {}

  /** What has trained so far; what would, where nothing has. */
  get description(): string {
    return this.used.size === 0 ? this.processor.description : [...this.used].join(' and ');
  }

  /** Whether there is a GPU, and one that stays, is not known before: what is kept of a run is of either. */
  get arithmetic(): string {
    return this.choice === 'wasm' ? this.processor.arithmetic : `${this.processor.arithmetic}, or a GPU`;
  }

  /** Why the GPU that was asked for was not used, as sentences. */
  get notices(): readonly string[] {
    return [...this.said];
  }

  async train(
    given: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    if (isWellNetwork(given.network)) {
      if (this.choice === 'webgpu') this.said.add(onProcessorSince('it has no quadratic wells'));
      return this.onProcessor(given, replicas, onOutcome, hooks);
    }
    const job = nativeJob(given);
    const small = workOf(job, replicas) < this.leastWork;
    if (this.isLost || this.choice === 'wasm' || (this.choice === 'auto' && small)) {
      return this.onProcessor(job, replicas, onOutcome, hooks);
    }
    const left = new Set(replicas);
    try {
      const unsuited = unsuitedForDevice(job, replicas);
      if (unsuited !== undefined) throw new GpuFault('unsuited', unsuited);
      const gpu = (this.gpu ??= await this.openGpu(hooks.signal));
      // Kept open as it is: it tells at once of which kind it is.
      if (this.choice === 'auto' && gpu.adapter.software) {
        return await this.onProcessor(job, replicas, onOutcome, hooks);
      }
      this.used.add(describeAdapter(gpu.adapter));
      const take: OnOutcome = (outcome, layers) => {
        for (const replica of left) {
          if ((replica.dimension ?? null) !== outcome.dimension || replica.index !== outcome.index) continue;
          left.delete(replica);
          break;
        }
        onOutcome(outcome, layers);
      };
      await gpu.train(job, replicas, take, hooks);
    } catch (error) {
      if (!(error instanceof GpuFault)) {
        // A cancelled conversation is not taken up again.
        this.close();
        throw error;
      }
      if (error.reason !== 'unsuited') this.close();
      this.isLost ||= error.reason === 'lost' || error.reason === 'unavailable';
      // A machine without a GPU lacks nothing that was asked for.
      if (this.choice === 'webgpu' || error.reason === 'lost' || error.reason === 'memory') {
        this.said.add(onProcessorSince(error.message));
      }
      await this.onProcessor(job, [...left], onOutcome, hooks);
    }
  }

  private close(): void {
    this.gpu?.end();
    this.gpu = undefined;
  }

  private async onProcessor(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    if (replicas.length === 0) return;
    this.used.add(this.processor.description);
    await this.processor.train(job, replicas, onOutcome, hooks);
  }
}

function onProcessorSince(reason: string): string {
  return `Networks were trained on the processor, since the GPU could not be used: ${reason}.`;
}

/** Multiply-adds, roughly: three passes through the network, two over the projection. */
function workOf({ network, data, plan }: NativeJob, replicas: readonly Replica[]): number {
  const { parameters } = layOut(network);
  const steps = plan.epochs * Math.ceil(data.train.length / plan.batch);
  return replicas.reduce(
    (sum, { dimension }) =>
      sum + parameters * (3 * plan.epochs * data.train.length + 2 * steps * (dimension ?? 0)),
    0,
  );
}
