import { trialRunner, type TrialJob } from '../science/networkStudies/trials';
import { doJobs } from './jobThread';

// A thread that does one trial of a study after another, as TrialThreads, in the same build, hands them out.
doJobs((job: TrialJob) => {
  const runTrial = trialRunner(job);
  return async (trial: number, tell) => {
    const onProgress = (fraction: number): void => tell({ type: 'progress', fraction });
    // Nothing to stop it by: a thread that is no longer wanted is ended from outside.
    return { type: 'outcome', outcome: await runTrial(trial, { onProgress }) };
  };
});
