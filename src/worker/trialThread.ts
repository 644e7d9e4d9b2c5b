import { parentPort, workerData } from 'node:worker_threads';
import { trialRunner, type TrialJob } from '../science/networkStudies/trials';

/** A thread that does one trial of a study after another, as TrialThreads hands them out. */
function main(job: TrialJob): void {
  const port = parentPort;
  if (port === null) throw new Error('a trial thread has no one to answer');
  const runTrial = trialRunner(job);
  port.on('message', (trial: number) => {
    const onProgress = (fraction: number): void => port.postMessage({ type: 'progress', fraction });
    // Nothing to stop it by: a thread that is no longer wanted is ended from outside.
    void runTrial(trial, { onProgress }).then((outcome) => port.postMessage({ type: 'outcome', outcome }));
  });
  port.postMessage({ type: 'ready' });
}

// The thread's only caller is TrialThreads, in the same build.
main(workerData as TrialJob);
