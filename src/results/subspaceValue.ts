import { err, ok, type Result } from '../base/result';
import type { RunResult } from '../experiments/run';
import type { SubspaceResult } from '../experiments/subspaceResult';
import type { LiveValueError } from './liveValueError';
import { predictionText } from './predictionText';
import { formatSubspaceBlock } from './subspaceBlock';
import { fullText, thresholdText } from './subspaceText';

/** What a live value may name of every result of subspace training; besides, what was predicted of it. */
const subspaceFields = ['threshold', 'full'] as const;

/** As `formatLiveValue`, of a result of subspace training. */
export function formatSubspaceValue(
  marker: { readonly field: string | undefined; readonly form: 'inline' | 'block' },
  result: SubspaceResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  const { field } = marker;
  const predicted = result.predicted?.predictions ?? [];
  const prediction = predicted.find(({ name }) => name === field);
  const isKnown = field === undefined || subspaceFields.some((known) => known === field);
  if (!isKnown && prediction === undefined) {
    return err({
      message: `The last run of ${run.experimentId} has no value “${field}”.`,
      remedy: `It has ${listed([...subspaceFields, ...predicted.map(({ name }) => name)])}.`,
    });
  }
  if (marker.form === 'block') return ok(formatSubspaceBlock(result, run, notePath));
  if (prediction !== undefined) return ok(predictionText(prediction));
  return ok(field === 'full' ? fullText(result) : thresholdText(result.threshold));
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
