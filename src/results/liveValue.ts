import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { parseEstimator } from '../science/estimators/estimatorSpec';
import { formatEstimate } from './formatEstimate';
import { formatLayerValue } from './layerLiveValue';
import type { LiveValueError } from './liveValueError';
import { formatResultBlock } from './resultBlock';

export type { LiveValueError } from './liveValueError';

/**
 * The text between a marker's comments: `12.9 ± 0.4` where it stands in a line, a table with a picture where it stands
 * on lines of its own, with `\n` for line ends and none at either end.
 *
 * @param notePath of the note, relative to the folder that holds `.marginalia`, with `/`: links start there.
 */
export function formatLiveValue(
  marker: Pick<ResultMarker, 'field' | 'form'>,
  result: RunResult,
  notePath = '',
): Result<string, LiveValueError> {
  if (result.result.kind === 'layer-dimension')
    return formatLayerValue(marker, result.result, result, notePath);
  const estimates = selectEstimates(marker.field, result.experimentId, result.result);
  if (!estimates.ok) return estimates;
  if (marker.form === 'block') return ok(formatResultBlock(estimates.value, result.result, result, notePath));
  const [only, ...others] = estimates.value;
  if (only && others.length === 0) return ok(formatEstimate(only));
  return ok(estimates.value.map((estimate) => `${estimate.key}: ${formatEstimate(estimate)}`).join('; '));
}

function selectEstimates(
  field: string | undefined,
  experimentId: string,
  { estimates }: DimensionResult,
): Result<readonly DimensionEstimate[], LiveValueError> {
  if (estimates.length === 0) {
    return err({ message: `The last run of ${experimentId} has no estimate.`, remedy: 'Run it again.' });
  }
  if (field === undefined) return ok(estimates);
  const key = normalForm(field);
  const named = estimates.find((estimate) => normalForm(estimate.key) === key);
  if (named) return ok([named]);
  const sameEstimator = estimates.filter(({ estimator }) => estimator === key);
  if (sameEstimator.length === 1) return ok(sameEstimator);
  const keys = estimates.map((estimate) => estimate.key);
  const near = suggest(field, keys);
  return err({
    message:
      sameEstimator.length > 1
        ? `The last run of ${experimentId} has more than one estimate by ${key}.`
        : `The last run of ${experimentId} has no estimate “${field}”.`,
    remedy: `${near === undefined ? '' : `Did you mean “${near}”? `}It has ${keys.join(', ')}.`,
  });
}

/** The estimator's own normal form, in which defaults and the order of options make no difference. */
function normalForm(field: string): string {
  const parsed = parseEstimator(field);
  return parsed.ok ? parsed.value.key : field.replace(/\s+/g, '');
}
