import type { ExperimentResult } from '../experiments/result';
import type { DimensionEstimate } from '../science/estimators/estimate';
import { subspaceFields } from './subspaceValue';
import { fullText, thresholdText } from './subspaceText';

/** The estimates of the dimension of data that a result holds: none where its kind estimates something else. */
export function estimatesOf(result: ExperimentResult): readonly DimensionEstimate[] {
  return result.kind === 'intrinsic-dimension' ? result.estimates : [];
}

/** What a live value may name of a result. */
export function fieldsOf(result: ExperimentResult): readonly string[] {
  return result.kind === 'subspace-training' ? subspaceFields : estimatesOf(result).map(({ key }) => key);
}

/** A result that has no estimates, in one line a value: `threshold: 26 (18–41)`. */
export function valueLines(result: ExperimentResult): readonly string[] {
  if (result.kind !== 'subspace-training') return [];
  return [`threshold ${thresholdText(result.threshold)}`, `full space ${fullText(result)}`];
}
