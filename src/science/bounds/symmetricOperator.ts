/**
 * A real symmetric matrix that is known by what it does to a vector alone: a network's Hessian by Hessian-vector products,
 * its Gauss–Newton matrix by a forward and a backward product.
 */
export interface SymmetricOperator {
  /** D. */
  readonly size: number;
  /**
   * The product with a vector of length D, in a new array or in one that the operator keeps and may overwrite at the next
   * call; `v` is not changed.
   */
  apply(v: Float64Array): Float64Array | Promise<Float64Array>;
}
