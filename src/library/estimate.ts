/** An estimate of the intrinsic dimension, with its uncertainty. */
export interface Estimate {
  /** The estimator's id: `twonn`, as in a block, on the command line and in JSON. */
  readonly estimator: string;
  /** The request in normal form, what is not the default in brackets: `mle(k=10)`. */
  readonly key: string;
  /** Every option in force: `k=10, combine=harmonic, unbiased=false`. */
  readonly variant: string;
  readonly dimension: number;
  /** Two-sided, at `level`. Says how far another sample of the same size would move the estimate; covers no bias. */
  readonly interval: readonly [low: number, high: number];
  /** Of the interval: 0.95. */
  readonly level: number;
  /** How the interval was made: `delete-a-group jackknife, 50 groups`. */
  readonly intervalMethod: string;
  /** Points the estimate looked at: without repeated ones where the estimator leaves these out. */
  readonly n: number;
  /** Numbers a reader may check, by name; which ones, the estimator decides. */
  readonly details: Readonly<Record<string, number | string | readonly number[]>>;
  /** Sentences about when this number misleads. */
  readonly warnings: readonly string[];
}

/** The dimension at one scale: a neighbourhood's size. */
export interface ScalePoint {
  /** Neighbour ranks, n2 = 2 n1. */
  readonly n1: number;
  readonly n2: number;
  /** The mean distance to the n2-th neighbour, in the data's units. */
  readonly scale: number;
  readonly dimension: number;
  /** At 95 %. */
  readonly interval: readonly [low: number, high: number];
}
