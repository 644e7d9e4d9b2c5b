/**
 * The exact nearest neighbours of every point, found once and shared by as many estimators as they are passed to.
 * Points that repeat an earlier one are left out: N is the number of distinct points.
 */
export interface Neighbours {
  /** Distinct points. */
  readonly n: number;
  /** As asked for, lowered where there are too few points. */
  readonly k: number;
  /**
   * Neighbours kept of every point: k, and some more from which the intervals are made. Those of point i stand from
   * `i * stride`, nearest first.
   */
  readonly stride: number;
  /** n × stride Euclidean distances, float64, in the data's units. */
  readonly distances: Float64Array;
  /** n × stride: which distinct points they are. */
  readonly indices: Int32Array;
  /** What computed them: `webassembly simd, 2 threads`. */
  readonly backend: string;
}
