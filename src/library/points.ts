/**
 * An array of numbers with its shape, row-major, as NumPy's arrays are: the first axis is the points, all others
 * together are the features.
 */
export interface NumberArray {
  readonly values: Float32Array | Float64Array;
  /** `[N, D]`, or `[N, …]` of images and activations. */
  readonly shape: readonly number[];
}

/** N points in R^D: a list of N lists of D numbers, or an array with its shape. */
export type Points = readonly (readonly number[])[] | NumberArray;
