import { existsSync } from 'node:fs';
import { z } from 'zod';
import { createTrainingKernels } from '../compute/training/createKernels';
import { replicaOutcomeSchema } from '../science/subspace/outcome';
import {
  kernelJob,
  replicasOnCallingThread,
  type OnOutcome,
  type ReplicaBackend,
  type TrainingJob,
} from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';
import type { WorkHooks } from '../compute/work';
import { JobThreads } from './jobThreads';
import { systemClock } from './systemClock';

const layerSchema = z.object({
  name: z.string(),
  columns: z.number().int(),
  values: z.instanceof(Float32Array<ArrayBuffer>),
});

const messageSchema = z.object({
  type: z.literal('outcome'),
  outcome: replicaOutcomeSchema,
  layers: z.array(layerSchema).optional(),
});

/**
 * Replicas on several threads, each with kernels of its own and the data in shared memory. A thread gets its next
 * replica when it is done with one; outcomes do not depend on which thread that is.
 */
export class TrainingThreads implements ReplicaBackend {
  readonly description: string;
  readonly arithmetic: string;
  private readonly alone: ReplicaBackend | undefined;
  private readonly pool: JobThreads;

  /** @param script the built `trainingThread.js`; where it is missing, the calling thread trains. */
  constructor(threads: number, script: string) {
    this.pool = new JobThreads(script, threads);
    this.alone = existsSync(script) ? undefined : replicasOnCallingThread();
    this.arithmetic = createTrainingKernels().description;
    this.description =
      this.alone?.description ?? `${this.arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`;
  }

  async train(
    job: TrainingJob,
    replicas: readonly Replica[],
    onOutcome: OnOutcome,
    hooks: WorkHooks,
  ): Promise<void> {
    if (this.alone !== undefined) return this.alone.train(job, replicas, onOutcome, hooks);
    const begun = new Map<Replica, number>();
    const hear = (message: unknown, replica: Replica): 'done' => {
      const { outcome, layers } = messageSchema.parse(message);
      onOutcome(outcome, layers, systemClock.now() - (begun.get(replica) ?? NaN));
      return 'done';
    };
    const begin = (replica: Replica): void => void begun.set(replica, systemClock.now());
    await this.pool.share(kernelJob(job), replicas, hear, hooks.signal, begin);
  }
}
