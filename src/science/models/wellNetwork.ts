/**
 * A quadratic well that is trained as a network is: the loss ½ Σ λ_i θ_i² of D parameters, in the coordinates of its
 * Hessian's eigenvectors and with its minimum, 0, at the origin.
 */
export interface WellNetwork {
  /** For people, and what tells it from any other. */
  readonly name: string;
  readonly well: {
    /** λ, D of them, not negative, greatest first. */
    readonly eigenvalues: Float64Array;
    /** R: every run begins somewhere on the sphere of this radius about the minimum. */
    readonly distance: number;
  };
}
