import { jackknifeError } from './estimators/neighbourStatistic';
import { studentQuantile } from './estimators/quantiles';

/**
 * The 95 % interval of a positive quantity from its values without each of several groups of rows: Student's t on the
 * jackknife's standard error of the logarithm, so that it stays above 0. Undefined where fewer than five groups tell it.
 */
export function logJackknifeInterval(
  estimate: number,
  deleted: readonly (number | undefined)[],
): [number, number] | undefined {
  const logs = deleted.flatMap((value) => (value !== undefined && value > 0 ? [Math.log(value)] : []));
  if (logs.length < 5 || logs.length < deleted.length || !(estimate > 0)) return undefined;
  const spread = Math.exp(studentQuantile(logs.length - 1) * jackknifeError(logs));
  return Number.isFinite(spread) ? [estimate / spread, estimate * spread] : undefined;
}
