/** A number with a two-sided interval. */
export interface Uncertain {
  readonly dimension: number;
  readonly interval: readonly [number, number];
}

const mostDecimals = 6;

/** Whether an interval is more than one number: what is narrower than this is the rounding of a mean of equal numbers. */
export function hasWidth([low, high]: Uncertain['interval']): boolean {
  return high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high));
}

/**
 * How many decimals of an estimate its uncertainty allows, by the rule of the Particle Data Group: two digits of
 * the half width where they are 10 to 35, else one. The same in notes, tables, figures and exports.
 */
export function estimateDecimals({ dimension, interval: [low, high] }: Uncertain): number {
  const half = Math.max((high - low) / 2, Math.abs(high - dimension), Math.abs(dimension - low));
  // No uncertainty, as of a whole number of components: as many decimals as the number itself has, but no noise.
  if (!hasWidth([low, high]) || !Number.isFinite(half)) return Number.isInteger(dimension) ? 0 : 2;
  if (Number.isInteger(dimension) && Number.isInteger(low) && Number.isInteger(high)) return 0;
  let exponent = Math.floor(Math.log10(half));
  const leading = Math.round(half / 10 ** (exponent - 1));
  if (leading >= 95) exponent++;
  const digits = leading <= 35 || leading >= 95 ? 2 : 1;
  return Math.min(mostDecimals, Math.max(0, digits - 1 - exponent));
}
