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
import { shareOut } from './shareOut';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), fraction: z.number() }),
  z.object({ type: z.literal('outcome'), outcome: trialOutcomeSchema }),
]);

/**
 * Trials of a study on several threads, each with kernels of its own and the data in shared memory. What a trial finds
 * does not depend on which thread does it.
 */
export class TrialThreads implements TrialBackend {
  readonly description: string;
  private readonly alone: TrialBackend | undefined;

  /** @param script the built `trialThread.js`; where it is missing, the calling thread does the trials. */
  constructor(
    private readonly threads: number,
    private readonly script: string,
  ) {
    this.alone = existsSync(script) ? undefined : trialsOnCallingThread();
    this.description =
      this.alone?.description ??
      `${createTrainingKernels().description}, ${threads} thread${threads === 1 ? '' : 's'}`;
  }

  async run(
    job: TrialJob,
    count: number,
    onOutcome: (outcome: TrialOutcome) => void,
    hooks: WorkHooks,
  ): Promise<void> {
    if (this.alone !== undefined) return this.alone.run(job, count, onOutcome, hooks);
    const trials = Array.from({ length: count }, (_, trial) => trial);
    const fractions = new Float64Array(count);
    const hear = (message: unknown, trial: number): 'done' | 'more' => {
      const heard = messageSchema.parse(message);
      if (heard.type === 'outcome') onOutcome(heard.outcome);
      if (heard.type !== 'ready') {
        fractions[trial] = heard.type === 'outcome' ? 1 : heard.fraction;
        hooks.onProgress?.(fractions.reduce((sum, fraction) => sum + fraction, 0) / count);
      }
      return heard.type === 'outcome' ? 'done' : 'more';
    };
    await shareOut(this.script, this.threads, job, trials, hear, hooks.signal);
  }
}
