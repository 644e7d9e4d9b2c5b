import { err, ok, type Result } from '../base/result';
import { suggest } from '../base/suggest';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { parseEstimator } from '../science/estimators/estimatorSpec';
import { formatEstimate } from './formatEstimate';
import type { LiveValueError } from './liveValueError';

/** `12.9 ± 0.4` of one, `twonn: 12.9 ± 0.4; mle: 12.1 ± 0.2` of several. */
export function estimatesInLine(estimates: readonly DimensionEstimate[]): string {
  const [only, ...others] = estimates;
  if (only && others.length === 0) return formatEstimate(only);
  return estimates.map((estimate) => `${estimate.key}: ${formatEstimate(estimate)}`).join('; ');
}

/**
 * The estimates that a live value's field names: by key, however its options are written, or by the estimator alone where
 * that is one; all where there is no field.
 *
 * @param others what a live value may name besides, for the message.
 */
export function selectEstimates(
  field: string | undefined,
  experimentId: string,
  estimates: readonly DimensionEstimate[],
  others: readonly string[],
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
  const keys = [...estimates.map((estimate) => estimate.key), ...others];
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
