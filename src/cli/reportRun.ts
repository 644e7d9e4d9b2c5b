import { describeError, CodedError } from '../base/errors';
import { isResumable } from '../experiments/pausing';
import type { ExperimentResult } from '../experiments/result';
import { boundTable } from './boundTable';
import { dimensionTable } from './dimensionTable';
import { studyTable } from './studyTable';
import { subspaceTable } from './subspaceTable';
import type { FollowedRun } from './follow';
import { layerTable } from './layerTable';
import { exitCodes, type ExitCode, type Io } from './terminal';

/** One run as `--json` tells it: what it found stands beside how it ended, as `dimension --json` has it. */
export function runAsJson({ run, result }: FollowedRun): unknown {
  return {
    experiment: run.spec.experimentId,
    kind: run.spec.kind,
    runId: run.spec.runId,
    state: run.state,
    warnings: run.warnings,
    ...(run.error === undefined ? {} : { error: run.error }),
    ...(result === undefined
      ? {}
      : { seed: result.provenance.seed, ...result.result, provenance: result.provenance }),
  };
}

/** What the shell is told of a run. */
export function exitCodeOf({ run }: FollowedRun): ExitCode {
  if (run.state === 'finished') return exitCodes.ok;
  return run.state === 'cancelled' || run.state === 'paused' ? exitCodes.cancelled : exitCodes.failed;
}

/** Tells people how a run ended. */
export function reportRun(io: Io, { run, result }: FollowedRun): void {
  const { experimentId, runId } = run.spec;
  if (run.error) {
    const { message, remedy, location } = run.error;
    const at = location && {
      file: location.file,
      ...(location.line === undefined ? {} : { line: location.line }),
      ...(location.column === undefined ? {} : { column: location.column }),
    };
    const error = new CodedError('run.crashed', message, { remedy, ...(at ? { location: at } : {}) });
    io.stderr(`${placeOf(run)}${experimentId}: failed: ${describeError(error)}\n`);
  } else if (run.state === 'cancelled') {
    const remedy = isResumable(run) ? ` Go on with: marginalia runs resume ${runId}` : '';
    io.stderr(`${experimentId}: cancelled.${remedy}\n`);
  } else if (run.state === 'paused') {
    io.stderr(`${experimentId}: paused. Go on with: marginalia runs resume ${runId}\n`);
  }
  if (result) {
    const { provenance } = result;
    io.stdout(`${experimentId}\n${tableOf(result.result)}`);
    const seconds = (provenance.durationMs / 1000).toFixed(1);
    io.stdout(
      `\nseed ${provenance.seed}, ${provenance.backend}, ${provenance.precision}, ${seconds} s, run ${runId}\n`,
    );
  }
}

/** The block's line in its note, as editors and terminals make links of: `a.md:12: `. */
function placeOf({ spec: { origin } }: FollowedRun['run']): string {
  if (origin.note === undefined) return '';
  return `${origin.note}${origin.line === undefined ? '' : `:${origin.line + 1}`}: `;
}

function tableOf(result: ExperimentResult): string {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return dimensionTable(result);
    case 'layer-dimension':
      return layerTable(result);
    case 'subspace-training':
      return subspaceTable(result);
    case 'gordon-bound':
      return boundTable(result);
    case 'study':
      return studyTable(result);
  }
}
