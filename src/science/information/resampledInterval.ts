import { studentQuantile } from '../estimators/quantiles';

/**
 * The 95 % interval of a quantity that is not negative from resamples of its data: t − b ± q s, where b is what the resamples are too
 * large by on average and s their spread (the normal bootstrap, Davison and Hinkley 1997, equation 5.5; q of Student's t); cut at
 * 0 and widened to hold the estimate. Quantiles of the resamples hold far less often here: information is biased upward.
 * Undefined with fewer than 20 resamples, or where one of them has no value.
 *
 * @param most what the quantity cannot exceed, as an entropy log₂ n.
 */
export function resampledInterval(
  estimate: number,
  draws: readonly (number | undefined)[],
  most = Infinity,
): [number, number] | undefined {
  const values = draws.filter((draw) => draw !== undefined).filter(Number.isFinite);
  if (values.length < 20 || values.length < draws.length) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = studentQuantile(values.length - 1) * Math.sqrt(squares / (values.length - 1));
  const middle = 2 * estimate - mean;
  const low = Math.max(0, Math.min(middle - reach, estimate));
  return [low, Math.min(most, Math.max(middle + reach, estimate))];
}
