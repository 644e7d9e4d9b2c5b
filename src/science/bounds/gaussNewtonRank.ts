/**
 * Upper bounds on the rank of the Gauss–Newton matrix Σ_n J_nᵀ A_n J_n of a classifier, A_n = diag(p) − p pᵀ of its class
 * probabilities. A_n has the vector of ones in its kernel and so rank classes − 1; the Jacobian of a linear map takes its
 * directions from the data. A quadratic well with that matrix has no more curved directions, and so no greater threshold.
 */
export interface RankBounds {
  /** Of a linear softmax model: rank(X)·(classes − 1); X with a column of ones where there is a bias. */
  readonly linearSoftmax: number;
  /** Of the block of a first layer of `width` units: rank(X)·width. */
  firstLayer(width: number): number;
  /** Of a whole network with one hidden layer of `width` units: that block's, and (width + 1)·(classes − 1) of the last layer. */
  hiddenLayer(width: number): number;
  /** Of any network on so many rows: rows·(classes − 1). */
  readonly anyNetwork: number;
}

/**
 * @param dataRank of X, as the model sees it, from 0 to `rows`.
 * @param classes from 2.
 */
export function gaussNewtonRankBounds(dataRank: number, rows: number, classes: number): RankBounds {
  return {
    linearSoftmax: dataRank * (classes - 1),
    firstLayer: (width) => dataRank * width,
    hiddenLayer: (width) => dataRank * width + (width + 1) * (classes - 1),
    anyNetwork: rows * (classes - 1),
  };
}
