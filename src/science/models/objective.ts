import type { Rng } from '../../base/rng';
import type { Address } from '../../compute/training/kernels';

/** How well parameters do on some examples. */
export interface Score {
  /** Mean over the examples. */
  readonly loss: number;
  /** Share of labels found, 0 to 1; undefined where there are no labels. */
  readonly accuracy: number | undefined;
}

/** Examples, as row numbers in the kernels' memory. */
export interface Rows {
  readonly at: Address;
  readonly count: number;
}

/** What one layer of a network makes of some examples. */
export interface LayerValues {
  /** `hidden1`, `hidden2`, …, `output`. */
  readonly name: string;
  readonly columns: number;
  /** An example a row, in the order asked for. */
  readonly values: Float32Array;
}

/** What is to be made small, as a function of D parameters; all addresses are in one kernels' memory. */
export interface Objective {
  /** D. */
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  /** Draws a starting point into `target`, D floats. */
  initialise(target: Float32Array, rng: Rng): void;
  /** Writes the gradient of the mean loss over the rows; gives that loss back. */
  gradient(theta: Address, rows: Rows, gradient: Address): number;
  evaluate(theta: Address, rows: Rows): Score;
  /** Every layer on some examples, after its activation, from the first to the outputs; absent of what has no layers. */
  readonly layers?: (theta: Address, rows: Rows) => LayerValues[];
}
