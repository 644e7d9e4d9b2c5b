import { z } from 'zod';
import { throwIfAborted } from '../../base/abort';
import { createTrainingKernels } from '../../compute/training/createKernels';
import type { WorkHooks } from '../../compute/work';
import { criticalityOutcomeSchema } from '../criticality/criticalityOutcome';
import { criticalityTrial, type CriticalityStudy } from '../criticality/criticalityTrial';
import { fisherRaoOutcomeSchema } from '../fisherRao/fisherRaoOutcome';
import { fisherRaoTrial, type FisherRaoStudy } from '../fisherRao/fisherRaoTrial';
import { lotteryOutcomeSchema } from '../lottery/lotteryOutcome';
import { lotteryTrial, type LotteryStudy } from '../lottery/lotteryTrial';
import type { TrainingData } from '../models/networkObjective';
import { newArena } from '../subspace/trainNetwork';

/** What is done with networks that are trained in full, in trials that know nothing of each other. */
export type NetworkStudy = LotteryStudy | CriticalityStudy | FisherRaoStudy;

/** What all trials of a study share. */
export interface TrialJob {
  readonly data: TrainingData;
  readonly study: NetworkStudy;
}

/** What one trial found. */
export const trialOutcomeSchema = z.discriminatedUnion('study', [
  lotteryOutcomeSchema,
  criticalityOutcomeSchema,
  fisherRaoOutcomeSchema,
]);
export type TrialOutcome = z.infer<typeof trialOutcomeSchema>;

/** Does trials, in any order and any number at a time: what they find does not depend on it. */
export interface TrialBackend {
  /** What computes, for people: `webassembly simd, 2 threads`. */
  readonly description: string;
  /** What the numbers depend on beside the job: `webassembly simd`, for any number of threads. */
  readonly arithmetic: string;
  /**
   * Resolves once the trials of these numbers are done.
   * @param onOutcome hears of each when it ends; where the signal ends the work, of those that had ended.
   */
  run(
    job: TrialJob,
    trials: readonly number[],
    onOutcome: (outcome: TrialOutcome) => void,
    hooks: WorkHooks,
  ): Promise<void>;
}

/** Gives a function that does one trial after another in the same memory. */
export function trialRunner(job: TrialJob): (trial: number, hooks: WorkHooks) => Promise<TrialOutcome> {
  const arena = newArena();
  const { study, data } = job;
  return (trial, hooks) => {
    switch (study.name) {
      case 'lottery-ticket':
        return lotteryTrial(study, data, trial, arena, hooks);
      case 'layer-criticality':
        return criticalityTrial(study, data, trial, arena, hooks);
      case 'fisher-rao':
        return fisherRaoTrial(study, data, trial, arena, hooks);
    }
  };
}

/** Does one trial after another on the calling thread. */
export function trialsOnCallingThread(): TrialBackend {
  const arithmetic = createTrainingKernels().description;
  return {
    description: `${arithmetic}, 1 thread`,
    arithmetic,
    async run(job, trials, onOutcome, hooks) {
      const runTrial = trialRunner(job);
      for (const [i, trial] of trials.entries()) {
        await hooks.breathe?.();
        throwIfAborted(hooks.signal);
        const onProgress = (fraction: number): void => hooks.onProgress?.((i + fraction) / trials.length);
        onOutcome(await runTrial(trial, { ...hooks, onProgress }));
        hooks.onProgress?.((i + 1) / trials.length);
      }
    },
  };
}
