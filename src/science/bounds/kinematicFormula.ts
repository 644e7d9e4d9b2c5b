import { normalDistribution } from '../estimators/specialFunctions';

/**
 * The approximate kinematic formula for a random d-dimensional subspace and a convex cone C in R^D (Amelunxen, Lotz,
 * McCoy, Tropp 2014, "Living on the edge", theorem I): with a(η) = √(8 ln(4/η)), a ray is shared with probability at most η
 * where δ(C) + d ≤ D − a√D, and at least 1 − η where δ(C) + d ≥ D + a√D.
 *
 * @param deltas δ(C) of each position of the minimiser, of which one is drawn: the bounds are the means of theirs.
 * @returns what the probability of success lies between.
 */
export function kinematicBounds(size: number, d: number, deltas: Float64Array): [number, number] {
  if (d >= size) return [1, 1];
  let low = 0;
  let high = 0;
  for (const delta of deltas) {
    const beyond = delta + d - size;
    const doubt = Math.min(1, 4 * Math.exp(-(beyond * beyond) / (8 * size)));
    low += beyond > 0 ? 1 - doubt : 0;
    high += beyond < 0 ? doubt : 1;
  }
  return [low / deltas.length, high / deltas.length];
}

/**
 * The range outside of which the formula makes success no likelier than η, and no less likely than 1 − η.
 *
 * @returns the greatest d of the first kind, 0 where there is none, and the least of the second, D at most.
 */
export function kinematicRange(size: number, deltas: Float64Array, doubt: number): [number, number] {
  const fails = (d: number): boolean => kinematicBounds(size, d, deltas)[1] <= doubt;
  const succeeds = (d: number): boolean => kinematicBounds(size, d, deltas)[0] >= 1 - doubt;
  return [firstFrom(1, size + 1, (d) => !fails(d)) - 1, firstFrom(0, size, succeeds)];
}

/** The least whole number from `low` for which a condition holds that never ceases to; `high` where none below does. */
function firstFrom(low: number, high: number, holds: (d: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * The probability of success that the normal approximation of the cone's intrinsic volumes predicts (Goldstein, Nourdin,
 * Peccati 2017, "Gaussian phase transitions and conic intrinsic volumes"): Φ((d − (D − δ)) / σ), σ² the variance of their
 * index V. Success at d is about the mean of P(V ≥ D − d) and P(V > D − d), so that whole d need no half added.
 *
 * @param spread σ; below 0.1 it is taken for 0.1.
 */
export function predictedSuccess(size: number, d: number, deltas: Float64Array, spread: number): number {
  if (d >= size) return 1;
  let sum = 0;
  for (const delta of deltas) {
    const beyond = d - (size - delta);
    sum += delta >= size ? 1 : normalDistribution(beyond / Math.max(spread, 0.1));
  }
  return sum / deltas.length;
}
