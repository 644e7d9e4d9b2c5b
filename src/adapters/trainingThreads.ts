import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { AbortedError, throwIfAborted } from '../base/abort';
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
import { systemClock } from './systemClock';

const layerSchema = z.object({
  name: z.string(),
  columns: z.number().int(),
  values: z.instanceof(Float32Array<ArrayBuffer>),
});

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('outcome'),
    outcome: replicaOutcomeSchema,
    layers: z.array(layerSchema).optional(),
  }),
]);

/**
 * Replicas on several threads, each with kernels of its own and the data in shared memory. A thread gets its next
 * replica when it is done with one; outcomes do not depend on which thread that is.
 */
export class TrainingThreads implements ReplicaBackend {
  readonly description: string;
  readonly arithmetic: string;
  private readonly alone: ReplicaBackend | undefined;

  /** @param script the built `trainingThread.js`; where it is missing, the calling thread trains. */
  constructor(
    private readonly threads: number,
    private readonly script: string,
  ) {
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
    const { signal } = hooks;
    throwIfAborted(signal);
    const queue = [...replicas];
    const workers = Array.from(
      { length: Math.min(this.threads, replicas.length) },
      () => new Worker(this.script, { workerData: kernelJob(job) }),
    );
    let abort = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(new AbortedError());
      signal?.addEventListener('abort', abort, { once: true });
    });
    try {
      await Promise.race([Promise.all(workers.map((worker) => serve(worker, queue, onOutcome))), aborted]);
    } finally {
      signal?.removeEventListener('abort', abort);
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  }
}

/** Gives a thread one replica after another; resolves when there are none left and it has answered the last. */
function serve(worker: Worker, queue: Replica[], onOutcome: OnOutcome): Promise<void> {
  return new Promise((resolve, reject) => {
    let askedAt = systemClock.now();
    worker.on('message', (message: unknown) => {
      try {
        const heard = messageSchema.parse(message);
        if (heard.type === 'outcome') onOutcome(heard.outcome, heard.layers, systemClock.now() - askedAt);
        const next = queue.shift();
        if (next === undefined) resolve();
        else {
          askedAt = systemClock.now();
          worker.postMessage(next);
        }
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a training thread ended early (exit code ${code})`)));
  });
}
