import { quantile } from '../estimators/quantiles';

/**
 * The 95 % interval of a positive quantity from resamples of its data: the basic bootstrap on logarithms (Davison and Hinkley 1997,
 * section 5.2), which turns the resamples about the estimate, so that what they are too large by is taken off; widened to hold the
 * estimate. Undefined with fewer than 20 resamples, or where one of them is not above 0.
 */
export function reflectedInterval(
  estimate: number,
  draws: readonly (number | undefined)[],
): [number, number] | undefined {
  const logs = Float64Array.from(draws, (draw) =>
    draw !== undefined && draw > 0 ? Math.log(draw) : NaN,
  ).sort();
  if (logs.length < 20 || logs.some(Number.isNaN) || !(estimate > 0)) return undefined;
  const centre = 2 * Math.log(estimate);
  const low = Math.exp(centre - quantile(logs, 0.975));
  const high = Math.exp(centre - quantile(logs, 0.025));
  return [Math.min(low, estimate), Math.max(high, estimate)];
}
