/** `points × dimensions`, row-major, in the order of the leaves. */
export interface Coordinates {
  readonly dimensions: number;
  readonly values: Float64Array;
}
