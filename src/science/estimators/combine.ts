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
      for (let i = 0; i < dimensions.length; i++) sum += 1 / (dimensions[i] as number);
      return dimensions.length / sum;
    }
  }
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  // An iterator would take several times as long.
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}
