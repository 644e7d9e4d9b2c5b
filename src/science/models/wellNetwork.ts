/**
 * A quadratic well that is trained as a network is: the loss ½ Σ λ_i (θ_i − c_i)² of D parameters, in the
 * coordinates of its Hessian's eigenvectors, which is 0 at the minimiser c.
 */
export interface WellNetwork {
  /** For people, and what tells it from any other. */
  readonly name: string;
  readonly well: {
    /** λ, D of them, not negative, greatest first. */
    readonly eigenvalues: Float64Array;
    /** R = ‖c − θ₀‖: every run draws a minimiser on the sphere of this radius about its start. */
    readonly distance: number;
  };
}
