import { ok, type Result } from '../base/result';
import type { LayerResult } from '../experiments/layers/layerResult';
import type { RunResult } from '../experiments/run';
import { formatEstimate } from './formatEstimate';
import { formatLayerBlock } from './layerBlock';
import { layerHeadlines, selectLayerValue } from './layerValue';
import type { LiveValueError } from './liveValueError';

/**
 * As `formatLiveValue`, of the layers of a network. One layer is its number, wherever the marker stands: a table of one
 * cell would say no more.
 */
export function formatLayerValue(
  { field, form }: { readonly field: string | undefined; readonly form: 'inline' | 'block' },
  result: LayerResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  if (field !== undefined) {
    const value = selectLayerValue(field, run.experimentId, result);
    return value.ok ? ok(formatEstimate(value.value.estimate)) : value;
  }
  if (form === 'block') return ok(formatLayerBlock(result, run, notePath));
  return ok(
    layerHeadlines(result)
      .map(({ field: word, estimate }) => `${word}: ${formatEstimate(estimate)}`)
      .join('; '),
  );
}
