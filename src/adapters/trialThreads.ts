import { existsSync } from 'node:fs';
import { z } from 'zod';
import { createTrainingKernels } from '../compute/training/createKernels';
import type { WorkHooks } from '../compute/work';
import {
  trialOutcomeSchema,
  trialsOnCallingThread,
  type TrialBackend,
  type TrialJob,
  type TrialOutcome,
} from '../science/networkStudies/trials';
import { JobThreads } from './jobThreads';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), fraction: z.number() }),
  z.object({ type: z.literal('outcome'), outcome: trialOutcomeSchema }),
]);

/**
 * Trials of a study on several threads, each with kernels of its own and the data in shared memory. What a trial finds
 * does not depend on which thread does it.
 */
export class TrialThreads implements TrialBackend {
  readonly description: string;
  readonly arithmetic: string;
  private readonly alone: TrialBackend | undefined;
  private readonly pool: JobThreads;

  /** @param script the built `trialThread.js`; where it is missing, the calling thread does the trials. */
  constructor(threads: number, script: string) {
    this.pool = new JobThreads(script, threads);
    this.alone = existsSync(script) ? undefined : trialsOnCallingThread();
    this.arithmetic = createTrainingKernels().description;
    this.description =
      this.alone?.description ?? `${this.arithmetic}, ${threads} thread${threads === 1 ? '' : 's'}`;
  }

  async run(
    job: TrialJob,
    trials: readonly number[],
    onOutcome: (outcome: TrialOutcome) => void,
    hooks: WorkHooks,
  ): Promise<void> {
    if (this.alone !== undefined) return this.alone.run(job, trials, onOutcome, hooks);
    const fractions = new Map<number, number>();
    const hear = (message: unknown, trial: number): 'done' | 'more' => {
      const heard = messageSchema.parse(message);
      if (heard.type === 'outcome') onOutcome(heard.outcome);
      fractions.set(trial, heard.type === 'outcome' ? 1 : heard.fraction);
      hooks.onProgress?.([...fractions.values()].reduce((sum, each) => sum + each, 0) / trials.length);
      return heard.type === 'outcome' ? 'done' : 'more';
    };
    await this.pool.share(job, trials, hear, hooks.signal);
  }
}
