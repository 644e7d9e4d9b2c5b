import type { WorkHooks } from '../../compute/work';
import {
  isLayersJob,
  type OnOutcome,
  type ReplicaBackend,
  type TrainingJob,
} from '../../science/subspace/replicaBackend';
import type { Replica } from '../../science/subspace/trainReplica';

/** Training by our own kernels, and of a user's models by TensorFlow.js. */
export class RoutedReplicas implements ReplicaBackend {
  private readonly used = new Set<ReplicaBackend>();

  constructor(
    private readonly own: ReplicaBackend,
    private readonly layers: ReplicaBackend & { readonly isOpen: boolean },
  ) {}

  get description(): string {
    const used = this.used.size > 0 ? [...this.used] : [this.layers.isOpen ? this.layers : this.own];
    return used.map(({ description }) => description).join(' and ');
  }

  /** What is kept of a run may be of either, once a model was opened. */
  get arithmetic(): string {
    return this.layers.isOpen ? `${this.own.arithmetic}; ${this.layers.arithmetic}` : this.own.arithmetic;
  }

  get notices(): readonly string[] {
    return [...(this.own.notices ?? []), ...(this.layers.notices ?? [])];
  }

  async train(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    const trainer = isLayersJob(job) ? this.layers : this.own;
    if (replicas.length > 0) this.used.add(trainer);
    await trainer.train(job, replicas, onOutcome, hooks);
  }
}
