import { finiteSampleWarning, fewPointsWarning } from './dimensionWarnings';
import {
  defineEstimator,
  type Doubt,
  type Estimator,
  type EstimatorInput,
  type EstimatorOf,
} from './estimator';
import type { DimensionEstimate } from './estimate';
import { impossible } from './impossible';
import {
  estimateFromNeighbours,
  type NeighbourEstimate,
  type NeighbourStatistic,
} from './neighbourStatistic';
import type { OptionDeclarations, OptionsOf } from './options';

/** Distinct points that a neighbour-based estimate needs at the least. */
export const leastPoints = 4;

/** An estimator that looks at the shared table's distances only, one number a point. */
export interface DistanceMethod<Declared extends OptionDeclarations> extends Pick<
  EstimatorOf<Declared>,
  'id' | 'options' | 'conflict' | 'applies' | 'fit'
> {
  neighbours(options: OptionsOf<Declared>): number;
  /** @param refuse makes the error to throw where these options allow no estimate. */
  statistic(options: OptionsOf<Declared>, refuse: (reason: string) => Error): NeighbourStatistic;
  /** Where the estimate is not the statistic itself: cut off, or a whole number. */
  adjust?(
    options: OptionsOf<Declared>,
    found: NeighbourEstimate,
    input: EstimatorInput,
  ): Pick<DimensionEstimate, 'dimension' | 'interval'>;
  /** Why a point's value may not be finite; completes "points were left out: …". */
  readonly excludedBecause?: string;
  details?(
    options: OptionsOf<Declared>,
    found: NeighbourEstimate,
    input: EstimatorInput,
  ): DimensionEstimate['details'];
  warnings?(
    options: OptionsOf<Declared>,
    found: NeighbourEstimate,
    input: EstimatorInput,
  ): readonly (string | Doubt)[];
  /** A point's own dimension from its value, where that is one. */
  pointDimension?(value: number): number;
}

const vanishing = 'their distance to another row is too small for a double';

/** The estimator with its interval by the delete-a-group jackknife and the warnings that all such share. */
export function distanceEstimator<const Declared extends OptionDeclarations>(
  method: DistanceMethod<Declared>,
): Estimator {
  const { id, options, conflict, applies, fit } = method;
  return defineEstimator<Declared>({
    id,
    options,
    ...(conflict && { conflict }),
    ...(applies && { applies }),
    ...(fit && { fit }),
    needs: (values) => ({ neighbours: method.neighbours(values), spectrum: false, distinct: true }),
    cost: (values, { points }) => 50 * points * (method.neighbours(values) + 40),
    async estimate(input, values, key, hooks) {
      const refuse = (reason: string): Error => impossible(key, reason);
      const statistic = method.statistic(values, refuse);
      const found = await estimateFromNeighbours(input.table, input.logs, statistic, input.seed, hooks);
      if (found.used < leastPoints)
        throw refuse(`only ${found.used} points have no neighbour at distance zero`);
      if (!isSound(found))
        throw refuse('the nearest neighbours of most points are equally far, as on a grid');
      const { dimension, interval } = method.adjust?.(values, found, input) ?? found;
      return {
        dimension,
        interval: [...interval],
        intervalMethod: found.intervalMethod,
        details: {
          points: found.used,
          ...method.details?.(values, found, input),
          standardError: found.standardError,
          independentStandardError: found.independentError,
          excluded: found.excluded,
        },
        warnings: [
          ...(found.excluded > 0
            ? [`${found.excluded} points were left out: ${method.excludedBecause ?? vanishing}.`]
            : []),
          ...(method.warnings?.(values, found, input) ?? []),
          ...[finiteSampleWarning(found.dimension, found.used), fewPointsWarning(found.used)].filter(
            (warning) => warning !== undefined,
          ),
        ],
        ...(method.pointDimension && {
          pointDimensions: found.values.map((value) => method.pointDimension?.(value) ?? NaN),
        }),
      };
    },
  });
}

/** Whether the equation had a solution for all points and for most groups of the jackknife. */
export function isSound(found: NeighbourEstimate): boolean {
  return found.dimension > 0 && found.interval.every(Number.isFinite);
}

/** `fit` of an estimator with an option `k`. */
export function lowerK<Options extends { readonly k: number }>(options: Options, most: number): Options {
  return options.k <= most ? options : { ...options, k: most };
}
