/**
 * The least bits that describe one draw of a Gaussian with these variances to within a mean squared error (Cover and Thomas
 * 2006, theorem 10.3.3): the error of each component is the water level θ, or its variance where that is less, and
 * R = Σ max(0, ½ log₂(λ_i / θ)).
 *
 * @param variances descending, not negative.
 * @param share of the whole variance that the error may be, above 0; 0 bits from 1 on.
 */
export function gaussianRate(variances: ArrayLike<number>, share: number): number {
  const whole = sum(variances);
  if (!(whole > 0) || share >= 1) return 0;
  const allowed = share * whole;
  // With the first k components above the water the level is what the others leave, shared by them.
  let beyond = whole;
  for (let k = 1; k <= variances.length; k++) {
    const variance = variances[k - 1] as number;
    beyond -= variance;
    const level = (allowed - Math.max(0, beyond)) / k;
    const next = k < variances.length ? (variances[k] as number) : 0;
    if (level > 0 && level <= variance && level >= next) return rateAt(variances, k, level);
  }
  // Rounding alone comes here: the level is then the last one's share.
  const positive = countPositive(variances);
  return rateAt(variances, positive, allowed / Math.max(1, positive));
}

function rateAt(variances: ArrayLike<number>, count: number, level: number): number {
  let rate = 0;
  for (let i = 0; i < count; i++) rate += Math.max(0, 0.5 * Math.log2((variances[i] as number) / level));
  return rate;
}

function countPositive(variances: ArrayLike<number>): number {
  let count = 0;
  while (count < variances.length && (variances[count] as number) > 0) count++;
  return count;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
