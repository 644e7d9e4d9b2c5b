import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ProcessScheduler } from '../adapters/processScheduler';
import { FileRunStore } from '../adapters/runStore';
import { systemClock } from '../adapters/systemClock';
import { extendedRun } from '../experiments/extension';
import { isResumable } from '../experiments/pausing';
import { prepareRun, type RunRequest } from '../experiments/prepareRun';
import type { Run, RunResult } from '../experiments/run';
import { isActive } from '../experiments/runEvents';
import { timeLeftText } from '../experiments/timeLeftText';
import type { ComputeChoice } from './backendOption';
import { ProgressLine, type Io } from './terminal';
import { version } from './version';

const pollMs = 60;

export interface FollowedRun {
  readonly run: Run;
  /** Of a finished run, and of a cancelled one that kept what was done. */
  readonly result: RunResult | undefined;
}

export type FollowRequest = Pick<RunRequest, 'experimentId' | 'kind' | 'spec' | 'origin' | 'reuses'>;

/**
 * Starts a run in a worker of its own, as the editor does, and follows it to its end, drawing its progress. A run of the
 * same that only asked for less lends it what it has done. Ctrl-C cancels it: the run is then told as cancelled, not
 * thrown.
 *
 * @param permit for the program that the run may start: of `permitProgram`.
 */
export async function runAndFollow(
  root: string,
  request: FollowRequest,
  compute: ComputeChoice,
  io: Io,
  permit?: string,
): Promise<FollowedRun> {
  const store = new FileRunStore(root);
  const before = extendedRun(request.kind, request.spec, await runsOf(store, request.experimentId));
  const spec = prepareRun({
    ...{ reuses: before === undefined ? [] : [before], ...request, version },
    clock: systemClock,
    randomHex: () => randomBytes(2).toString('hex'),
  });
  await store.create(spec);
  await schedulerOf(root, store, compute).start(spec.runId, permit);
  return follow(root, spec.runId, io);
}

/** Takes a run up again that was paused or cancelled, or that crashed, and follows it as {@link runAndFollow}. */
export async function resumeAndFollow(
  root: string,
  runId: string,
  compute: ComputeChoice,
  io: Io,
  permit?: string,
): Promise<FollowedRun> {
  await schedulerOf(root, new FileRunStore(root), compute).resume(runId, permit);
  return follow(root, runId, io);
}

/** The newest run of an experiment that can be taken up again, where it answers the same spec. */
export async function resumableRun(
  root: string,
  experimentId: string,
  specHash: string,
): Promise<Run | undefined> {
  const [newest] = await runsOf(new FileRunStore(root), experimentId);
  return newest && newest.spec.specHash === specHash && isResumable(newest) ? newest : undefined;
}

export function schedulerOf(root: string, store: FileRunStore, compute: ComputeChoice): ProcessScheduler {
  return new ProcessScheduler({
    root,
    store,
    nodePath: process.execPath,
    workerPath: join(__dirname, 'worker.js'),
    clock: systemClock,
    backend: () => compute.backend,
    tensorFlow: () => compute.tensorflow,
  });
}

/** Newest first. */
async function runsOf(store: FileRunStore, experimentId: string): Promise<readonly Run[]> {
  const { runs } = await store.list();
  return runs.filter(({ spec }) => spec.experimentId === experimentId).toReversed();
}

/** To its end, or until someone pauses it. */
async function follow(root: string, runId: string, io: Io): Promise<FollowedRun> {
  const store = new FileRunStore(root);
  const scheduler = schedulerOf(root, store, { backend: 'auto' });
  const line = new ProgressLine(io);
  try {
    for (;;) {
      if (io.signal.aborted) await scheduler.cancel(runId);
      const run = await store.read(runId);
      if (!isActive(run)) {
        const hasResult = run.state === 'finished' || run.state === 'cancelled';
        return { run, result: hasResult ? await store.readResult(runId) : undefined };
      }
      const left = run.left === undefined ? '' : `, ${timeLeftText(run.left)}`;
      line.show(run.fraction, `${run.spec.experimentId}: ${run.message || 'starting'}${left}`);
      await systemClock.sleep(pollMs);
    }
  } finally {
    line.clear();
  }
}
