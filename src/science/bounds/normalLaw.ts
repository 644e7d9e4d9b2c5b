import { lowerGamma } from '../estimators/specialFunctions';

/**
 * How many standard deviations on either side of the mean hold a share `level` of the standard normal law: 1.96 for 0.95.
 *
 * @param level above 0, below 1.
 */
export function normalReach(level: number): number {
  let low = 0;
  let high = 40;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (lowerGamma(0.5, (middle * middle) / 2) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
