import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ProcessScheduler } from '../adapters/processScheduler';
import { FileRunStore } from '../adapters/runStore';
import { systemClock } from '../adapters/systemClock';
import type { BackendChoice } from '../compute/backendChoice';
import { prepareRun, type RunRequest } from '../experiments/prepareRun';
import type { Run, RunResult } from '../experiments/run';
import { hasEnded } from '../experiments/runEvents';
import { ProgressLine, type Io } from './terminal';
import { version } from './version';

const pollMs = 60;

export interface FollowedRun {
  readonly run: Run;
  /** Of a finished run, and of a cancelled one that kept what was done. */
  readonly result: RunResult | undefined;
}

/**
 * Starts a run in a worker of its own, as the editor does, and follows it to its end, drawing its progress. Ctrl-C
 * cancels it: the run is then told as cancelled, not thrown.
 *
 * @param permit for the program that the run may start: of `permitProgram`.
 */
export async function runAndFollow(
  root: string,
  request: Pick<RunRequest, 'experimentId' | 'kind' | 'spec' | 'origin'>,
  backend: BackendChoice,
  io: Io,
  permit?: string,
): Promise<FollowedRun> {
  const store = new FileRunStore(root);
  const scheduler = new ProcessScheduler({
    root,
    store,
    nodePath: process.execPath,
    workerPath: join(__dirname, 'worker.js'),
    clock: systemClock,
    backend: () => backend,
  });
  const spec = prepareRun({
    ...request,
    version,
    clock: systemClock,
    randomHex: () => randomBytes(2).toString('hex'),
  });
  await store.create(spec);
  await scheduler.start(spec.runId, permit);
  const line = new ProgressLine(io);
  try {
    for (;;) {
      if (io.signal.aborted) await scheduler.cancel(spec.runId);
      const run = await store.read(spec.runId);
      if (hasEnded(run.state)) {
        return { run, result: run.state === 'failed' ? undefined : await store.readResult(spec.runId) };
      }
      line.show(run.fraction, `${request.experimentId}: ${run.message || 'starting'}`);
      await systemClock.sleep(pollMs);
    }
  } finally {
    line.clear();
  }
}
