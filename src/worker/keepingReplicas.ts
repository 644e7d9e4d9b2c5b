import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WorkHooks } from '../compute/work';
import type { Keeping } from '../experiments/kept';
import { specHash } from '../experiments/specHash';
import { identityOf } from '../science/models/layersNetwork';
import type { TrainingData } from '../science/models/networkObjective';
import { replicaOutcomeSchema, type ReplicaOutcome } from '../science/subspace/outcome';
import type { OnOutcome, ReplicaBackend, TrainingJob } from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';

const pieceSchema = z.object({ replica: z.string(), outcome: replicaOutcomeSchema });

/**
 * A trainer that does no replica twice, for kinds whose work is the replicas they train: each is kept as soon as it is
 * done, under a hash of network, data, plan and of which replica it is, all that its outcome depends on. Those whose
 * layers are asked for are trained each time.
 */
export class KeepingReplicas implements ReplicaBackend {
  private found: Promise<{ keeping: Keeping; outcomes: Map<string, ReplicaOutcome> }> | undefined;
  private readonly hashes = new WeakMap<TrainingData, string>();

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
    const { keeping, outcomes } = await (this.found ??= this.read());
    const name = this.namer(job);
    const names = new Map<string, string>();
    const rest = replicas.filter((replica) => {
      const key = name(replica);
      const known = replica.layersOf === undefined ? outcomes.get(key) : undefined;
      if (known === undefined) names.set(placeOf(replica.dimension ?? null, replica.index), key);
      else onOutcome(known, undefined);
      return known === undefined;
    });
    if (rest.length === 0) return;
    const keep: OnOutcome = (outcome, layers, ms) => {
      const replica = names.get(placeOf(outcome.dimension, outcome.index));
      if (replica !== undefined && layers === undefined) {
        outcomes.set(replica, outcome);
        keeping.keep({ replica, outcome } satisfies z.infer<typeof pieceSchema>);
      }
      onOutcome(outcome, layers, ms);
    };
    await this.trainer.train(job, rest, keep, hooks);
  }

  private async read(): Promise<{ keeping: Keeping; outcomes: Map<string, ReplicaOutcome> }> {
    const keeping = await this.open({ arithmetic: this.trainer.arithmetic });
    const pieces = keeping.earlier.flatMap(({ value }) => pieceSchema.safeParse(value).data ?? []);
    return { keeping, outcomes: new Map(pieces.map(({ replica, outcome }) => [replica, outcome])) };
  }

  /** Names for the replicas of a job. */
  private namer({ network, data, plan }: TrainingJob): (replica: Replica) => string {
    const job = specHash('job', { network: identityOf(network), plan, data: this.hashOf(data) });
    return ({ dimension, index, target }) =>
      specHash('replica', { job, dimension: dimension ?? null, index, target: target ?? null });
  }

  private hashOf(data: TrainingData): string {
    const known = this.hashes.get(data);
    if (known !== undefined) return known;
    const hash = createHash('sha256').update(`${data.rows} ${data.columns} `);
    for (const { buffer, byteOffset, byteLength } of [data.features, data.answers, data.train, data.test])
      hash.update(`${byteLength} `).update(new Uint8Array(buffer, byteOffset, byteLength));
    const digest = hash.digest('hex');
    this.hashes.set(data, digest);
    return digest;
  }
}

function placeOf(dimension: number | null, index: number): string {
  return `${dimension ?? 'full'} ${index}`;
}
