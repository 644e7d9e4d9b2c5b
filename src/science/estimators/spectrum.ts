/** The spectrum of a data set, and how it would vary with another sample. */
export interface Spectrum {
  /** Eigenvalues of the covariance, descending: as many as the lesser of rows and columns. */
  readonly values: Float64Array;
  /** Eigenvalues of resamples, each as long as `values`. */
  readonly resampled: readonly Float64Array[];
}
