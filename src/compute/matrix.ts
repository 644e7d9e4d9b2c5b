/** Points in R^D, row-major, `rows × columns`, finite. Arithmetic on it is in float64 whatever it stores. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array | Float64Array;
}
