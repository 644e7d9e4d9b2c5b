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

/**
 * What is to be made small, as a function of D parameters; all addresses are in one kernels' memory. What computes may
 * be elsewhere, and then takes its time.
 */
export interface TrainableObjective {
  /** D. */
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  /** Draws a starting point into `target`, D floats; whatever else there is that training changes begins anew. */
  initialise(target: Float32Array, rng: Rng): void | Promise<void>;
  /** What training changes beside the parameters is again as `initialise` left it; absent where there is nothing. */
  readonly rewind?: () => void;
  /** Writes the gradient of the mean loss over the rows; gives that loss back. */
  gradient(theta: Address, rows: Rows, gradient: Address): number | Promise<number>;
  evaluate(theta: Address, rows: Rows): Score | Promise<Score>;
  /** The least training loss over `start` + A z, A by its columns; absent where no closed form is known. */
  readonly least?: (start: Float32Array, columns: Iterable<Float32Array>) => number;
  /** Every layer on some examples, after its activation, from the first to the outputs; absent of what has no layers. */
  readonly layers?: (theta: Address, rows: Rows) => LayerValues[] | Promise<LayerValues[]>;
}

/** One that our own kernels compute. */
export interface Objective extends TrainableObjective {
  initialise(target: Float32Array, rng: Rng): void;
  gradient(theta: Address, rows: Rows, gradient: Address): number;
  evaluate(theta: Address, rows: Rows): Score;
  readonly layers?: (theta: Address, rows: Rows) => LayerValues[];
}
