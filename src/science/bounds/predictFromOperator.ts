import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import { gordonThreshold } from './gordonBound';
import { kinematicRange } from './kinematicFormula';
import { normalReach } from './normalLaw';
import {
  operatorWell,
  type OperatorWell,
  type OperatorWellOptions,
  type OperatorWells,
} from './operatorWell';
import { publishedThreshold } from './publishedWidth';
import type { QuadraticWell } from './quadraticWell';
import type { ProbeMean } from './spectralDensity';
import { coneStatistics } from './statisticalDimension';
import type { SymmetricOperator } from './symmetricOperator';

/** What the three predictions say of one level of a loss that is quadratic about its minimiser. */
export interface LevelPrediction {
  /** D − δ; its error is of the projections and of what the spectrum's probes leave open. */
  readonly sharp: ProbeMean;
  /** How wide the transition is, as a standard deviation. */
  readonly transition: number;
  /** The published formula; its error is of the spectrum alone. */
  readonly published: ProbeMean;
  /** No threshold lies below this; 0 where Gordon's theorem excludes nothing. */
  readonly gordon: number;
  /** Of that bound, from the error of the width, at 1 − `doubt`. */
  readonly gordonInterval: readonly [number, number];
  /** Outside of it the kinematic formula is certain, to `doubt`. */
  readonly kinematic: readonly [number, number];
  /** Whether the quadratic has reached the level at the start already. */
  readonly inside: boolean;
}

/** What they say of an operator and a minimiser. */
export interface OperatorPrediction extends LevelPrediction {
  /** The loss at the start above that at the minimiser, were it quadratic: beside the true one it tells how far to trust all this. */
  readonly lossAtStart: number;
  /** The share of negative eigenvalues, which were taken for 0. */
  readonly negative: number;
}

export interface LevelOptions {
  /** Groups of projections, from 2. */
  readonly samples: number;
  /** η: what the kinematic range leaves, and 1 less the level of intervals. */
  readonly doubt: number;
  readonly rng: Rng;
  readonly hooks: WorkHooks;
}

/**
 * Gordon's bound, the published width and the statistical dimension for an operator that is known by its products alone: a
 * trained network's Hessian or Gauss–Newton matrix at its minimiser.
 *
 * @param offset from the start of training to the minimiser, of length D.
 * @param level ε, the loss to reach above the minimiser's, above 0.
 */
export async function predictFromOperator(
  operator: SymmetricOperator,
  offset: Float64Array,
  level: number,
  options: OperatorWellOptions & LevelOptions,
): Promise<OperatorPrediction> {
  const wells = await operatorWell(operator, offset, options);
  const found = await predictLevel(wells, level, options);
  return { ...found, lossAtStart: quadraticAtStart(wells.all), negative: wells.negative };
}

/** The loss that a quadratic well has at its start, above its minimum: ½ cᵀHc. */
export function quadraticAtStart({ eigenvalues, minimiser }: OperatorWell): number {
  return eigenvalues.reduce((sum, value, i) => sum + (value / 2) * (minimiser[i] ?? 0) ** 2, 0);
}

/** The predictions for one level of a well whose spectrum is known. */
export async function predictLevel(
  { all, each }: OperatorWells,
  level: number,
  { samples, doubt, rng, hooks }: LevelOptions,
): Promise<LevelPrediction> {
  const inner: WorkHooks = { signal: hooks.signal, breathe: hooks.breathe };
  const asWell = ({ eigenvalues, minimiser }: OperatorWell): QuadraticWell => ({
    eigenvalues,
    distance: Math.sqrt(minimiser.reduce((sum, x) => sum + x * x, 0)),
    level,
  });
  // The same projected vectors for every probe's spectrum: what is left between them is the spectrum's doing.
  const deltaOf = (well: OperatorWell, count: number): ReturnType<typeof coneStatistics> =>
    coneStatistics(asWell(well), count, rng.split(3), inner, well.minimiser);
  const cone = await deltaOf(all, samples);
  const fewer = Math.max(2, Math.ceil(samples / each.length));
  const perProbe: number[] = [];
  for (const well of each) perProbe.push((await deltaOf(well, fewer)).delta);
  const size = all.eigenvalues.length;
  const reach = normalReach(1 - doubt) * cone.widthError;
  const gordon = (by: number): number =>
    gordonThreshold(size, Float64Array.of(Math.max(0, cone.width + by)), 0.5);
  // Where the cone is all of space, what is left of D is rounding.
  const left = size - cone.delta;
  return {
    sharp: {
      value: left < 1e-9 * size ? 0 : left,
      error: Math.hypot(cone.deltaError, errorOfMean(perProbe)),
    },
    transition: cone.transition,
    published: {
      value: publishedThreshold(asWell(all)),
      error: errorOfMean(each.map((well) => publishedThreshold(asWell(well)))),
    },
    gordon: gordon(0),
    gordonInterval: [gordon(reach), gordon(-reach)],
    kinematic: kinematicRange(size, Float64Array.of(cone.delta), doubt),
    inside: cone.inside > 0,
  };
}

function errorOfMean(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
