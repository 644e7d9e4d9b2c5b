import type { ExperimentResult } from '../experiments/result';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { formatEstimate } from './formatEstimate';
import { layerFields, layerHeadlines } from './layerValue';

/** The estimates of the dimension of data that a result holds: none where its kind estimates something else. */
export function estimatesOf(result: ExperimentResult): readonly DimensionEstimate[] {
  return result.kind === 'intrinsic-dimension' ? result.estimates : [];
}

/** What a live value may name of a result. */
export function fieldsOf(result: ExperimentResult): readonly string[] {
  return result.kind === 'layer-dimension' ? layerFields(result) : estimatesOf(result).map(({ key }) => key);
}

/** A result that has no estimates of one data set, in one line a value: `max 12.9 ± 0.4`. */
export function valueLines(result: ExperimentResult): readonly string[] {
  if (result.kind !== 'layer-dimension') return [];
  return layerHeadlines(result).map(({ field, estimate }) => `${field} ${formatEstimate(estimate)}`);
}
