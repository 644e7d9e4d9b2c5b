import { estimateDecimals as decimalsOf } from '../base/precision';
import { withoutError, type DimensionEstimate } from '../science/estimators/estimate';

/** What is shown of a number and its uncertainty. */
type Interval = Pick<DimensionEstimate, 'dimension' | 'interval'> &
  Partial<Pick<DimensionEstimate, 'intervalMethod'>>;

/**
 * `12.9 ± 0.4`, or `12.9 (12.1–14.0)` where the interval is not symmetric at the shown precision. Rounded after the
 * uncertainty, as the Particle Data Group does: to two digits of it where they are 10 to 35, else to one. What a formula
 * gives has no uncertainty: `166.67`.
 */
export function formatEstimate(estimate: Interval): string {
  const { dimension, interval } = estimate;
  const [low, high] = interval;
  const decimals = decimalsOf(estimate);
  if (estimate.intervalMethod === withoutError) return fixed(dimension, decimals);
  const below = fixed(dimension - low, decimals);
  const above = fixed(high - dimension, decimals);
  if (below === above && dimension >= low) return `${fixed(dimension, decimals)} ± ${above}`;
  return `${fixed(dimension, decimals)} (${formatInterval(estimate)})`;
}

/** `12.1–14.0`, at the precision of {@link formatEstimate}. */
export function formatInterval(estimate: Interval): string {
  const decimals = decimalsOf(estimate);
  const [low, high] = estimate.interval;
  return `${fixed(low, decimals)}–${fixed(high, decimals)}`;
}

/** The estimate alone, at the precision of {@link formatEstimate}. */
export function formatDimension(estimate: Interval): string {
  return fixed(estimate.dimension, decimalsOf(estimate));
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
}
