import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { LayerResult } from '../experiments/layers/layerResult';
import type { DimensionResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { parseEstimator } from '../science/estimators/estimatorSpec';
import { formatEstimate } from './formatEstimate';
import { formatLayerBlock } from './layerBlock';
import { selectLayerValue } from './layerValue';
import type { LiveValueError } from './liveValueError';
import { headlineValues } from './namedValues';
import { formatResultBlock } from './resultBlock';

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
  const found = result.result;
  switch (found.kind) {
    case 'intrinsic-dimension':
      return dimensionValue(marker, found, result, notePath);
    case 'layer-dimension':
      return layerValue(marker, found, result, notePath);
  }
}

/** Of one layer its number, wherever the marker stands: a table of one cell would say no more. */
function layerValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  layers: LayerResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  if (field !== undefined) {
    const value = selectLayerValue(field, run.experimentId, layers);
    return value.ok ? ok(formatEstimate(value.value.estimate)) : value;
  }
  if (form === 'block') return ok(formatLayerBlock(layers, run, notePath));
  return ok(
    headlineValues(layers)
      .map(({ field: word, estimate }) => `${word}: ${formatEstimate(estimate)}`)
      .join('; '),
  );
}

function dimensionValue(
  { field, form }: Pick<ResultMarker, 'field' | 'form'>,
  dimension: DimensionResult,
  run: RunResult,
  notePath: string,
): Result<string, LiveValueError> {
  const estimates = selectEstimates(field, run.experimentId, dimension);
  if (!estimates.ok) return estimates;
  if (form === 'block') return ok(formatResultBlock(estimates.value, dimension, run, notePath));
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
