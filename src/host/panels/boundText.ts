import type { BoundResult } from '../../experiments/result';

/** Success against dimension, measured, a dimension of a well a line, numbers in full. */
export function successTable({ wells }: BoundResult): readonly (readonly (string | number)[])[] {
  return [
    ['distance', 'level', 'd', 'success', 'low', 'high'],
    ...wells.flatMap(({ distance, level, curve }) =>
      curve.map(({ d, success, interval }) => [distance, level, d, success, ...interval]),
    ),
  ];
}
