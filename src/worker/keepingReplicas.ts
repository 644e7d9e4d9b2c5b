import { z } from 'zod';
import type { WorkHooks } from '../compute/work';
import type { Keeping, Reused } from '../experiments/kept';
import { specHash } from '../experiments/specHash';
import { identityOf } from '../science/models/layersNetwork';
import { replicaOutcomeSchema, type ReplicaOutcome } from '../science/subspace/outcome';
import type { OnOutcome, ReplicaBackend, TrainingJob } from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';
import { trainingDataHash } from './trainingDataHash';

const pieceSchema = z.object({
  replica: z.string(),
  outcome: replicaOutcomeSchema,
  /** Of one thread, where it was measured. */
  ms: z.number().optional(),
});
type Piece = z.infer<typeof pieceSchema> & { readonly from?: string | undefined };

/**
 * A trainer that does no replica twice, for kinds whose work is the replicas they train: each is kept as soon as it is
 * done, under a hash of network, data, plan and of which replica it is, all that its outcome depends on. Those whose
 * layers are asked for are trained each time.
 */
export class KeepingReplicas implements ReplicaBackend {
  private found: Promise<{ keeping: Keeping; pieces: Map<string, Piece> }> | undefined;
  /** Replicas taken from other runs, by the run. */
  private readonly taken = new Map<string, Map<string, ReplicaOutcome>>();

  /** @param open the run's pieces, on the basis of the trainer's arithmetic; asked for once, at the first training. */
  constructor(
    private readonly trainer: ReplicaBackend,
    private readonly open: (basis: unknown) => Promise<Keeping>,
  ) {}

  get description(): string {
    return this.trainer.description;
  }

  get arithmetic(): string {
    return this.trainer.arithmetic;
  }

  get notices(): readonly string[] {
    return this.trainer.notices ?? [];
  }

  async train(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    const { keeping, pieces } = await (this.found ??= this.read());
    const name = this.namer(job);
    const names = new Map<string, string>();
    const rest = replicas.filter((replica) => {
      const key = name(replica);
      const known = replica.layersOf === undefined ? pieces.get(key) : undefined;
      if (known === undefined) names.set(placeOf(replica.dimension ?? null, replica.index), key);
      else {
        this.take(known);
        onOutcome(known.outcome, undefined, known.ms);
      }
      return known === undefined;
    });
    if (rest.length === 0) return;
    const keep: OnOutcome = (outcome, layers, ms) => {
      const replica = names.get(placeOf(outcome.dimension, outcome.index));
      if (replica !== undefined && layers === undefined) {
        const piece: z.infer<typeof pieceSchema> = { replica, outcome, ...(ms === undefined ? {} : { ms }) };
        pieces.set(replica, piece);
        keeping.keep(piece);
      }
      onOutcome(outcome, layers, ms);
    };
    await this.trainer.train(job, rest, keep, hooks);
  }

  /** What was taken from other runs, and which. */
  reused(): readonly Reused[] {
    return [...this.taken].map(([runId, outcomes]) => {
      const inFull = [...outcomes.values()].filter(({ dimension }) => dimension === null).length;
      const parts = [
        ...(inFull > 0 ? [`${inFull} in full space`] : []),
        ...(outcomes.size > inFull ? [`${outcomes.size - inFull} in subspaces`] : []),
      ];
      return { runId, pieces: outcomes.size, what: parts.join('; ') };
    });
  }

  private take({ replica, outcome, from }: Piece): void {
    if (from === undefined) return;
    const all = this.taken.get(from) ?? new Map<string, ReplicaOutcome>();
    this.taken.set(from, all.set(replica, outcome));
  }

  private async read(): Promise<{ keeping: Keeping; pieces: Map<string, Piece> }> {
    const keeping = await this.open({ arithmetic: this.trainer.arithmetic });
    const pieces = keeping.earlier.flatMap(({ value, from }) => {
      const piece = pieceSchema.safeParse(value);
      return piece.success ? [{ ...piece.data, from }] : [];
    });
    return { keeping, pieces: new Map(pieces.map((piece) => [piece.replica, piece])) };
  }

  /** Names for the replicas of a job. */
  private namer({ network, data, plan }: TrainingJob): (replica: Replica) => string {
    const job = specHash('job', { network: identityOf(network), plan, data: trainingDataHash(data) });
    return ({ dimension, index, target }) =>
      specHash('replica', { job, dimension: dimension ?? null, index, target: target ?? null });
  }
}

function placeOf(dimension: number | null, index: number): string {
  return `${dimension ?? 'full'} ${index}`;
}
