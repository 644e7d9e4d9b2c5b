import { err, ok, type Result } from '../base/result';
import type { RunResult } from '../experiments/run';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { formatSubspaceBlock } from './subspaceBlock';
import { fullText, thresholdText } from './subspaceText';

/** What a live value may name of a result of subspace training. */
export const subspaceFields = ['threshold', 'full'] as const;

/** As `formatLiveValue`, of a result of subspace training. */
export function formatSubspaceValue(
  marker: { readonly field: string | undefined; readonly form: 'inline' | 'block' },
  result: SubspaceResult,
  run: RunResult,
  notePath: string,
): Result<string, { readonly message: string; readonly remedy: string }> {
  const { field } = marker;
  const isKnown = field === undefined || subspaceFields.some((known) => known === field);
  if (!isKnown) {
    return err({
      message: `The last run of ${run.experimentId} has no value “${field}”.`,
      remedy: `It has ${subspaceFields.join(' and ')}.`,
    });
  }
  if (marker.form === 'block') return ok(formatSubspaceBlock(result, run, notePath));
  return ok(field === 'full' ? fullText(result) : thresholdText(result.threshold));
}
