import type { BoundResult } from '../../experiments/result';

/** Success against dimension as measured, a dimension of a well a row, below the names of the columns. */
export function successRows({ wells }: BoundResult): readonly (readonly (string | number)[])[] {
  return [
    ['distance', 'level', 'd', 'success', 'low', 'high'],
    ...wells.flatMap(({ distance, level, curve }) =>
      curve.map(({ d, success, interval }) => [distance, level, d, success, ...interval]),
    ),
  ];
}
