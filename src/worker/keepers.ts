import type { Keeping, Reused } from '../experiments/kept';
import type { Keeps, RunContext } from '../experiments/kind';
import type { ReplicaBackend } from '../science/subspace/replicaBackend';
import { KeepingReplicas } from './keepingReplicas';
import { KeepingTrials } from './keepingTrials';

/** What does a kind's replicas or trials, no one of them twice, where that is how the kind keeps its pieces. */
export class Keepers {
  private readonly used: { reused(): readonly Reused[] }[] = [];

  constructor(
    private readonly how: Keeps,
    private readonly keeping: (basis: unknown) => Promise<Keeping>,
  ) {}

  /** The backends of a context, each keeping what it does. */
  wrap({
    replicas,
    trials,
  }: Pick<RunContext, 'replicas' | 'trials'>): Pick<RunContext, 'replicas' | 'keepReplicas' | 'trials'> {
    if (this.how === 'replicas') {
      const keepReplicas = (trainer: ReplicaBackend): ReplicaBackend =>
        this.noted(new KeepingReplicas(trainer, this.keeping));
      return { keepReplicas, ...(replicas ? { replicas: keepReplicas(replicas) } : {}) };
    }
    if (this.how === 'trials' && trials)
      return { trials: this.noted(new KeepingTrials(trials, this.keeping)) };
    return {};
  }

  /** What was taken from other runs, and which. */
  reused(): readonly Reused[] {
    return this.used.flatMap((keeper) => keeper.reused());
  }

  private noted<Keeper extends { reused(): readonly Reused[] }>(keeper: Keeper): Keeper {
    this.used.push(keeper);
    return keeper;
  }
}
