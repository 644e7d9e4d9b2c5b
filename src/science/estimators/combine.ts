/** How the points' dimensions become one. */
export const combinations = ['mean', 'median', 'harmonic'] as const;
export type Combination = (typeof combinations)[number];

/**
 * @param dimensions one a point, finite; put in order by `median`.
 * Returns NaN where there are none.
 */
export function combineBy(combination: Combination, dimensions: Float64Array): number {
  switch (combination) {
    case 'mean':
      return meanOf(dimensions);
    case 'median': {
      dimensions.sort();
      const middle = dimensions.length >> 1;
      const upper = dimensions[middle] ?? NaN;
      return dimensions.length % 2 ? upper : ((dimensions[middle - 1] ?? NaN) + upper) / 2;
    }
    case 'harmonic': {
      let sum = 0;
      for (const d of dimensions) sum += 1 / d;
      return dimensions.length / sum;
    }
  }
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
