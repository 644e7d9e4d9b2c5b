import type { Matrix } from '../../compute/matrix';
import { CallingThread, type Crew } from '../../compute/crew';
import { takeUpPairs } from '../../compute/neighbourPairs';
import type { NeighbourBackend, NeighbourTable } from '../../compute/neighbourTable';
import type { PairJob } from '../../compute/pairPlans';
import type { WorkHooks } from '../../compute/work';
import type { DimensionEstimate, Fault } from './estimate';
import type { OptionDeclarations, OptionsOf } from './options';
import type { Spectrum } from './spectrum';

/** What an estimator may look at. A part that it did not ask for may be missing. */
export interface EstimatorInput {
  /** Every row of the data, repeated ones too. */
  readonly rows: Matrix;
  /** The rows that differ from all others: the table's points. */
  readonly points: Matrix;
  /** The shared neighbours: at least as many as the greatest request asks for, and spare ones. */
  readonly table: NeighbourTable;
  /** The logarithms of the table's distances; −Infinity for a zero distance. */
  readonly logs: Float64Array;
  /** The eigenvalues of the covariance of `rows`. */
  readonly spectrum: Spectrum;
  /** Seed of every draw. */
  readonly seed: number;
  /** What found the neighbours, for work of its kind; the calling thread does it where this is missing. */
  readonly backend?: NeighbourBackend | undefined;
}

/** Who works on the input's neighbourhoods. */
export function crewOf({ backend }: EstimatorInput): Crew<PairJob> {
  return backend?.crew ?? new CallingThread(takeUpPairs);
}

/** What an estimator needs of its input. */
export interface Needs {
  /** Neighbours of every point, 0 where the table is not looked at. */
  readonly neighbours: number;
  readonly spectrum: boolean;
  /** Whether it looks at `points`, so that repeated rows are left out, rather than at `rows`. */
  readonly distinct: boolean;
}

/** A warning that tells against the number itself, and what it is about. */
export interface Doubt {
  readonly fault: Fault;
  readonly text: string;
}

/** What an estimator finds; the rest of a `DimensionEstimate` says what was asked for. */
export interface Finding extends Pick<
  DimensionEstimate,
  'dimension' | 'interval' | 'intervalMethod' | 'details'
> {
  /** Plain sentences where the number stands nevertheless. */
  readonly warnings: readonly (string | Doubt)[];
  /** Of estimators that give every point a dimension: one a point of `points`, not finite where it has none. */
  readonly pointDimensions?: Float64Array;
}

/** How large the input is, for the cost of a step. */
export interface Extent {
  readonly points: number;
  readonly columns: number;
}

/** One estimator, as its file declares it. `Declared` types the options that its functions are given. */
export interface EstimatorOf<Declared extends OptionDeclarations> {
  /** The same in YAML, on the command line and in JSON. */
  readonly id: string;
  /** In the order of the normal form. */
  readonly options: Declared;
  /** Why these options do not go together, a sentence to be read after what was asked for. */
  conflict?(options: OptionsOf<Declared>): string | undefined;
  /** Whether an option has an effect beside the others; all have where this is left out. */
  applies?(name: string, options: OptionsOf<Declared>): boolean;
  /** The options in force where a point can have no more than `most` neighbours. */
  fit?(options: OptionsOf<Declared>, most: number): OptionsOf<Declared>;
  needs(options: OptionsOf<Declared>): Needs;
  /** Multiply-adds, roughly, so that progress tells the time. */
  cost(options: OptionsOf<Declared>, extent: Extent): number;
  /** Throws `estimate.impossible` (see `impossible`) where the data allow no estimate. */
  estimate(
    input: EstimatorInput,
    options: OptionsOf<Declared>,
    key: string,
    hooks: WorkHooks,
  ): Promise<Finding>;
}

/** An estimator whose options are known at run time only, as the registry holds it. */
export type Estimator = EstimatorOf<OptionDeclarations>;

/**
 * The estimator as the registry holds it. Its functions are only ever given options that were read against its own
 * declarations, or are their defaults.
 */
export function defineEstimator<const Declared extends OptionDeclarations>(
  estimator: EstimatorOf<Declared>,
): Estimator {
  return estimator;
}
