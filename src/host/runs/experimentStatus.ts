import type { Run, RunResult } from '../../experiments/run';
import { isActive } from '../../experiments/runEvents';
import type { FolderRuns } from './folderRuns';
import type { Freshness } from './freshness';

/** Where an experiment stands, from its newest run. */
export type ExperimentStatus =
  | { readonly state: 'never' }
  | { readonly state: 'active'; readonly run: Run }
  | { readonly state: 'failed' | 'cancelled' | 'paused'; readonly run: Run }
  | { readonly state: 'finished'; readonly run: Run; readonly result: RunResult | undefined }
  | {
      readonly state: 'stale';
      readonly run: Run;
      readonly result: RunResult;
      /** As sentences, at least one. */
      readonly reasons: readonly string[];
    };

export function experimentStatus(
  runs: FolderRuns,
  freshness: Freshness,
  experimentId: string,
): ExperimentStatus {
  const run = runs.latest(experimentId);
  return run ? runStatus(runs, freshness, run) : { state: 'never' };
}

export function runStatus(
  runs: FolderRuns,
  freshness: Freshness,
  run: Run,
): Exclude<ExperimentStatus, { state: 'never' }> {
  if (isActive(run)) return { state: 'active', run };
  if (run.state === 'failed' || run.state === 'cancelled' || run.state === 'paused')
    return { state: run.state, run };
  const result = runs.result(run.spec.runId);
  const reasons = result ? freshness.reasons(runs.folder, run, result) : [];
  return result && reasons.length > 0
    ? { state: 'stale', run, result, reasons }
    : { state: 'finished', run, result };
}
